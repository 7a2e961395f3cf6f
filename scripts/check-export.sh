#!/usr/bin/env bash
# Exports a trained stage's models and checks them with numpy and onnxruntime, which know nothing of our code.
#
# Usage: scripts/check-export.sh STAGE [IMAGES [COUNT]]
#
#   STAGE    an instance that has run, such as 'ercan/train[recipe=paper,code=64,replicate=0]'
#   IMAGES   its test images, an IDX file, compressed or not: then its reported test error is checked too
#   COUNT    how many of them the stage tests on, from the front (default: all)
#   PROFILE  in the environment: the profile that it ran in (default: paper)
#
# The Python packages come from PyPI into .build/export-venv; no test needs them. Expects the program to be built.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. scripts/export-environment.sh

stage=${1:?"which stage? for example 'ercan/train[recipe=paper,code=64,replicate=0]'"}
images=${2:-}
count=${3:-}
profile=${PROFILE:-paper}
folder=out/models/checked

rm -rf "$folder"
for format in safetensors onnx; do
    .build/bottleneck export "$stage" --profile "$profile" --format "$format" --examples 1000 \
        --output "$folder" >/dev/null
done
options=()
if [ -n "$images" ]; then
    published=$([ "$profile" = paper ] || echo "out/$profile/")results/measurements/${stage%%/*}.csv
    options=(--stage "$stage" --measurements "$published" --images "$images" ${count:+--count "$count"})
fi
"$export_python" -B scripts/check_export.py "$folder" "${options[@]}"
