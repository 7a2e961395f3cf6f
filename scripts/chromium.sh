# Read by the scripts that open the documents: Chromium without a window, with a profile of its own in $folder, without a network, and
# without its sandbox, which root may not have.
browse() {
    timeout 120 chromium --headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking \
        --proxy-server=127.0.0.1:9 --hide-scrollbars --force-prefers-reduced-motion --user-data-dir="$folder/profile" \
        --enable-logging=stderr --log-level=0 "$@" 2>"$folder/chromium.log" || {
        local status=$?
        echo "Chromium ended with status $status; the end of $folder/chromium.log:" >&2
        tail -n 5 "$folder/chromium.log" >&2
        return "$status"
    }
}
