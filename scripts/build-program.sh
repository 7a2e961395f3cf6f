#!/usr/bin/env bash
# Builds a program into .build/, with Swift's runtime linked into it where the toolchain has what that takes: programs that are many times started
# begin in half the time. `Package.swift` says which are linked so.
#
# It is put into place whole, so that a run whose workers are started from it goes on. `swift test`, which links the programs of
# .build/release/ in its own way, does not touch it.
#
# Usage: scripts/build-program.sh PRODUCT
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

product=$1
runtime=$(swift -print-target-info | sed -n 's/.*"runtimeResourcePath": "\(.*\)".*/\1/p')
if [ -e "${runtime}_static/linux/libFoundation.a" ] && [ -e "$runtime/../../bin/ld.lld" ]; then
    export BOTTLENECK_STATIC_RUNTIME=1
fi
swift build --configuration release --product "$product"
if ! cmp -s ".build/release/$product" ".build/$product"; then
    cp ".build/release/$product" ".build/$product.partial"
    mv ".build/$product.partial" ".build/$product"
fi
