// SPDX-License-Identifier: Apache-2.0
//
// What text cannot do for a school: the school year, the greeting and the audience from the day and the form of
// address, pupils set against teachers, classes and books, which of the six 好 have facts, and figures that contradict
// one another. plugin.info gives every rule.
#include <lectern/plugin.hpp>

#include <array>
#include <string_view>

namespace {

using lectern::Decimal;
using lectern::Report;
using lectern::Speech;

constexpr int kOpeningWeeks = 4;
constexpr int kMiddleWeeks = 16;
constexpr int kMostWeeks = 24;
constexpr int kFestiveWeeks = 2;          // weeks in which one still wishes a good term
constexpr std::int64_t kLargeClass = 55;  // 大班额 begins above

struct Day {
  int year;
  int month;
  int day;

  /// Month and day as one number: 9 March is 309.
  int in_year() const { return month * 100 + day; }

  /// Days since 1970-01-01, after H. Hinnant.
  long number() const {
    const int y = month <= 2 ? year - 1 : year;
    const long era = y / 400;
    const long of_era = y - era * 400;
    const long of_year = (153L * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
  }
  /// The Monday of its week, as a number of days. 1970-01-01 was a Thursday.
  long monday() const { return number() - (number() + 3) % 7; }
};

/// The host hands over dates as YYYY-MM-DD, checked.
std::optional<Day> day(const Speech& speech, std::string_view key) {
  const auto fact = speech.fact(key);
  if (!fact || fact->text.size() != 10) return std::nullopt;
  return Day{std::stoi(fact->text.substr(0, 4)), std::stoi(fact->text.substr(5, 2)),
             std::stoi(fact->text.substr(8, 2))};
}

/// `part` ÷ `whole`, rounded: people and books are said whole.
std::optional<Decimal> ratio(const Decimal& part, const Decimal& whole) { return Decimal::share(part, whole * 100, 0); }

class School {
 public:
  void contribute(Speech& speech) {
    audience(speech);
    if (const auto today = day(speech, "meeting.date")) {
      calendar(speech, *today);
      examination(speech, *today);
      greeting(speech, *today);
    }
    proportions(speech);
    goods(speech);
    check_grades(speech, "school.pupils", "pupils", "学生数");
    check_grades(speech, "school.classes", "classes", "班数");
    check_part(speech, "school.boarders", "school.pupils", "住校生", "在校学生");
    check_part(speech, "school.left_behind", "school.pupils", "留守学生", "在校学生");
    check_part(speech, "school.teachers", "unit.staff", "专任教师", "在职人员");
    check_part(speech, "school.class_teachers", "school.teachers", "班主任", "专任教师");
    check_part(speech, "school.backbone", "school.teachers", "骨干教师", "专任教师");
    check_part(speech, "school.double_teachers", "school.teachers", "“双师型”教师", "专任教师");
    check_part(speech, "school.classes", "school.class_teachers", "教学班", "班主任");
    check_target(speech);
    check_opened(speech);
  }

 private:
  static bool given(const Speech& speech, std::string_view key) { return speech.fact(key).has_value(); }

  static std::string chosen(const Speech& speech, std::string_view key) {
    const auto fact = speech.fact(key);
    return fact ? fact->text : std::string();
  }

  // ---- Who listens, and when ----

  static bool to_pupils(const Speech& speech) {
    if (const auto audience = speech.fact("school.audience")) return audience->text == "both";
    return chosen(speech, "meeting.salutation").find("同学") != std::string::npos;
  }

  static void audience(Speech& speech) {
    if (!given(speech, "meeting.salutation")) return;
    speech.derive("school.audience", to_pupils(speech) ? "both" : "teachers", {"meeting.salutation"});
  }

  static bool spring(const Day& today) { return today.month >= 2 && today.month <= 7; }

  /// The week of the term, from 1; nothing before it begins and when it must be over.
  static std::optional<int> week(const Speech& speech, const Day& today) {
    const auto opened = day(speech, "school.opened");
    if (!opened || today.number() < opened->number()) return std::nullopt;
    const long weeks = (today.monday() - opened->monday()) / 7 + 1;
    return weeks > kMostWeeks ? std::nullopt : std::optional<int>(static_cast<int>(weeks));
  }

  /// Without the day on which term began: by the calendar most schools keep.
  static std::string_view usual_time(const Day& today) {
    struct Span {
      int from;
      int to;
      std::string_view time;
    };
    constexpr std::array<Span, 7> kSpans = {{{101, 125, "closing"},
                                             {126, 209, "holiday"},
                                             {210, 320, "opening"},
                                             {610, 710, "closing"},
                                             {711, 824, "holiday"},
                                             {825, 930, "opening"},
                                             {1225, 1231, "closing"}}};
    for (const Span& span : kSpans) {
      if (today.in_year() >= span.from && today.in_year() <= span.to) return span.time;
    }
    return "middle";
  }

