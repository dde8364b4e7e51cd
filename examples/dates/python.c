/* SPDX-License-Identifier: MIT */
/* The same dates in CPython: a class with __slots__, a list of its instances. */
#define _POSIX_C_SOURCE 200809L /* popen */

#include "measure.h"

#include <inttypes.h>
#include <stdio.h>

/* Between single quotes in a shell command: the script has none. What goes in is made beforehand, and not counted. */
static const char script[] =
    "import array, os, sys, time\n"
    "class Date:\n"
    "    __slots__ = (\"year\", \"month\", \"day\")\n"
    "    def __init__(self, year, month, day):\n"
    "        self.year = year\n"
    "        self.month = month\n"
    "        self.day = day\n"
    "def resident():\n"
    "    try:\n"
    "        with open(\"/proc/self/statm\") as file:\n"
    "            return int(file.read().split()[1]) * os.sysconf(\"SC_PAGESIZE\")\n"
    "    except OSError:\n"
    "        return 0\n"
    "def make(count):\n"
    "    return [Date(y, m, d) for y, m, d in zip(years, months, days)]\n"
    "def total(dates):\n"
    "    sum = 0\n"
    "    for date in dates:\n"
    "        sum += date.year + date.month + date.day\n"
    "    return sum\n"
    "def total_random(dates):\n"
    "    sum = 0\n"
    "    for place in places:\n"
    "        date = dates[place]\n"
    "        sum += date.year + date.month + date.day\n"
    "    return sum\n"
    "count = int(sys.argv[1])\n"
    "years, months, days, places = array.array(\"H\"), array.array(\"B\"), array.array(\"B\"), array.array(\"I\")\n"
    "state = 0\n"
    "for i in range(count):\n"
    "    mixed = i * 2654435761 & 0xffffffff\n"
    "    years.append(1 + ((mixed >> 16) * 9999 >> 16))\n"
    "    months.append(1 + ((mixed & 0xff) * 12 >> 8))\n"
    "    days.append(1 + ((mixed >> 8 & 0xff) * 28 >> 8))\n"
    "    state = state * 6364136223846793005 + 1442695040888963407 & 0xffffffffffffffff\n"
    "    places.append((state >> 32) * count >> 32)\n"
    "before = resident()\n"
    "t0 = time.perf_counter()\n"
    "dates = make(count)\n"
    "t1 = time.perf_counter()\n"
    "after = resident()\n"
    "t2 = time.perf_counter()\n"
    "sum = total(dates)\n"
    "t3 = time.perf_counter()\n"
    "sum_random = total_random(dates)\n"
    "t4 = time.perf_counter()\n"
    "print((after - before) / count, (t1 - t0) * 1e9 / count, (t3 - t2) * 1e9 / count, (t4 - t3) * 1e9 / count,\n"
    "      sum, sum_random)\n";

bool measure_python(uint32_t count, struct measurement *measurement)
{
    char command[sizeof script + 100];
    *measurement = (struct measurement){0};
    snprintf(command, sizeof command, "python3 -I -S -c '%s' %" PRIu32 " 2>/dev/null", script, count);
    fflush(NULL);
    /* NOLINTNEXTLINE(cert-env33-c): the command is ours */
    FILE *python = popen(command, "r");
    if (python == NULL) return false;
    const int read =
        /* NOLINTNEXTLINE(cert-err34-c): the script is ours, and prints finite numbers */
        fscanf(python, "%lf %lf %lf %lf %" SCNu64 " %" SCNu64, &measurement->resident, &measurement->create_ns,
               &measurement->sum_ns, &measurement->sum_random_ns, &measurement->sum, &measurement->sum_random);
    return pclose(python) == 0 && read == 6;
}
