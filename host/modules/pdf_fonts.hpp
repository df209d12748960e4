// SPDX-License-Identifier: Apache-2.0
//
// Which font files a document is drawn with. Files are chosen here, by the names inside them: fontconfig only says which
// there are. Asked for 仿宋_GB2312, it would give whatever its aliases say, often one sans face for every name.
#pragma once

#include "modules/module.h"

#include <cairo.h>
#include <fontconfig/fontconfig.h>
#include <hb.h>

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace lectern::pdf {

template <auto release>
struct Release {
  template <typename Thing>
  void operator()(Thing* thing) const {
    release(thing);
  }
};
template <typename Thing, auto release>
using Owned = std::unique_ptr<Thing, Release<release>>;

/// A face of a font file.
class Face {
 public:
  /// Null where the file is none that can be drawn with.
  static std::unique_ptr<Face> open(std::string file, unsigned index, std::string family, bool is_bold);

  const std::string& family() const { return family_; }
  bool is_bold() const { return is_bold_; }
  bool is_of(const std::string& file, unsigned index) const { return file == file_ && index == index_; }
  /// The glyph of a character, 0 where there is none; and its width in ems.
  hb_codepoint_t glyph(char32_t character) const;
  double width(hb_codepoint_t glyph) const;

  /// Characters are first told, then the face is cut down to them, then their glyphs can be drawn under new numbers.
  /// Rationale: Cairo reads a face whole before it embeds a part of it, tens of megabytes of those with Chinese.
  void use(char32_t character) { hb_set_add(used_.get(), character); }
  bool cut();
  unsigned long drawn(hb_codepoint_t glyph) const;
  cairo_scaled_font_t* scaled(double points);

 private:
  using Blob = Owned<hb_blob_t, &hb_blob_destroy>;

  Face(std::string file, unsigned index, std::string family, bool is_bold, hb_face_t* face);
  Blob subset();

  std::string file_;
  unsigned index_;
  std::string family_;
  bool is_bold_;
  Owned<hb_face_t, &hb_face_destroy> face_;
  Owned<hb_font_t, &hb_font_destroy> font_;
  Owned<hb_set_t, &hb_set_destroy> used_;
  Owned<hb_map_t, &hb_map_destroy> numbers_;  ///< null: the old ones
  Owned<cairo_font_face_t, &cairo_font_face_destroy> drawable_;
  std::map<double, Owned<cairo_scaled_font_t, &cairo_scaled_font_destroy>> scaled_;
};

/// A character as it is drawn.
struct Glyph {
  Face* face = nullptr;
  hb_codepoint_t glyph = 0;
  double width = 0;  ///< in ems
};

/// The fonts of the machine.
class Fonts {
 public:
  /// As lectern_pdf_tell.
  using Tell = std::function<void(lectern_pdf_event, const std::string&, const std::string&, const std::string&)>;

  Fonts();

  /// The face for a family, or what stands in its place; null where the machine has nothing of the kind at all.
  Face* chinese(const std::string& family, bool is_bold);
  /// The same for digits and letters. Null: those of the Chinese fonts will do.
  Face* western(const std::string& family, bool is_bold);
  /// From the face, or from another that has the character.
  Glyph find(Face& face, char32_t character);
  /// All that was not as asked for, once.
  void tell(const Tell& tell) const;
  /// Makes all faces ready to be drawn with.
  bool cut();

 private:
  /// A font that would do. `file`: where Debian has it, if not in a folder of fontconfig's.
  struct Wish {
    std::string family;
    bool is_bold = false;
    std::string file;
  };
  struct Instead {
    std::string wanted;
    std::string used;
    std::string characters;
  };

  Face* choose(const std::string& family, bool is_bold, const std::vector<Wish>& wishes, char32_t needed);
  Face* face_of(const Wish& wish, bool is_bold, char32_t needed);
  Face* open(const FcPattern& pattern, char32_t needed);
  Face* open(const std::string& file, unsigned index, const std::string& family, bool is_bold, char32_t needed);
  Face* other_with(const Face& face, char32_t character);
  Face* any_with(char32_t character);
  void note(std::vector<Instead>& notes, const std::string& wanted, const std::string& used,
            std::string_view character);

  Owned<FcConfig, &FcConfigDestroy> config_;
  std::vector<const FcPattern*> installed_;  ///< by family, file and index
  std::vector<std::unique_ptr<Face>> faces_;
  std::map<std::pair<std::string, bool>, Face*> chosen_;
  std::map<const Face*, std::vector<Wish>> alike_;  ///< what would have done in place of a face
  std::map<std::pair<const Face*, char32_t>, Glyph> found_;
  std::vector<Instead> fonts_instead_;
  std::vector<Instead> characters_instead_;
};

}  // namespace lectern::pdf
