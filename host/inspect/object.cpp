// SPDX-License-Identifier: Apache-2.0
#include "inspect/object.hpp"

#include <gelf.h>
#include <libelf.h>

#include <algorithm>
#include <memory>

namespace lectern::host {
namespace {

struct EndElf {
  void operator()(Elf* elf) const { elf_end(elf); }
};

/// Goes through the sections and segments of one file.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}

  ObjectFile run() {
    elf_version(EV_CURRENT);
    elf_.reset(elf_memory(bytes_.data(), bytes_.size()));
    if (!elf_ || elf_kind(elf_.get()) != ELF_K_ELF) {
      damage();
      return std::move(made_);
    }
    segments();
    bool dynamic = false;
    for (Elf_Scn* section = elf_nextscn(elf_.get(), nullptr); section != nullptr;
         section = elf_nextscn(elf_.get(), section)) {
      GElf_Shdr header{};
      if (gelf_getshdr(section, &header) == nullptr) {
        damage();
        continue;
      }
      dynamic = dynamic || header.sh_type == SHT_DYNAMIC;
      if (header.sh_type == SHT_DYNAMIC) each(section, header, &Reader::dynamic);
      if (header.sh_type == SHT_DYNSYM) each(section, header, &Reader::symbol);
      if (header.sh_type == SHT_GNU_verneed) versions(section, header);
    }
    if (!dynamic && made_.damage.empty()) made_.damage = kNoDynamicSection;
    return std::move(made_);
  }

 private:
  void damage() {
    const char* said = elf_errmsg(-1);
    if (made_.damage.empty()) made_.damage = said == nullptr ? "no error" : said;
  }

  /// A name of the string table, or an empty one and damage.
  std::string name(const GElf_Shdr& header, std::size_t offset) {
    const char* text = elf_strptr(elf_.get(), header.sh_link, offset);
    if (text == nullptr) damage();
    return text == nullptr ? std::string() : std::string(text);
  }

  void segments() {
    std::size_t count = 0;
    if (elf_getphdrnum(elf_.get(), &count) != 0) return damage();
    bool says_stack = false;
    for (std::size_t i = 0; i < count; ++i) {
      GElf_Phdr segment{};
      if (gelf_getphdr(elf_.get(), static_cast<int>(i), &segment) == nullptr) return damage();
      if (segment.p_type != PT_GNU_STACK) continue;
      says_stack = true;
      made_.executable_stack = (segment.p_flags & PF_X) != 0;
    }
    if (!says_stack) made_.executable_stack = true;  // the loader's default on x86-64
  }

  using Entry = void (Reader::*)(const GElf_Shdr& header, Elf_Data* data, int index);

  void each(Elf_Scn* section, const GElf_Shdr& header, Entry entry) {
    Elf_Data* data = elf_getdata(section, nullptr);
    if (data == nullptr || header.sh_entsize == 0) return damage();
    const std::size_t count = data->d_size / header.sh_entsize;
    for (std::size_t i = 0; i < count; ++i) (this->*entry)(header, data, static_cast<int>(i));
  }

  void dynamic(const GElf_Shdr& header, Elf_Data* data, int index) {
    GElf_Dyn entry{};
    if (gelf_getdyn(data, index, &entry) == nullptr) return damage();
    if (entry.d_tag == DT_NEEDED) made_.needed.push_back(name(header, entry.d_un.d_val));
    if (entry.d_tag == DT_RPATH || entry.d_tag == DT_RUNPATH) add_paths(name(header, entry.d_un.d_val));
    if (entry.d_tag == DT_TEXTREL) made_.text_relocations = true;
    if (entry.d_tag == DT_FLAGS && (entry.d_un.d_val & DF_TEXTREL) != 0) made_.text_relocations = true;
  }

  void add_paths(std::string_view joined) {
    while (!joined.empty()) {
      const std::size_t colon = std::min(joined.find(':'), joined.size());
      if (colon != 0) made_.paths.emplace_back(joined.substr(0, colon));
      joined.remove_prefix(std::min(colon + 1, joined.size()));
    }
  }

  void symbol(const GElf_Shdr& header, Elf_Data* data, int index) {
    if (index == 0) return;  // the table begins with an empty one
    GElf_Sym symbol{};
    if (gelf_getsym(data, index, &symbol) == nullptr) return damage();
    const unsigned bind = GELF_ST_BIND(symbol.st_info);
    if (bind == STB_LOCAL) return;
    const std::string called = name(header, symbol.st_name);
    if (symbol.st_shndx == SHN_UNDEF) return made_.imported.push_back(called);
    const unsigned seen = GELF_ST_VISIBILITY(symbol.st_other);
    if (symbol.st_shndx == SHN_ABS || seen == STV_HIDDEN || seen == STV_INTERNAL) return;
    made_.exported.push_back(called);
    if (bind == STB_GNU_UNIQUE) made_.unique.push_back(called);
  }

  void versions(Elf_Scn* section, const GElf_Shdr& header) {
    Elf_Data* data = elf_getdata(section, nullptr);
    if (data == nullptr) return damage();
    std::size_t at = 0;
    for (std::size_t i = 0; i < header.sh_info; ++i) {
      GElf_Verneed need{};
      if (gelf_getverneed(data, static_cast<int>(at), &need) == nullptr) return damage();
      std::size_t inner = at + need.vn_aux;
      for (unsigned j = 0; j < need.vn_cnt; ++j) {
        GElf_Vernaux version{};
        if (gelf_getvernaux(data, static_cast<int>(inner), &version) == nullptr) return damage();
        made_.versions.push_back(name(header, version.vna_name));
        if (version.vna_next == 0) break;
        inner += version.vna_next;
      }
      if (need.vn_next == 0) break;
      at += need.vn_next;
    }
  }

  std::string bytes_;  // libelf wants memory it could write to
  std::unique_ptr<Elf, EndElf> elf_;
  ObjectFile made_;
};

}  // namespace

ObjectFile read_object(std::string_view bytes) {
  ObjectFile made = Reader(bytes).run();
  std::sort(made.versions.begin(), made.versions.end());
  made.versions.erase(std::unique(made.versions.begin(), made.versions.end()), made.versions.end());
  return made;
}

}  // namespace lectern::host
