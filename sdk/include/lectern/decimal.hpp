// SPDX-License-Identifier: Apache-2.0
//
// Exact decimals for derived figures. C++17, standard library only.
//
// Rationale: 12.6 is not a binary fraction; a growth rate worked out in double can round the other way than the one the
// office worked out by hand, and differ between machines.
#ifndef LECTERN_DECIMAL_HPP
#define LECTERN_DECIMAL_HPP

#if __cplusplus < 201703L
#error "lectern/decimal.hpp needs C++17 or later: compile with -std=c++17"
#endif

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

namespace lectern {

/// A decimal number: `units` times ten to the power of minus `places`. Read from at most 15 digits, at most 9 of them
/// decimal places: more is no figure that a speech would give, and so no sum or share of them overflows.
class Decimal {
#if defined(__SIZEOF_INT128__)
  __extension__ typedef __int128 Wide;  // NOLINT(modernize-use-using): __extension__ goes with typedef only
#else
#error "lectern/decimal.hpp needs a compiler with 128-bit integers"
#endif

 public:
  Decimal() = default;
  /// `places`: at most 9.
  Decimal(std::int64_t units, unsigned places) : units_(units), places_(places) {}
  template <typename Float, typename = std::enable_if_t<std::is_floating_point_v<Float>>>
  Decimal(Float, unsigned) = delete;  // would cut the fraction off

  /// Reads 12, 12.6, -0.35. Nothing for anything else (signs in odd places, separators, exponents, too many digits).
  static std::optional<Decimal> parse(std::string_view text) {
    constexpr unsigned kMostDigits = 15;
    constexpr unsigned kMostPlaces = 9;
    const bool negative = !text.empty() && text.front() == '-';
    if (negative) text.remove_prefix(1);
    std::int64_t units = 0;
    unsigned digits = 0;
    unsigned places = 0;
    bool point = false;
    for (const char c : text) {
      if (c == '.' && !point && digits > 0) {
        point = true;
      } else if (c >= '0' && c <= '9') {
        if (++digits > kMostDigits || (point && ++places > kMostPlaces)) return std::nullopt;
        units = units * 10 + (c - '0');
      } else {
        return std::nullopt;
      }
    }
    if (digits == 0 || (point && places == 0)) return std::nullopt;
    return Decimal(negative ? -units : units, places);
  }

  bool is_zero() const { return units_ == 0; }
  bool is_negative() const { return units_ < 0; }

  /// Writes exactly the places it has: Decimal(126, 1) is "12.6".
  std::string str() const {
    Wide rest = units_ < 0 ? -units_ : units_;
    std::string out;
    for (unsigned place = 0; rest != 0 || place <= places_; ++place) {
      if (place == places_ && places_ != 0) out.insert(out.begin(), '.');
      out.insert(out.begin(), static_cast<char>('0' + static_cast<int>(rest % 10)));
      rest /= 10;
    }
    if (units_ < 0) out.insert(out.begin(), '-');
    return out;
  }

  friend bool operator==(const Decimal& a, const Decimal& b) { return compare(a, b) == 0; }
  friend bool operator!=(const Decimal& a, const Decimal& b) { return compare(a, b) != 0; }
  friend bool operator<(const Decimal& a, const Decimal& b) { return compare(a, b) < 0; }
  friend bool operator>(const Decimal& a, const Decimal& b) { return compare(a, b) > 0; }
  friend bool operator<=(const Decimal& a, const Decimal& b) { return compare(a, b) <= 0; }
  friend bool operator>=(const Decimal& a, const Decimal& b) { return compare(a, b) >= 0; }

  friend Decimal operator+(const Decimal& a, const Decimal& b) {
    const unsigned places = a.places_ > b.places_ ? a.places_ : b.places_;
    return of(a.scaled(places) + b.scaled(places), places);
  }
  friend Decimal operator-(const Decimal& a, const Decimal& b) { return a + of(-b.units_, b.places_); }

  /// The number times a whole number of at most nine digits, as when 亿元 become 万元.
  friend Decimal operator*(const Decimal& a, std::int32_t factor) { return of(a.units_ * factor, a.places_); }
  template <typename Float>
  friend std::enable_if_t<std::is_floating_point_v<Float>, Decimal> operator*(const Decimal&, Float) = delete;

  /// `part` in per cent of `whole`, rounded half away from zero (四舍五入) to at most three places. Nothing when `whole`
  /// is zero.
  static std::optional<Decimal> share(const Decimal& part, const Decimal& whole, unsigned places) {
    if (whole.is_zero()) return std::nullopt;
    const unsigned common = part.places_ > whole.places_ ? part.places_ : whole.places_;
    Wide numerator = part.scaled(common) * 100;
    for (unsigned i = 0; i < places; ++i) numerator *= 10;
    return of(divide(numerator, whole.scaled(common)), places);
  }

  /// By how many per cent `now` is more than `before`; negative when it is less. Nothing when `before` is not positive.
  static std::optional<Decimal> growth(const Decimal& now, const Decimal& before, unsigned places) {
    if (before.is_zero() || before.is_negative()) return std::nullopt;
    return share(now - before, before, places);
  }

 private:
  static Decimal of(Wide units, unsigned places) {
    Decimal made;
    made.units_ = units;
    made.places_ = places;
    return made;
  }
  Wide scaled(unsigned places) const {
    Wide value = units_;
    for (unsigned i = places_; i < places; ++i) value *= 10;
    return value;
  }
  static int compare(const Decimal& a, const Decimal& b) {
    const unsigned places = a.places_ > b.places_ ? a.places_ : b.places_;
    const Wide left = a.scaled(places);
    const Wide right = b.scaled(places);
    return left < right ? -1 : (left > right ? 1 : 0);
  }
  static Wide divide(Wide numerator, Wide denominator) {
    const bool negative = (numerator < 0) != (denominator < 0);
    if (numerator < 0) numerator = -numerator;
    if (denominator < 0) denominator = -denominator;
    const Wide rest = numerator % denominator;
    const Wide rounded = numerator / denominator + (rest >= denominator - rest ? 1 : 0);
    return negative ? -rounded : rounded;
  }

  Wide units_ = 0;
  unsigned places_ = 0;
};

}  // namespace lectern

#endif  // LECTERN_DECIMAL_HPP
