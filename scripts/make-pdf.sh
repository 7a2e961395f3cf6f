#!/usr/bin/env bash
# Prints the paper for a browser to a PDF file beside it, by Chromium: one layout for screen and pages.
#
# Usage: scripts/make-pdf.sh [--where-possible] [PAPER]
#   --where-possible   where there is no Chromium, say so and make nothing, instead of installing it
#   PAPER              the paper's HTML; without it, results/report/paper.html
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

packages=scripts/system-packages-page.txt
if [ "${1:-}" = --where-possible ]; then
    shift
    if ! missing=$(scripts/install-system-packages.sh --list "$packages"); then
        echo "No PDF is made here: Chromium is ${missing/: /, package }; 'make pdf' installs it"
        exit 0
    fi
fi
paper=$(realpath "${1:-results/report/paper.html}")
scripts/install-system-packages.sh "$packages" >&2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
. scripts/chromium.sh
if ! browse --no-pdf-header-footer --generate-pdf-document-outline --print-to-pdf="$folder/paper.pdf" "file://$paper" ||
    [ ! -s "$folder/paper.pdf" ]; then
    echo "Chromium made no PDF" >&2
    exit 1
fi
mv "$folder/paper.pdf" "${paper%.html}.pdf"
echo "${paper%.html}.pdf is printed anew"
