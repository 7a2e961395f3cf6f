#!/usr/bin/env bash
# Takes the times of the codecs out of Benchmarks/CODECS.md, as rows of comma-separated values for the report: microseconds a picture.
set -euo pipefail
awk -F' [|] |[|] | [|]' '
    BEGIN { OFS = ","; print "codec,direction,pictures,microseconds,machine" }
    /kernels at level/ { split($0, part, "; "); machine = part[1] "; " part[2] "; " part[length(part)]; sub(/[.]$/, "", machine) }
    / a picture / {
        unit["ns"] = 0.001; unit["µs"] = 1; unit["ms"] = 1000; unit["s"] = 1000000
        split($3, time, " ")
        name = $2; sub(/: [^:]*$/, "", name)
        words = $2; sub(/^.*: /, "", words); split(words, word, " ")
        print "\"" name "\"", word[1], word[2], time[1] * unit[time[2]], "\"" machine "\""
    }' "$1" | sed -E 's/"([^",]*)"/\1/g'
