#!/bin/sh
# Installs what a list of packages names and this machine lacks. Silent where nothing is missing.
#
# Usage: scripts/install-system-packages.sh [--list] [LIST]
#   --list   only print what is missing; exit status 1 where something is
#   LIST     the file that names the packages; without it, scripts/system-packages.txt
#
# Installs with apt-get, as root or through sudo without a password. Otherwise prints the one line to type, and exits
# with status 1.
set -eu

only_list=false
if [ "${1:-}" = --list ]; then
    only_list=true
    shift
fi
list="${1:-$(dirname "$0")/system-packages.txt}"

# Whether the thing that a line's second word describes is there.
present() {
    case $1 in
        command:*) command -v "${1#command:}" >/dev/null 2>&1 ;;
        pkg-config:*)
            command -v pkg-config >/dev/null 2>&1 && pkg-config --exists "${1#pkg-config:}" ;;
        file:*) [ -e "${1#file:}" ] ;;
        glob:*)
            for match in ${1#glob:}; do
                [ -e "$match" ] && return 0
            done
            return 1 ;;
        *)
            echo "$list: unknown way to look for something: $1" >&2
            exit 2 ;;
    esac
}

missing=""
while read -r package test _; do
    case $package in '' | '#'*) continue ;; esac
    present "$test" || missing="$missing $package"
done <"$list"

[ -n "$missing" ] || exit 0
if [ "$only_list" = true ]; then
    echo "missing:$missing"
    exit 1
fi

if ! command -v apt-get >/dev/null 2>&1; then
    echo "Missing on this machine, which has no apt-get (Debian's package names):$missing" >&2
    exit 1
fi
if [ "$(id -u)" -eq 0 ]; then
    as_root=""
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
    as_root="sudo"
else
    echo "Missing on this machine:$missing" >&2
    echo "Type this, then try again:" >&2
    echo "    sudo apt-get update && sudo apt-get install --yes --no-install-recommends$missing" >&2
    exit 1
fi

echo "Installing$missing"
# The words of $as_root and $missing are meant to be split.
# shellcheck disable=SC2086
{
    $as_root apt-get update --quiet
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet --no-install-recommends $missing
}
