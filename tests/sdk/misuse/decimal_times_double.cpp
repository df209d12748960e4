// SPDX-License-Identifier: Apache-2.0
#include <lectern/decimal.hpp>

lectern::Decimal half(const lectern::Decimal& whole) {
#ifdef MISUSE
  return whole * 0.5;
#else
  return whole * 5;
#endif
}
