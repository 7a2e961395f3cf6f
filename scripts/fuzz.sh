#!/usr/bin/env bash
# Gives mutated bytes to every reader of bytes that anyone may have written, by libFuzzer. Each reader begins with its folder of
# Fuzzing/corpus/; what it finds beyond is kept in .build/fuzz/corpus/ for the next run.
#
# Usage: scripts/fuzz.sh SECONDS [READER]    SECONDS for all readers together, or for one of them
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

build=.build/fuzz
corpus=Fuzzing/corpus
findings=$build/findings
# Swift's own backtrace would come before libFuzzer's, which keeps the input.
export SWIFT_BACKTRACE=enable=no

# Its build has a folder of its own, where everything is compiled with libFuzzer's counters. Versions are those that the other build
# resolved: this one asks for no other package, and must not say so in Package.resolved.
build() {
    local options=(-c release --scratch-path "$build" --sanitize fuzzer --product fuzz)
    if [ -f Package.resolved ]; then options+=(--force-resolved-versions); fi
    BOTTLENECK_FUZZ=1 swift build "${options[@]}"
    fuzzer=$(BOTTLENECK_FUZZ=1 swift build "${options[@]}" --show-bin-path)/fuzz
}

run() {
    local seconds=$1 readers=("${@:2}") total=0 failed=()
    if [ ${#readers[@]} -eq 0 ]; then readers=($(ls "$corpus")); fi
    local each=$(((seconds + ${#readers[@]} - 1) / ${#readers[@]}))
    mkdir -p "$findings"
    for reader in "${readers[@]}"; do
        [ -d "$corpus/$reader" ] || { echo "fuzz: there is no reader $reader, only $(ls "$corpus" | xargs)" >&2; exit 64; }
        local log=$build/$reader.log dictionary=Fuzzing/dictionaries/$reader.dict options=() executions
        mkdir -p "$build/corpus/$reader"
        if [ -f "$dictionary" ]; then options+=("-dict=$dictionary"); fi
        # An input may take a second of the processor and 64 MiB, which the program holds itself to; the limits here are for what never ends.
        if ! FUZZ_READER=$reader "$fuzzer" -timeout=30 -rss_limit_mb=1024 -max_total_time="$each" -max_len=2048 \
            -print_final_stats=1 -artifact_prefix="$findings/$reader-" "${options[@]}" \
            "$build/corpus/$reader" "$corpus/$reader" 2>"$log"; then
            failed+=("$reader")
        fi
        executions=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
        total=$((total + ${executions:-0}))
        printf '%-14s %12d executions in %d s, %d branches reached\n' "$reader" "${executions:-0}" "$each" \
            "$(sed -n 's/.*[[:space:]]cov: \([0-9]*\).*/\1/p' "$log" | tail -n 1)"
    done
    printf '%-14s %12d executions\n' all "$total"
    if [ ${#failed[@]} -eq 0 ]; then return; fi
    for reader in "${failed[@]}"; do
        local input
        input=$(sed -n 's/.*Test unit written to //p' "$build/$reader.log" | tail -n 1)
        echo "fuzz: $reader failed; the end of $build/$reader.log says why:" >&2
        grep -aE 'Fatal error|ERROR: libFuzzer|more memory|^    #' "$build/$reader.log" | head -n 20 >&2 || true
        echo "fuzz: once more: SWIFT_BACKTRACE=enable=no FUZZ_READER=$reader $fuzzer $input" >&2
    done
    exit 1
}

if [ $# -lt 1 ] || [ $# -gt 2 ]; then
    echo "usage: scripts/fuzz.sh SECONDS [READER]" >&2
    exit 64
fi
build
run "$@"
