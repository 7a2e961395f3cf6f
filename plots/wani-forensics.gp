# The numbers of the figures 8, 9 and 10 of Wani and Selvam (2020): as printed, as replayed by the notebook's formula, and of what the words mean.
# A line for each digit. The third of Figure 10 is in decibels, another quantity than the first two: no line leads there.
# Data: lines.tsv (figure, method, digit, printed, replayed, correct).

figureWidth = 900
figureHeight = 420
load 'style.gp'

set xrange [-0.25 : 2.35]
set xtics ("printed" 0, "replayed" 1, "correct" 2) scale 0
set grid xtics ytics linetype 1 linewidth 0.6 linecolor rgb '#E6E6E6'
array figures[3] = ["Figure 8", "Figure 9", "Figure 10"]
array titles[3] = ["Figure 8: entropy, bits", "Figure 9: bits per pixel", "Figure 10: “SNR”"]
array lefts[3] = [0.055, 0.365, 0.72]
array methods[2] = ["JPEG", "DDCAE"]
array colours[2] = [ink, vermilion]
array marks[2] = [6, 7]

of(k, method, name) = when(is("figure", figures[k]) && is("method", method), column(name))

set multiplot
set tmargin at screen 0.88
set bmargin at screen 0.2
set label 1 'JPEG' at screen 0.39, screen 0.05 left textcolor rgb ink
set label 2 'DDCAE' at screen 0.48, screen 0.05 left textcolor rgb vermilion
set label 3 '○' at screen 0.37, screen 0.05 left textcolor rgb ink
set label 4 '●' at screen 0.46, screen 0.05 left textcolor rgb vermilion
do for [k = 1:3] {
    set lmargin at screen lefts[k]
    set rmargin at screen lefts[k] + (k == 3 ? 0.205 : 0.255)
    set title titles[k]
    set yrange [0 : *]
    if (k == 3) {
        set border 11
        set ytics nomirror
        set y2tics nomirror textcolor rgb ink
        set yrange [0 : 1]
        set y2range [0 : 40]
        set ylabel 'mean / deviation' offset 1.6
        set y2label 'dB, of the correct ones alone' offset -1.2
    } else {
        unset y2tics
        unset y2label
        unset ylabel
    }
    if (k < 3) {
        plot for [i = 1:2] 'lines.tsv' using (0):(of(k, methods[i], "printed")):(1):(column("replayed") - column("printed")) \
                 with vectors nohead linewidth 1 linecolor rgb colours[i], \
             for [i = 1:2] '' using (0):(of(k, methods[i], "printed")) with points pointtype marks[i] pointsize 0.7 linewidth 1.2 linecolor rgb colours[i], \
             for [i = 1:2] '' using (1):(of(k, methods[i], "replayed")) with points pointtype marks[i] pointsize 0.7 linewidth 1.2 linecolor rgb colours[i], \
             for [i = 1:2] '' using (1):(of(k, methods[i], "replayed")):(1):(column("correct") - column("replayed")) \
                 with vectors nohead linewidth 1 linecolor rgb colours[i], \
             for [i = 1:2] '' using (2):(of(k, methods[i], "correct")) with points pointtype marks[i] pointsize 0.7 linewidth 1.2 linecolor rgb colours[i]
    } else {
        plot for [i = 1:2] 'lines.tsv' using (0):(of(k, methods[i], "printed")):(1):(column("replayed") - column("printed")) \
                 with vectors nohead linewidth 1 linecolor rgb colours[i], \
             for [i = 1:2] '' using (0):(of(k, methods[i], "printed")) with points pointtype marks[i] pointsize 0.7 linewidth 1.2 linecolor rgb colours[i], \
             for [i = 1:2] '' using (1):(of(k, methods[i], "replayed")) with points pointtype marks[i] pointsize 0.7 linewidth 1.2 linecolor rgb colours[i], \
             for [i = 1:2] '' using (2):(of(k, methods[i], "correct")) axes x1y2 with points pointtype marks[i] pointsize 0.7 linewidth 1.2 linecolor rgb colours[i]
    }
    unset label 1
    unset label 2
    unset label 3
    unset label 4
    unset label 999
}
unset multiplot
