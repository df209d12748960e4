// SPDX-License-Identifier: Apache-2.0
#include "modules/pdf_fonts.hpp"

#include <cairo-ft.h>
#include <glib.h>
#include <hb-ot.h>
#include <hb-subset.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <tuple>

namespace lectern::pdf {
namespace {

constexpr char32_t kOne = U'一';
constexpr char32_t kZero = U'0';

FT_Library free_type() {
  static FT_Library library = [] {
    FT_Library made = nullptr;
    return FT_Init_FreeType(&made) == 0 ? made : nullptr;
  }();  // never closed: Cairo keeps faces for a while after they were let go
  return library;
}

/// What Cairo keeps of a face, and its bytes.
struct Kept {
  FT_Face face;
  hb_blob_t* bytes;
};

void let_go(void* data) {
  Kept* const kept = static_cast<Kept*>(data);
  FT_Done_Face(kept->face);
  hb_blob_destroy(kept->bytes);
  delete kept;
}

std::string text_of(const FcPattern& pattern, const char* what, int number = 0) {
  FcChar8* value = nullptr;
  if (FcPatternGetString(&pattern, what, number, &value) != FcResultMatch) return {};
  return reinterpret_cast<const char*>(value);
}

int number_of(const FcPattern& pattern, const char* what) {
  int value = 0;
  return FcPatternGetInteger(&pattern, what, 0, &value) == FcResultMatch ? value : 0;
}

bool is_called(const FcPattern& pattern, std::string_view family) {
  for (int i = 0;; ++i) {
    const std::string name = text_of(pattern, FC_FAMILY, i);
    if (name.empty()) return false;
    if (FcStrCmpIgnoreCase(reinterpret_cast<const FcChar8*>(name.c_str()),
                           reinterpret_cast<const FcChar8*>(std::string(family).c_str())) == 0)
      return true;
  }
}

bool is_bold_face(const FcPattern& pattern) { return number_of(pattern, FC_WEIGHT) >= FC_WEIGHT_DEMIBOLD; }

/// Outlines that every reader of PDF knows, in one fixed shape.
bool is_drawable(const FcPattern& pattern) {
  FcBool variable = FcFalse;
  if (FcPatternGetBool(&pattern, FC_VARIABLE, 0, &variable) == FcResultMatch && variable == FcTrue) return false;
  const std::string format = text_of(pattern, FC_FONTFORMAT);
  return format == "TrueType" || format == "CFF";
}

std::string encode(char32_t character) {
  std::array<char, 6> bytes{};
  const int count = g_unichar_to_utf8(character, bytes.data());
  return {bytes.data(), static_cast<std::size_t>(count)};
}

bool exists(const std::string& file) {
  struct stat seen {};
  return stat(file.c_str(), &seen) == 0 && S_ISREG(seen.st_mode);
}

constexpr const char* kFandol = "/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol/";

}  // namespace

Face::Face(std::string file, unsigned index, std::string family, bool is_bold, hb_face_t* face)
    : file_(std::move(file)),
      index_(index),
      family_(std::move(family)),
      is_bold_(is_bold),
      face_(face),
      font_(hb_font_create(face)),
      used_(hb_set_create()) {}

std::unique_ptr<Face> Face::open(std::string file, unsigned index, std::string family, bool is_bold) {
  const Blob bytes(hb_blob_create_from_file_or_fail(file.c_str()));
  if (!bytes) return nullptr;
  hb_face_t* const face = hb_face_create(bytes.get(), index);
  std::unique_ptr<Face> made(new Face(std::move(file), index, std::move(family), is_bold, face));
  if (hb_face_get_glyph_count(face) == 0) return nullptr;
  return made;
}

hb_codepoint_t Face::glyph(char32_t character) const {
  hb_codepoint_t found = 0;
  return hb_font_get_nominal_glyph(font_.get(), character, &found) != 0 ? found : 0;
}

double Face::width(hb_codepoint_t glyph) const {
  return static_cast<double>(hb_font_get_glyph_h_advance(font_.get(), glyph)) / hb_face_get_upem(face_.get());
}

Face::Blob Face::subset() {
  constexpr std::array<hb_tag_t, 9> kNotDrawn = {
      HB_TAG('G', 'S', 'U', 'B'), HB_TAG('G', 'P', 'O', 'S'), HB_TAG('G', 'D', 'E', 'F'),
      HB_TAG('B', 'A', 'S', 'E'), HB_TAG('v', 'h', 'e', 'a'), HB_TAG('v', 'm', 't', 'x'),
      HB_TAG('V', 'O', 'R', 'G'), HB_TAG('k', 'e', 'r', 'n'), HB_TAG('D', 'S', 'I', 'G')};
  const Owned<hb_subset_input_t, &hb_subset_input_destroy> input(hb_subset_input_create_or_fail());
  if (!input) return nullptr;
  // Characters, not glyphs: for glyphs HarfBuzz would look through all characters of the font.
  hb_set_union(hb_subset_input_unicode_set(input.get()), used_.get());
  for (const hb_tag_t table : kNotDrawn)
    hb_set_add(hb_subset_input_set(input.get(), HB_SUBSET_SETS_DROP_TABLE_TAG), table);
  const Owned<hb_subset_plan_t, &hb_subset_plan_destroy> plan(hb_subset_plan_create_or_fail(face_.get(), input.get()));
  if (!plan) return nullptr;
  const Owned<hb_face_t, &hb_face_destroy> made(hb_subset_plan_execute_or_fail(plan.get()));
  if (!made) return nullptr;
  numbers_.reset(hb_map_copy(hb_subset_plan_old_to_new_glyph_mapping(plan.get())));
  return Blob(hb_face_reference_blob(made.get()));
}

bool Face::cut() {
  if (hb_set_is_empty(used_.get()) != 0) return true;
  if (free_type() == nullptr) return false;
  Blob bytes = subset();
  FT_Face face = nullptr;
  if (bytes) {
    unsigned size = 0;
    const char* const data = hb_blob_get_data(bytes.get(), &size);
    if (FT_New_Memory_Face(free_type(), reinterpret_cast<const FT_Byte*>(data), size, 0, &face) != 0) face = nullptr;
  }
  if (face == nullptr) {  // a font HarfBuzz does not take apart is embedded by Cairo alone
    numbers_.reset();
    if (FT_New_Face(free_type(), file_.c_str(), static_cast<FT_Long>(index_), &face) != 0) return false;
  }
  static const cairo_user_data_key_t key{};
  drawable_.reset(cairo_ft_font_face_create_for_ft_face(face, FT_LOAD_NO_HINTING));
  Owned<Kept, &let_go> kept(new Kept{face, bytes.release()});
  if (cairo_font_face_set_user_data(drawable_.get(), &key, kept.get(), &let_go) != CAIRO_STATUS_SUCCESS) {
    drawable_.reset();
    return false;
  }
  static_cast<void>(kept.release());  // Cairo lets it go
  return true;
}

unsigned long Face::drawn(hb_codepoint_t glyph) const { return numbers_ ? hb_map_get(numbers_.get(), glyph) : glyph; }

cairo_scaled_font_t* Face::scaled(double points) {
  auto& made = scaled_[points];
  if (!made) {
    cairo_matrix_t size;
    cairo_matrix_t paper;
    cairo_matrix_init_scale(&size, points, points);
    cairo_matrix_init_identity(&paper);
    const Owned<cairo_font_options_t, &cairo_font_options_destroy> options(cairo_font_options_create());
    cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
    made.reset(cairo_scaled_font_create(drawable_.get(), &size, &paper, options.get()));
  }
  return made.get();
}

Fonts::Fonts() : config_(FcInitLoadConfigAndFonts()) {
  const FcFontSet* const set = config_ ? FcConfigGetFonts(config_.get(), FcSetSystem) : nullptr;
  if (set == nullptr) return;
  using Key = std::tuple<std::string, std::string, int>;
  std::vector<std::pair<Key, const FcPattern*>> sorted;
  for (int i = 0; i < set->nfont; ++i) {
    const FcPattern& pattern = *set->fonts[i];
    if (is_drawable(pattern))
      sorted.push_back(
          {{text_of(pattern, FC_FAMILY), text_of(pattern, FC_FILE), number_of(pattern, FC_INDEX)}, &pattern});
  }
  std::sort(sorted.begin(), sorted.end());
  for (const auto& [key, pattern] : sorted) installed_.push_back(pattern);
}

// Free fonts as Debian has them, complete for GB 2312, and before them what other systems call the same.
Face* Fonts::chinese(const std::string& family, bool is_bold) {
  if (const auto known = chosen_.find({family, is_bold}); known != chosen_.end()) return known->second;
  const auto names = [&](std::string_view part) { return family.find(part) != std::string::npos; };
  const auto fandol = [](const char* name, bool bold_face) {
    return Wish{name, bold_face, std::string(kFandol) + name + (bold_face ? "-Bold.otf" : "-Regular.otf")};
  };
  std::vector<Wish> wishes;
  if (names("仿")) {
    wishes = {{"仿宋", false, {}}, fandol("FandolFang", false)};
  } else if (names("楷")) {
    // The last one's commas stand in the middle, as on Taiwan.
    wishes = {
        {"楷体", false, {}}, {"LXGW WenKai", false, {}}, fandol("FandolKai", false), {"AR PL UKai CN", false, {}}};
  } else if (names("黑")) {
    wishes = {{"黑体", false, {}}, {"Noto Sans CJK SC", false, {}}, fandol("FandolHei", is_bold)};
  } else if (names("标宋")) {
    wishes = {{"方正小标宋_GBK", false, {}}, {"Noto Serif CJK SC", true, {}}, fandol("FandolSong", true)};
  } else {
    wishes = {{"宋体", false, {}}, fandol("FandolSong", is_bold), {"Noto Serif CJK SC", false, {}}};
  }
  for (const char* const last : {"Noto Serif CJK SC", "Noto Sans CJK SC", "AR PL UKai CN"})
    wishes.push_back({last, false, {}});
  if (Face* const face = choose(family, is_bold, wishes, kOne)) return face;
  Face* const face = any_with(kOne);
  if (face != nullptr) {
    chosen_[{family, is_bold}] = face;
    note(fonts_instead_, family, face->family(), {});
  }
  return face;
}

Face* Fonts::western(const std::string& family, bool is_bold) {
  if (const auto known = chosen_.find({family, is_bold}); known != chosen_.end()) return known->second;
  Face* const face =
      choose(family, is_bold,
             {{"Liberation Serif", false, {}}, {"Nimbus Roman", false, {}}, {"DejaVu Serif", false, {}}}, kZero);
  if (face == nullptr) note(fonts_instead_, family, "", {});
  return face;
}

Face* Fonts::choose(const std::string& family, bool is_bold, const std::vector<Wish>& wishes, char32_t needed) {
  Face*& chosen = chosen_[{family, is_bold}];
  chosen = face_of({family, false, {}}, is_bold, needed);
  for (auto wish = wishes.begin(); chosen == nullptr && wish != wishes.end(); ++wish) {
    chosen = face_of(*wish, is_bold, needed);
    if (chosen != nullptr) note(fonts_instead_, family, chosen->family(), {});
  }
  if (chosen != nullptr) alike_.try_emplace(chosen, wishes);
  return chosen;
}

/// Of a family's faces the upright one of the weight that is nearest.
Face* Fonts::face_of(const Wish& wish, bool is_bold, char32_t needed) {
  const int weight = wish.is_bold || is_bold ? FC_WEIGHT_BOLD : FC_WEIGHT_REGULAR;
  const auto distance = [weight](const FcPattern& pattern) {
    return std::tuple(number_of(pattern, FC_SLANT), std::abs(number_of(pattern, FC_WIDTH) - FC_WIDTH_NORMAL),
                      std::abs(number_of(pattern, FC_WEIGHT) - weight));
  };
  const FcPattern* best = nullptr;
  for (const FcPattern* const pattern : installed_) {
    if (is_called(*pattern, wish.family) && (best == nullptr || distance(*pattern) < distance(*best))) best = pattern;
  }
  if (best != nullptr) {
    if (Face* const face = open(*best, needed)) return face;
  }
  if (wish.file.empty() || !exists(wish.file)) return nullptr;
  return open(wish.file, 0, wish.family, wish.is_bold, needed);
}

Face* Fonts::open(const FcPattern& pattern, char32_t needed) {
  return open(text_of(pattern, FC_FILE), static_cast<unsigned>(number_of(pattern, FC_INDEX)),
              text_of(pattern, FC_FAMILY), is_bold_face(pattern), needed);
}

Face* Fonts::open(const std::string& file, unsigned index, const std::string& family, bool is_bold, char32_t needed) {
  for (const auto& known : faces_) {
    if (known->is_of(file, index)) return known->glyph(needed) != 0 ? known.get() : nullptr;
  }
  std::unique_ptr<Face> made = Face::open(file, index, family, is_bold);
  if (!made || made->glyph(needed) == 0) return nullptr;
  faces_.push_back(std::move(made));
  return faces_.back().get();
}

/// A face that has the character: of those that look alike, or any.
Face* Fonts::other_with(const Face& face, char32_t character) {
  if (const auto alike = alike_.find(&face); alike != alike_.end()) {
    for (const Wish& wish : alike->second) {
      if (Face* const other = face_of(wish, face.is_bold(), character)) return other;
    }
  }
  return any_with(character);
}

Face* Fonts::any_with(char32_t character) {
  for (const FcPattern* const pattern : installed_) {
    FcCharSet* characters = nullptr;
    if (FcPatternGetCharSet(pattern, FC_CHARSET, 0, &characters) != FcResultMatch) continue;
    if (FcCharSetHasChar(characters, character) == FcFalse) continue;
    if (Face* const face = open(*pattern, character)) return face;
  }
  return nullptr;
}

Glyph Fonts::find(Face& face, char32_t character) {
  const auto [known, is_new] = found_.try_emplace({&face, character});
  Glyph& made = known->second;
  if (!is_new) return made;
  made.face = &face;
  made.glyph = face.glyph(character);
  if (made.glyph == 0) {
    Face* const other = other_with(face, character);
    note(characters_instead_, face.family(), other == nullptr ? "" : other->family(), encode(character));
    if (other != nullptr) made = {other, other->glyph(character), 0};
  }
  made.width = made.face->width(made.glyph);
  made.face->use(character);
  return made;
}

void Fonts::note(std::vector<Instead>& notes, const std::string& wanted, const std::string& used,
                 std::string_view character) {
  const auto same = std::find_if(notes.begin(), notes.end(),
                                 [&](const Instead& one) { return one.wanted == wanted && one.used == used; });
  if (same == notes.end()) {
    notes.push_back({wanted, used, std::string(character)});
  } else if (same->characters.find(character) == std::string::npos) {
    same->characters += character;
  }
}

void Fonts::tell(const Tell& tell) const {
  for (const Instead& one : fonts_instead_) tell(LECTERN_PDF_FONT_INSTEAD, one.wanted, one.used, {});
  for (const Instead& one : characters_instead_)
    tell(one.used.empty() ? LECTERN_PDF_CHARACTERS_LACKING : LECTERN_PDF_CHARACTERS_INSTEAD, one.wanted, one.used,
         one.characters);
}

bool Fonts::cut() {
  return std::all_of(faces_.begin(), faces_.end(), [](const auto& face) { return face->cut(); });
}

}  // namespace lectern::pdf
