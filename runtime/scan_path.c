/* SPDX-License-Identifier: MIT-0 */
/* Which kernels scans use. A program that links its own slot_scan_path does not link this. */
#include "scan_kernel.h"

scan_path slot_scan_path(void)
{
    if (slot_scan_has(SCAN_AVX512)) return SCAN_AVX512;
    if (slot_scan_has(SCAN_AVX2)) return SCAN_AVX2;
    return slot_scan_has(SCAN_NEON) ? SCAN_NEON : SCAN_PLAIN;
}
