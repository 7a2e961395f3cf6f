#!/usr/bin/env bash
# Builds a program, with Swift's runtime linked into it where the toolchain has it to link: it starts in half the time.
#
# Usage: scripts/build-program.sh PRODUCT
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

runtime=$(swift -print-target-info | sed -n 's/.*"runtimeResourcePath": "\(.*\)".*/\1/p')
if [ -e "${runtime}_static/linux/libFoundation.a" ]; then export BOTTLENECK_STATIC_RUNTIME=1; fi
exec swift build --configuration release --product "$1"
