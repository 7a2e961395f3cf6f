#!/usr/bin/env bash
# Measures the runner and other build tools on the same synthetic pipelines in one run, alternating. Expects the programs
# `bottleneck` and `pipeline-benchmark` to be built. A tool that cannot be installed is reported as absent.
#
# Usage: scripts/bench-pipeline.sh [OPTION…]   options of `pipeline-benchmark measure`: --only no-op, --rounds 3, --json
#
# A run of all groups also writes Benchmarks/PIPELINE.md.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

folder=.build/benchmarks
environment=.build/pipeline-venv
requirements=Benchmarks/Peers/pipeline-requirements.txt
benchmark=.build/pipeline-benchmark
mkdir -p "$folder"

install_peers() {
    scripts/install-system-packages.sh scripts/system-packages-pipeline-benchmarks.txt || echo "Some peers stay absent" >&2
    # The copy of the requirements goes in last, so that an installation that was cut short is done again.
    if ! cmp -s "$requirements" "$environment/requirements.txt"; then
        python3 -m venv --clear "$environment" &&
            "$environment/bin/pip" install --quiet --requirement "$requirements" &&
            cp "$requirements" "$environment/requirements.txt" || echo "Snakemake or DVC stay absent" >&2
    fi
}

install_peers >&2
options=()
for peer in ninja make snakemake dvc; do
    path=$(PATH="$PWD/$environment/bin:$PATH" command -v "$peer") || continue
    options+=(--peer "$peer=$path" --version "$peer $("$path" --version 2>/dev/null | grep -o '[0-9][0-9.]*' | head -n 1)")
done
results=$folder/pipeline.json
"$benchmark" measure --bottleneck "$PWD/.build/bottleneck" --folder "$PWD/$folder/pipelines" --results "$results" \
    --date "$(date -u +%Y-%m-%d)" "${options[@]}" "$@"
if [[ " $* " != *" --only"* ]]; then
    "$benchmark" report "$results" >"$folder/PIPELINE.md"
    mv "$folder/PIPELINE.md" Benchmarks/PIPELINE.md
    echo "The tables are in Benchmarks/PIPELINE.md" >&2
fi
