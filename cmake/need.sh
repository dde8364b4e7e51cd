#!/bin/sh
# SPDX-License-Identifier: MIT
#
# need.sh PACKAGE...: installs the Debian packages that are missing, as root or with sudo. Elsewhere it only says which
# commands it did not find and goes on: the build then tells what is really missing.
set -eu
missing=
for package in "$@"; do
    if ! command -v dpkg-query >/dev/null 2>&1; then
        echo "need.sh: this is not Debian; expecting what the packages '$*' hold to be here" >&2
        exit 0
    fi
    status=$(dpkg-query -W -f '${Status}' "$package" 2>/dev/null || true)
    [ "$status" = "install ok installed" ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0
sudo=
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null 2>&1 || { echo "need.sh: please install, as root:$missing" >&2; exit 1; }
    sudo=sudo
fi
echo "Installing$missing"
log=$(mktemp)
for attempt in 1 2 3; do
    # shellcheck disable=SC2086 # words are packages
    if { $sudo apt-get update -qq && $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
        --no-install-recommends $missing; } >"$log" 2>&1; then
        rm -f "$log"
        exit 0
    fi
    sleep $((attempt * 3))
done
cat "$log" >&2
rm -f "$log"
exit 1
