// SPDX-License-Identifier: Apache-2.0
#include <lectern/decimal.hpp>

lectern::Decimal made() {
#ifdef MISUSE
  return lectern::Decimal(12.6, 1);
#else
  return lectern::Decimal(126, 1);
#endif
}
