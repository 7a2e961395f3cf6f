#!/usr/bin/env bash
# Opens the report's documents in Chromium without a window, the page and the paper, clicks through both, and takes pictures of them on
# wide and narrow windows.
#
# Usage: scripts/test-page.sh [--without-pictures] [FOLDER]
#   --without-pictures   only click
#   FOLDER               where index.html and paper.html lie; without it, results/report
#
# The clicks are those of scripts/test-page.js and scripts/test-paper.js, which run within a copy of the document and send their findings
# to the page around it. The pictures go to .build/page/: a test can say that a page works, not that one likes to look at it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

pictures=yes
if [ "${1:-}" = --without-pictures ]; then
    pictures=no
    shift
fi
documents=$(realpath "${1:-results/report}")
folder=$PWD/.build/page
scripts/install-system-packages.sh scripts/system-packages-page.txt >&2
rm -rf "$folder"
mkdir -p "$folder"
. scripts/chromium.sh

# Writes a file that holds a page in a frame, since Chromium without a window neither makes one narrower than 500 pixels nor draws what is
# scrolled to.
frame() {
    local width=$1 address=$2 beside=${3:-}
    printf '<!DOCTYPE html><style>body{margin:0}iframe{border:0;width:%spx;height:1600px;display:block}</style>%s<iframe src="%s"></iframe>\n' \
        "$width" "$beside" "$address" >"$folder/frame.html"
}

# What the page itself says on the console, as in "[…:INFO:CONSOLE:12] "Uncaught …", source: file:///… (12)".
check_console() {
    if grep 'CONSOLE' "$folder/chromium.log" >"$folder/console.log"; then
        echo "$1: the page writes on the console:" >&2
        cat "$folder/console.log" >&2
        exit 1
    fi
}

# No document loads anything, and what a link names lies beside it or in the workspace.
check_addresses() {
    local document=$1 address path place
    if grep -noE '[ <]src="([^d]|d[^a])[^"]*"|<(link|iframe|object|embed)\b|@import|url\([^#)][^)]*\)' "$document" | cut -c1-200 >"$folder/addresses.log"; then
        echo "$document loads what is not in it:" >&2
        head -n 5 "$folder/addresses.log" >&2
        exit 1
    fi
    grep -oE 'href="[^#"][^"]*"' "$document" | sed 's/^href="//; s/"$//' | sort -u >"$folder/links.txt"
    while IFS= read -r address; do
        case $address in https://* | http://www.w3.org/*) continue ;; esac
        path=${address%%#*}
        place=${address#"$path"}
        if [ ! -e "$documents/$path" ]; then
            echo "$document leads to $address, which is not there" >&2
            exit 1
        fi
        if [ -n "$place" ] && ! grep -qF "id=\"${place#\#}\"" "$documents/$path"; then
            echo "$document leads to $address, and there is no such place in it" >&2
            exit 1
        fi
    done <"$folder/links.txt"
    echo "right: $(wc -l <"$folder/links.txt") links of ${document##*/} lead to files and places that are there"
}

# The harness goes before all scripts, the clicks after them.
click_through() {
    local name=$1 clicks=$2 width
    check_addresses "$documents/$name.html"
    awk -v harness=scripts/test-page-harness.js -v clicks="$clicks" '
        function insert(file, line) {
            print "<script>"
            while ((getline line < file) > 0) print line
            print "</script>"
        }
        $0 == "</body>" { insert(clicks) }
        { print }
        $0 == "<head>" { insert(harness) }
    ' "$documents/$name.html" >"$folder/$name-clicked.html"
    for width in 1400 400; do
        frame "$width" "file://$folder/$name-clicked.html" "<pre id=findings></pre>
<script>addEventListener('message', (event) => { document.querySelector('#findings').textContent = event.data; });</script>"
        browse --window-size=1400,1600 --dump-dom --virtual-time-budget=30000 "file://$folder/frame.html" >"$folder/clicked-dom.html"
        check_console "clicks, $name, $width pixels wide"
        sed -n '/^\(right\|wrong\|done\): /{ s/&gt;/>/g; s/&lt;/</g; s/&amp;/\&/g; p }' "$folder/clicked-dom.html" >"$folder/findings-$name-$width.txt"
        echo "$name.html, $width pixels wide"
        cat "$folder/findings-$name-$width.txt"
        if ! grep -q '^done: ' "$folder/findings-$name-$width.txt"; then
            echo "The clicks did not come to their end; see $folder/" >&2
            exit 1
        fi
        if grep -q '^wrong: ' "$folder/findings-$name-$width.txt"; then exit 1; fi
    done
}

click_through index scripts/test-page.js
click_through paper scripts/test-paper.js
[ "$pictures" = yes ] || exit 0

# One picture for each place of a document, width and colour scheme.
picture() {
    local name=$1 width=$2 place=$3
    shift 3
    frame "$width" "file://$documents/$place"
    browse --window-size="$((width < 500 ? 500 : width)),1600" --screenshot="$folder/$name.png" "$@" "file://$folder/frame.html"
    check_console "$name"
    [ -s "$folder/$name.png" ] || { echo "$folder/$name.png was not made" >&2; exit 1; }
}

dark=--blink-settings=preferredColorScheme=0
for place in top S2-05 pictures of-ercan table_ercan_2 table_claims stages; do
    picture "page-wide-$place" 1400 "index.html#$place"
    picture "page-narrow-$place" 400 "index.html#$place"
done
for place in top pictures of-ercan stages; do picture "page-dark-$place" 1400 "index.html#$place" "$dark"; done
for place in top table_ercan_2 figure-ercan-training table_claims; do
    picture "paper-wide-$place" 1400 "paper.html#$place"
    picture "paper-narrow-$place" 400 "paper.html#$place"
    picture "paper-dark-$place" 1400 "paper.html#$place" "$dark"
done
echo "Pictures of both documents are in $folder/"
