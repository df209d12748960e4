// SPDX-License-Identifier: Apache-2.0
#include "modules/module.h"

#include <zip.h>

#include <chrono>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>

namespace {

// The text of a speech shrinks by a fifth less than at the usual level 6, in a third of the time; most of a document's
// bytes are its fixed parts either way. See tests/bench.
constexpr zip_uint32_t kLevel = 1;
// Packing what is smaller gains less than setting up the packer costs: a quarter of a megabyte is cleared for each entry.
constexpr std::size_t kSmallest = 2048;
constexpr zip_uint32_t kRegularFile = 0100644U << 16U;
constexpr zip_uint32_t kFileType = 0170000U << 16U;
constexpr zip_uint32_t kLink = 0120000U << 16U;

struct Discard {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};
struct CloseFile {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};
struct FreeSource {
  void operator()(zip_source_t* source) const { zip_source_free(source); }
};
using Archive = std::unique_ptr<zip_t, Discard>;
using File = std::unique_ptr<zip_file_t, CloseFile>;
using Source = std::unique_ptr<zip_source_t, FreeSource>;

/// An archive holds a day and time without a zone; libzip would take the machine's.
struct DosTime {
  zip_uint16_t time;
  zip_uint16_t date;
};

DosTime dos_time(int64_t seconds) {
  using namespace std::chrono;
  const sys_seconds moment{std::chrono::seconds(seconds)};
  const auto day = floor<days>(moment);
  const year_month_day date(day);
  const hh_mm_ss time(moment - day);
  const auto years = static_cast<unsigned>(static_cast<int>(date.year()) - 1980);
  const auto clock = time.hours().count() * 2048 + time.minutes().count() * 32 + time.seconds().count() / 2;
  return {static_cast<zip_uint16_t>(clock),
          static_cast<zip_uint16_t>(years << 9U | static_cast<unsigned>(date.month()) << 5U |
                                    static_cast<unsigned>(date.day()))};
}

bool add(zip_t* archive, const lectern_entry& entry, DosTime time) {
  zip_source_t* source = zip_source_buffer(archive, entry.data, entry.size, 0);
  if (source == nullptr) return false;
  const zip_int64_t index = zip_file_add(archive, entry.name, source, ZIP_FL_ENC_UTF_8);
  if (index < 0) {
    zip_source_free(source);
    return false;
  }
  const auto at = static_cast<zip_uint64_t>(index);
  const bool is_small = entry.size < kSmallest;
  return zip_set_file_compression(archive, at, is_small ? ZIP_CM_STORE : ZIP_CM_DEFLATE, kLevel) == 0 &&
         zip_file_set_dostime(archive, at, time.time, time.date, 0) == 0 &&
         zip_file_set_external_attributes(archive, at, 0, ZIP_OPSYS_UNIX, kRegularFile) == 0;
}

bool give(zip_source_t* source, lectern_sink sink, void* context) {
  if (zip_source_open(source) != 0) return false;
  char buffer[16 * 1024];
  zip_int64_t got = 0;
  while ((got = zip_source_read(source, buffer, sizeof buffer)) > 0)
    sink(context, buffer, static_cast<std::size_t>(got));
  zip_source_close(source);
  return got == 0;
}

int pack(const lectern_entry* entries, size_t count, int64_t time, lectern_sink sink, void* context) {
  const Source bytes(zip_source_buffer_create(nullptr, 0, 0, nullptr));
  if (!bytes) return 0;
  Archive archive(zip_open_from_source(bytes.get(), ZIP_CREATE | ZIP_TRUNCATE, nullptr));
  if (!archive) return 0;
  zip_source_keep(bytes.get());  // the archive frees its own
  for (std::size_t i = 0; i < count; ++i) {
    if (!add(archive.get(), entries[i], dos_time(time))) return 0;
  }
  if (zip_close(archive.get()) != 0) return 0;
  static_cast<void>(archive.release());  // closing has freed it
  return give(bytes.get(), sink, context) ? 1 : 0;
}

/// Whether an entry stays inside the folder it is unpacked to.
bool stays_inside(std::string_view name) {
  if (name.empty() || name.front() == '/' || name.find(':') != std::string_view::npos) return false;
  while (true) {
    const std::size_t slash = name.find('/');
    if (name.substr(0, slash) == "..") return false;
    if (slash == std::string_view::npos) return true;
    name.remove_prefix(slash + 1);
  }
}

bool is_link(zip_t* archive, zip_uint64_t index) {
  zip_uint8_t system = 0;
  zip_uint32_t attributes = 0;
  return zip_file_get_external_attributes(archive, index, 0, &system, &attributes) == 0 && system == ZIP_OPSYS_UNIX &&
         (attributes & kFileType) == kLink;
}

struct Unpacking {
  zip_t* archive;
  const lectern_zip_limits& limits;
  std::uint64_t bytes = 0;
};

/// The entry's bytes. What the archive says of their number is not believed: reading stops behind it.
lectern_zip_status read(Unpacking& unpacking, const zip_stat_t& entry, std::string& bytes) {
  const lectern_zip_limits& limits = unpacking.limits;
  if (entry.encryption_method != ZIP_EM_NONE) return LECTERN_ZIP_ENCRYPTED;
  if (is_link(unpacking.archive, entry.index)) return LECTERN_ZIP_BAD_NAME;
  constexpr std::uint64_t kSmall = std::uint64_t{64} * 1024;  // a small entry may well be all spaces
  if (entry.size > limits.most_bytes - unpacking.bytes) return LECTERN_ZIP_TOO_LARGE;
  if (entry.size > kSmall && entry.size / limits.most_ratio > entry.comp_size) return LECTERN_ZIP_TOO_LARGE;
  const File file(zip_fopen_index(unpacking.archive, entry.index, 0));
  if (!file) return LECTERN_ZIP_DAMAGED;
  bytes.resize(entry.size + 1);  // one more, to see whether there is more
  std::size_t filled = 0;
  while (filled < bytes.size()) {
    const zip_int64_t got = zip_fread(file.get(), bytes.data() + filled, bytes.size() - filled);
    if (got < 0) return LECTERN_ZIP_DAMAGED;
    if (got == 0) break;
    filled += static_cast<std::size_t>(got);
  }
  if (filled != entry.size) return LECTERN_ZIP_DAMAGED;
  bytes.resize(filled);
  unpacking.bytes += filled;
  return LECTERN_ZIP_OK;
}

int unpack(const char* data, size_t size, const lectern_zip_limits* limits,
           int (*wanted)(void* context, const char* name), int (*visit)(void* context, const lectern_entry* entry),
           void* context, char* fault_name, size_t fault_size) {
  fault_name[0] = '\0';
  if (size == 0) return LECTERN_ZIP_DAMAGED;  // libzip takes it for an archive without entries
  zip_source_t* source = zip_source_buffer_create(data, size, 0, nullptr);
  if (source == nullptr) return LECTERN_ZIP_DAMAGED;
  // Not ZIP_CHECKCONS: it refuses what libarchive writes (bsdtar, cmake -E tar), whose headers hold one of the sizes and
  // leave the other to what follows the data. read() holds every entry against its size, and libzip against its checksum.
  const Archive archive(zip_open_from_source(source, ZIP_RDONLY, nullptr));
  if (!archive) {
    zip_source_free(source);
    return LECTERN_ZIP_DAMAGED;
  }
  const auto count = static_cast<zip_uint64_t>(zip_get_num_entries(archive.get(), 0));
  if (count > limits->most_entries) return LECTERN_ZIP_TOO_LARGE;
  const auto fail = [&](const char* name, lectern_zip_status status) {
    if (name != nullptr) std::strncat(fault_name, name, fault_size - 1);
    return status;
  };
  Unpacking unpacking{archive.get(), *limits};
  std::string bytes;
  for (zip_uint64_t i = 0; i < count; ++i) {
    zip_stat_t entry;
    if (zip_stat_index(archive.get(), i, 0, &entry) != 0) return LECTERN_ZIP_DAMAGED;
    if (!stays_inside(entry.name)) return fail(entry.name, LECTERN_ZIP_BAD_NAME);
    if (std::string_view(entry.name).find('\\') != std::string_view::npos)
      return fail(entry.name, LECTERN_ZIP_BACKSLASH);
    // Of two entries of one name, different programs take different ones.
    if (zip_name_locate(archive.get(), entry.name, 0) != static_cast<zip_int64_t>(i))
      return fail(entry.name, LECTERN_ZIP_DAMAGED);
    if (std::string_view(entry.name).back() == '/') continue;
    if (wanted != nullptr && wanted(context, entry.name) == 0) continue;
    if (const lectern_zip_status status = read(unpacking, entry, bytes); status != LECTERN_ZIP_OK)
      return fail(entry.name, status);
    const lectern_entry visited{entry.name, bytes.data(), bytes.size()};
    if (visit != nullptr && visit(context, &visited) == 0) return fail(entry.name, LECTERN_ZIP_STOPPED);
  }
  return LECTERN_ZIP_OK;
}

}  // namespace

extern "C" __attribute__((visibility("default"))) const lectern_zip_v1 lectern_zip_module_v1 = {&pack, &unpack};
