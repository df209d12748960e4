// SPDX-License-Identifier: Apache-2.0
#include "modules/modules.hpp"

#include <dlfcn.h>

namespace lectern::host {

const void* Modules::load(const char* name, const char* table, Findings& findings) const {
  const std::filesystem::path file = folder_ / (std::string(name) + ".so");
  // Never closed: libraries behind it keep what they set up for the whole process.
  void* const library = dlopen(file.c_str(), RTLD_LAZY | RTLD_LOCAL);
  const void* const found = library == nullptr ? nullptr : dlsym(library, table);
  if (found == nullptr) {
    const char* const said = dlerror();  // NOLINT(concurrency-mt-unsafe): there is one thread
    findings.error("installation", Place{},
                   message("Lectern's own module '{}' cannot be loaded: {}", name, said == nullptr ? "" : said),
                   message("the file belongs to Lectern itself: install Lectern again"));
  }
  return found;
}

const lectern_zip_v1* Modules::zip(Findings& findings) const {
  return static_cast<const lectern_zip_v1*>(load("zip", "lectern_zip_module_v1", findings));
}

const lectern_pdf_v1* Modules::pdf(Findings& findings) const {
  std::error_code ignored;
  if (!std::filesystem::exists(folder_ / "pdf.so", ignored)) {
    findings.error("no-pdf", Place{}, message("this Lectern was built without PDF"),
                   message("install libpango1.0-dev and build it again, or write docx"));
    return nullptr;
  }
  return static_cast<const lectern_pdf_v1*>(load("pdf", "lectern_pdf_module_v1", findings));
}

}  // namespace lectern::host
