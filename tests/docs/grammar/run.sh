#!/bin/sh
# SPDX-License-Identifier: MIT
# run.sh PROGRAM: the grammar of docs/language.md against the parser, over every schema in the repository.
top=$(cd "$(dirname "$0")/../../.." && pwd)
cd "$top" || exit 2
# shellcheck disable=SC2046 # paths have no blanks
exec "$1" docs/language.md \
    $(find tests/golden/syntax tests/golden/errors tests/golden/warnings -name '*.slots' | sort) \
    --accepted tests/docs/grammar/wide.slots $(find tests/golden/accepted tests/golden/output tests/run tests/bench examples -name '*.slots' | sort) \
    README.md $(find docs -name '*.md' | sort)