  static void calendar(Speech& speech, const Day& today) {
    speech.derive("school.term", spring(today) ? "spring" : "autumn", {"meeting.date"});
    const int first = today.month >= 8 ? today.year : today.year - 1;
    speech.derive("school.year_name", std::to_string(first) + "—" + std::to_string(first + 1) + "学年",
                  {"meeting.date"});
    const auto in_week = week(speech, today);
    if (!in_week) {
      speech.derive("school.term_time", usual_time(today), {"meeting.date"});
      return;
    }
    speech.derive("school.week", std::to_string(*in_week), {"school.opened", "meeting.date"});
    std::string_view time = "closing";
    if (*in_week <= kOpeningWeeks) {
      time = "opening";
    } else if (*in_week <= kMiddleWeeks) {
      time = "middle";
    }
    speech.derive("school.term_time", time, {"school.opened", "meeting.date"});
  }

  /// 高考 has begun on 7 June since 2003; in 2020 on 7 July.
  static void examination(Speech& speech, const Day& today) {
    const std::string stage = chosen(speech, "school.stage");
    const Day first{today.year, today.year == 2020 ? 7 : 6, 7};
    if ((stage != "high" && stage != "complete") || today.year < 2003 || today.month < 2) return;
    const long days = first.number() - today.number();
    if (days > 0) speech.derive("school.exam_days", std::to_string(days), {"school.stage", "meeting.date"});
  }

  static void greeting(Speech& speech, const Day& today) {
    if (given(speech, "meeting.greeting")) return;
    const bool pupils = to_pupils(speech);
    const auto in_week = week(speech, today);
    std::string_view words = "大家好";
    if (today.in_year() == 910 && !pupils) {
      words = "老师们，节日好";
    } else if (today.in_year() == 601 && pupils && chosen(speech, "school.stage") == "primary") {
      words = "同学们，节日好";
    } else if (today.in_year() <= 110) {
      words = "大家好，新年好";
    } else if (in_week && *in_week <= kFestiveWeeks) {
      words = "大家好，新学期好";
    }
    speech.derive("school.greeting", words, {"meeting.date"});
  }

  // ---- Pupils against teachers, classes, books ----

  static void proportions(Speech& speech) {
    const auto pupils = speech.number("school.pupils");
    if (!pupils) return;
    if (const auto teachers = speech.number("school.teachers")) {
      if (const auto each = ratio(*pupils, *teachers))
        speech.derive("school.ratio", each->str(), {"school.pupils", "school.teachers"});
    }
    if (const auto classes = speech.number("school.classes")) {
      if (const auto size = ratio(*pupils, *classes)) {
        speech.derive("school.class_size", size->str(), {"school.pupils", "school.classes"});
        check_class_size(speech, *size);
      }
    }
    const auto books = speech.fact("school.books");
    if (!books || !books->number() || *books->number() < Decimal(0, 0)) return;
    const Decimal volumes = books->unit == "册" ? *books->number() : *books->number() * 10000;
    if (const auto each = ratio(volumes, *pupils))
      speech.derive("school.books_each", each->str(), {"school.books", "school.pupils"});
  }

  static void check_class_size(Speech& speech, const Decimal& size) {
    if (size <= Decimal(kLargeClass, 0)) return;
    Report report;
    report.severity = Report::Severity::note;
    report.code = "large-classes";
    report.key = "school.classes";
    report.message = "a class has " + size.str() + " pupils on average, more than " + std::to_string(kLargeClass) +
                     ", which counts as overcrowded";
    report.message_zh = "平均每班" + size.str() + "人，超过" + std::to_string(kLargeClass) + "人，属于大班额";
    report.hint = "check school.pupils and school.classes; if they are right, it belongs among the gaps";
    report.hint_zh = "请核对 school.pupils 与 school.classes；若属实，宜列入差距（gaps）";
    speech.report(report);
  }

  // ---- The six 好 ----

