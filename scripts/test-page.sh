#!/usr/bin/env bash
# Opens the report's page in Chromium without a window, clicks through it, and takes pictures of it on a wide and a narrow window.
#
# Usage: scripts/test-page.sh [PAGE]   the page's file; without it, results/report/index.html
#
# The clicks are those of scripts/test-page.js, which runs within a copy of the page and sends its findings to the page around it.
# The pictures go to .build/page/: a test can say that a page works, not that one likes to look at it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

page=$(realpath "${1:-results/report/index.html}")
folder=$PWD/.build/page
scripts/install-system-packages.sh scripts/system-packages-page.txt >&2
rm -rf "$folder"
mkdir -p "$folder"

# A profile of its own, no network, and no sandbox, which root may not have.
browse() {
    timeout 120 chromium --headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking \
        --proxy-server=127.0.0.1:9 --hide-scrollbars --force-prefers-reduced-motion --user-data-dir="$folder/profile" \
        --enable-logging=stderr --log-level=0 "$@" 2>"$folder/chromium.log"
}

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

# Every address that the page would load; links within it and the names of SVG's namespaces are none.
if grep -noE '(src|href)="[^#"][^"]*"|@import|https?://[^ "<]*' "$page" | grep -v 'http://www.w3.org/' >"$folder/addresses.log"; then
    echo "The page names what is not in it:" >&2
    head -n 5 "$folder/addresses.log" >&2
    exit 1
fi

# The catcher of errors goes before all scripts, the clicks after them.
awk -v catcher=scripts/test-page-errors.js -v clicks=scripts/test-page.js '
    function insert(file, line) {
        print "<script>"
        while ((getline line < file) > 0) print line
        print "</script>"
    }
    $0 == "</body>" { insert(clicks) }
    { print }
    $0 == "<head>" { insert(catcher) }
' "$page" >"$folder/clicked.html"
for width in 1400 400; do
    frame "$width" "file://$folder/clicked.html" "<pre id=findings></pre>
<script>addEventListener('message', (event) => { document.querySelector('#findings').textContent = event.data; });</script>"
    browse --window-size=1400,1600 --dump-dom --virtual-time-budget=20000 "file://$folder/frame.html" >"$folder/clicked-dom.html"
    check_console "clicks, $width pixels wide"
    sed -n '/^\(right\|wrong\|done\): /{ s/&gt;/>/g; s/&lt;/</g; s/&amp;/\&/g; p }' "$folder/clicked-dom.html" >"$folder/findings-$width.txt"
    if ! grep -q '^done: ' "$folder/findings-$width.txt"; then
        echo "The clicks did not come to their end; see $folder/" >&2
        exit 1
    fi
    echo "$width pixels wide"
    cat "$folder/findings-$width.txt"
    if grep -q '^wrong: ' "$folder/findings-$width.txt"; then exit 1; fi
done

# One picture for each place of the page, width and colour scheme.
picture() {
    local name=$1 width=$2 place=$3
    shift 3
    frame "$width" "file://$page#$place"
    browse --window-size="$((width < 500 ? 500 : width)),1600" --screenshot="$folder/$name.png" "$@" "file://$folder/frame.html"
    check_console "$name"
    [ -s "$folder/$name.png" ] || { echo "$folder/$name.png was not made" >&2; exit 1; }
}

for place in top S2-05 of-ercan table_ercan_2 table_claims stages; do
    picture "wide-$place" 1400 "$place"
    picture "narrow-$place" 400 "$place"
done
for place in top of-ercan stages; do
    picture "dark-$place" 1400 "$place" --blink-settings=preferredColorScheme=0
done
echo "Pictures of the page are in $folder/"
