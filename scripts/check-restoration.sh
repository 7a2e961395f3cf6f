#!/usr/bin/env bash
# Exports the trained restorer and checks what is reported of it with numpy and Pillow, which know nothing of our code.
#
# Usage: scripts/check-restoration.sh [QUALITY…]   (default: 10, some minutes of one core)
#
#   PROFILE  in the environment: the profile that was run (default: paper)
#   COUNT    in the environment: how many of the test pictures the stage measured (default: all)
#
# The Python packages come from PyPI into .build/export-venv; no test needs them. Expects the program to be built and the stages
# dcunha/train and dcunha/evaluate to have run.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. scripts/export-environment.sh

profile=${PROFILE:-paper}
results=$([ "$profile" = paper ] || echo "out/$profile/")results
pictures=$([ "$profile" = demo ] && echo datasets/synthetic-photographs || echo datasets/photographs)
folder=out/models/checked-restorer

# The pictures as the stage saw them, by the digest that the lock gives.
digest=$(awk -F '\t' -v stage="$pictures" '$1 == stage { print $3 }' "$results/results.lock" | tr ' ' '\n' | sed -n 's/^test=//p')
[ -n "$digest" ] || { echo "$results/results.lock has no stage $pictures; run dcunha first" >&2; exit 1; }

rm -rf "$folder"
.build/bottleneck export 'dcunha/train[replicate=0]' --profile "$profile" --output "$folder" >/dev/null
"$export_python" -B scripts/check_restoration.py "$folder/restorer.safetensors" ".bottleneck/cas/${digest:0:2}/${digest:2}" \
    "$results/measurements/dcunha.csv" 'dcunha/evaluate[replicate=0]' "${@:-10}" ${COUNT:+--count "$COUNT"}