  static void goods(Speech& speech) {
    struct Good {
      std::string_view name;
      std::string_view english;
      std::array<std::string_view, 4> facts;  // one of them is enough
    };
    constexpr std::array<Good, 6> kGoods = {
        {{"思想道德建设", "morals", {"school.themes", "school.class_meeting", "school.rules", "volunteers.team"}},
         {"领导班子建设", "leadership", {"school.leader_rounds", "school.leader_class", "", ""}},
         {"教师队伍建设", "teachers", {"school.backbone", "school.ethics_models", "school.study_time", ""}},
         {"校园文化建设", "culture", {"school.reading", "school.clubs", "school.festivals", ""}},
         {"优美环境建设", "surroundings", {"school.green", "school.land", "school.drills", ""}},
         {"活动阵地建设", "places for activities", {"school.places", "school.base", "", ""}}}};
    if (chosen(speech, "campaign.object") != "campus") return;
    int backed = 0;
    std::string lacking;
    std::string lacking_english;
    std::string keys;
    for (const Good& good : kGoods) {
      bool has = false;
      for (const std::string_view key : good.facts) has = has || (!key.empty() && given(speech, key));
      if (has) {
        ++backed;
        continue;
      }
      lacking += (lacking.empty() ? "" : "、") + std::string(good.name);
      lacking_english += (lacking_english.empty() ? "" : ", ") + std::string(good.english);
      keys += (keys.empty() ? "" : ", ") + std::string(good.facts[0]);
    }
    speech.derive("school.goods", std::to_string(backed), {"campaign.object"});
    if (backed == static_cast<int>(kGoods.size())) return;
    Report report;
    report.severity = Report::Severity::note;
    report.code = "goods-without-facts";
    report.key = "campaign.object";
    report.message = "of the six goods of a civilised campus, the profile has no facts for: " + lacking_english;
    report.message_zh = "文明校园六个好里，还没有事实可讲的是：" + lacking;
    report.hint = "give, for instance, " + keys;
    report.hint_zh = "可填 " + keys + " 等";
    speech.report(report);
  }

  // ---- What cannot be right ----

  static void contradiction(Speech& speech, std::string_view code, std::string_view key, const std::string& message,
                            const std::string& message_zh) {
    Report report;
    report.code = code;
    report.key = key;
    report.message = message;
    report.message_zh = message_zh;
    report.hint = "check both figures";
    report.hint_zh = "请核对这两个数";
    speech.report(report);
  }

  /// The grades must add up to the school. A table with a gap in it is not added up.
  static void check_grades(Speech& speech, std::string_view key, std::string_view column, const std::string& name) {
    const auto grades = speech.fact("school.grades");
    const auto whole = speech.number(key);
    if (!grades || grades->rows == 0 || !whole) return;
    Decimal sum;
    for (std::uint64_t row = 0; row < grades->rows; ++row) {
      const auto cell = speech.cell("school.grades", row, column);
      const auto part = cell ? cell->number() : std::nullopt;
      if (!part) return;
      sum = sum + *part;
    }
    if (sum == *whole) return;
    contradiction(speech, "grades-do-not-add-up", key,
                  "the grades add up to " + sum.str() + ", but " + std::string(key) + " is " + whole->str(),
                  "各年级" + name + "合计为" + sum.str() + "，而" + std::string(key) + "是" + whole->str());
  }

  static void check_part(Speech& speech, std::string_view part, std::string_view whole, const std::string& part_name,
                         const std::string& whole_name) {
    const auto a = speech.number(part);
    const auto b = speech.number(whole);
    if (!a || !b || *a <= *b) return;
    contradiction(
        speech, "part-over-whole", part,
        std::string(part) + " is " + a->str() + ", more than " + std::string(whole) + ", which is " + b->str(),
        part_name + "（" + a->str() + "）多于" + whole_name + "（" + b->str() + "）");
  }

  static void check_target(Speech& speech) {
    const auto now = speech.number("school.satisfaction");
    const auto target = speech.number("school.satisfaction_target");
    if (!now || !target || *now < *target) return;
    contradiction(
        speech, "target-reached", "school.satisfaction_target",
        "school.satisfaction_target is " + target->str() + ", but school.satisfaction is already " + now->str(),
        "家长满意度目标是" + target->str() + "，而眼下已经是" + now->str());
  }

  static void check_opened(Speech& speech) {
    const auto today = day(speech, "meeting.date");
    const auto opened = day(speech, "school.opened");
    if (!today || !opened || week(speech, *today)) return;
    contradiction(speech, "term-opening", "school.opened",
                  "term began on " + chosen(speech, "school.opened") + ", which is no term of a speech of " +
                      chosen(speech, "meeting.date"),
                  "开学日期是" + chosen(speech, "school.opened") + "，同讲话日期" + chosen(speech, "meeting.date") +
                      "不在一个学期");
  }
};

}  // namespace

LECTERN_PLUGIN(School)
