#!/usr/bin/env bash
# Builds Tests/KernelDigests with the kernels, without SwiftPM, and runs it.
#
# Usage: scripts/test-kernels.sh sanitize   under AddressSanitizer and UndefinedBehaviorSanitizer, at all levels of this CPU
#        scripts/test-kernels.sh arm64      compiled for arm64 and run by qemu; its digests must be this CPU's
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

folder=.build/kernel-digests
flags=(-std=c17 -Wall -Werror -ISources/CKernels/include -ISources/CKernels)
sources=(Sources/CKernels/*.c Tests/KernelDigests/*.c)
# The clang that comes with Swift, or another: the kernels use its vector extensions, which gcc lacks.
clang=${CLANG:-clang}
mkdir -p "$folder"

native() {
    "$clang" "${flags[@]}" -O3 "${sources[@]}" -lm -o "$folder/native"
    "$folder/native" >"$folder/native.txt"
}

sanitize() {
    # Not optimised: with checks between all instructions the tiles' unrolled loops take minutes to compile.
    # lld, since gold warns of each of AddressSanitizer's own symbols.
    "$clang" "${flags[@]}" -g -O0 -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all \
        -fuse-ld=lld "${sources[@]}" -lm -o "$folder/sanitized"
    "$folder/sanitized" >"$folder/sanitized.txt"
    echo "No report by the sanitizers; $(wc -l <"$folder/sanitized.txt") digests, equal at all levels of this CPU"
}

arm64() {
    scripts/install-system-packages.sh scripts/system-packages-arm64.txt
    native
    mkdir -p "$folder/arm64"
    # clang compiles and gcc links: gcc knows where Debian keeps the libraries of the other architecture.
    for source in "${sources[@]}"; do
        "$clang" --target=aarch64-linux-gnu "${flags[@]}" -I/usr/aarch64-linux-gnu/include -O2 -c "$source" \
            -o "$folder/arm64/$(basename "$source" .c).o"
    done
    aarch64-linux-gnu-gcc -static "$folder"/arm64/*.o -lm -o "$folder/arm64/kernel_digests"
    qemu-aarch64 "$folder/arm64/kernel_digests" >"$folder/arm64.txt"
    # An arm64 build has one level, `portable`.
    if ! diff <(grep ' portable ' "$folder/native.txt") "$folder/arm64.txt"; then
        echo "test-kernels: the lines marked > are arm64's digests, those marked < this CPU's" >&2
        exit 1
    fi
    echo "arm64 gives this CPU's bits: $(wc -l <"$folder/arm64.txt") digests"
}

case ${1:-} in
    sanitize | arm64) "$1" ;;
    *)
        echo "usage: scripts/test-kernels.sh sanitize|arm64" >&2
        exit 64 ;;
esac
