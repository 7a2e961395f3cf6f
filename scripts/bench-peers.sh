#!/usr/bin/env bash
# Builds the peers and measures them and us in one run, alternating. Expects the program `benchmark` to be built.
#
# Usage: scripts/bench-peers.sh [OPTION…]   options of `benchmark measure`: --only gemm, --rounds 3, --json
#
# A run of all groups also writes Benchmarks/RESULTS.md. Where this CPU has AVX-512, everything is measured a second time
# with all sides held to AVX2.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

folder=.build/benchmarks
environment=.build/peers-venv
benchmark=.build/benchmark
mkdir -p "$folder"

build_peers() {
    scripts/install-system-packages.sh scripts/system-packages-benchmarks.txt
    local compile=(gcc -std=gnu17 -O2 -Wall -Wextra -Werror Benchmarks/Peers/peer.c) blas
    read -ra blas <<<"$(pkg-config --cflags --libs openblas)"
    "${compile[@]}" Benchmarks/Peers/openblas.c "${blas[@]}" -o "$folder/openblas"
    "${compile[@]}" Benchmarks/Peers/onednn.c Benchmarks/Peers/onednn_primitives.c -ldnnl -o "$folder/onednn"
    # The kernels use vector extensions that gcc lacks.
    "${CLANG:-clang}" -std=gnu17 -O3 -Wall -Werror -ISources/CKernels/include Benchmarks/Peers/peer.c Benchmarks/Peers/im2col.c \
        Sources/CKernels/*.c -lm -o "$folder/im2col"
    # The copy of the requirements goes in last, so that an installation that was cut short is done again.
    if ! cmp -s Benchmarks/Peers/requirements.txt "$environment/requirements.txt"; then
        python3 -m venv --clear "$environment"
        "$environment/bin/pip" install --quiet --requirement Benchmarks/Peers/requirements.txt
        cp Benchmarks/Peers/requirements.txt "$environment/requirements.txt"
    fi
}

measure() {
    "$benchmark" measure "$@" --results "$results" --date "$(date -u +%Y-%m-%d)" \
        --compiler "$(swift --version 2>/dev/null | sed -n 's/.*\(Swift version [0-9.]*\).*/\1/p')" \
        --peer oneDNN="$folder/onednn" --peer OpenBLAS="$folder/openblas" \
        --peer im2col="$folder/im2col" \
        --peer PyTorch="$environment/bin/python -B Benchmarks/Peers/pytorch.py"
}

build_peers >&2
results=$folder/results.json
measure "$@"
files=("$results")
if [ -z "${BOTTLENECK_DISPATCH:-}" ] && grep -q '"level" : "x86-64-v4"' "$results"; then
    results=$folder/results-x86-64-v3.json
    BOTTLENECK_DISPATCH=x86-64-v3 measure "$@"
    files+=("$results")
fi
if [[ " $* " != *" --only"* && " $* " != *" --named"* ]]; then
    "$benchmark" report "${files[@]}" >"$folder/RESULTS.md"
    mv "$folder/RESULTS.md" Benchmarks/RESULTS.md
    echo "The tables are in Benchmarks/RESULTS.md" >&2
fi
