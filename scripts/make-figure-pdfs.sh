#!/usr/bin/env bash
# Prints figures to PDF files beside their SVG files, each a page of the figure's size, for LaTeX: lines stay lines, and fonts are embedded.
#
# Usage: scripts/make-figure-pdfs.sh [FIGURE ...]
#   FIGURE   such as feng-accuracy; without any, all of plots/
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

known=$(cd plots && ls -- *.svg | sed 's/\.svg$//' | paste -sd ' ')
[ $# -gt 0 ] || set -- $known
for figure in "$@"; do
    if [ ! -f "plots/$figure.svg" ]; then
        echo "There is no figure $figure; there are $known" >&2
        exit 1
    fi
done
scripts/install-system-packages.sh scripts/system-packages-page.txt >&2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
. scripts/chromium.sh
for figure in "$@"; do
    read -r width height < <(sed -n 's/^ width="\([0-9]*\)" height="\([0-9]*\)"$/\1 \2/p' "plots/$figure.svg"; echo)
    if [ -z "${height:-}" ]; then
        echo "plots/$figure.svg does not begin with its width and height" >&2
        exit 1
    fi
    printf '<!DOCTYPE html><style>@page{size:%spx %spx;margin:0}html,body{margin:0}img{display:block;width:%spx;height:%spx}</style><img src="file://%s">\n' \
        "$width" "$height" "$width" "$((height - 1))" "$PWD/plots/$figure.svg" >"$folder/figure.html"
    browse --no-pdf-header-footer --print-to-pdf="$folder/figure.pdf" "file://$folder/figure.html"
    mv "$folder/figure.pdf" "plots/$figure.pdf"
    echo "plots/$figure.pdf"
done
