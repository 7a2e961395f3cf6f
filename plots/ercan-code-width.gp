# Code width against test error: the networks of Ercan (2018) by his recipe and by ours, principal components as the line to beat,
# and the points of his Table 2 where he prints them and where they belong.
# A line joins networks of one depth; 784-128-784 stands apart.
# Data: curves.tsv (series, code, error, low, high), printed.tsv (printed_width, trained_width, error, moved).

load 'style.gp'

set logscale xy
set xrange [3.5 : 300]
set xtics (4, 8, 16, 22, 36, 50, 64, 128, 196, 256)
set xlabel 'code units, or principal components'
set ylabel 'mean squared error per test pixel' offset 1
set format y '%g'
stats 'curves.tsv' using (column("error")) nooutput name 'error'
set yrange [0.8 * error_min : 1.25 * error_max]
set ytics (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1)
set tmargin 2
set rmargin 3

entry(name, text) = when(is("series", name), column(text))

# Names stand beside the points that they name, wherever those come to lie.
set label 5 'circles: printed in Table 2, column Test' at graph 0.02, graph 0.05 left textcolor rgb ink

plot 'curves.tsv' using (entry("pca", "code")):(entry("pca", "error")) with linespoints dashtype 2 linewidth 1.6 pointtype 7 pointsize 0.45 linecolor rgb ink, \
     'curves.tsv' using (entry("paper", "code")):(column("error")):(column("low")):(column("high")) with yerrorbars pointtype 7 pointsize 0.8 linewidth 1.4 linecolor rgb vermilion, \
     'curves.tsv' using (entry("glorot-adam", "code")):(column("error")):(column("low")):(column("high")) with yerrorbars pointtype 5 pointsize 0.7 linewidth 1.4 linecolor rgb blue, \
     'curves.tsv' using (when(column("code") < 128, entry("paper", "code"))):(entry("paper", "error")) with lines linewidth 1.6 linecolor rgb vermilion, \
     'curves.tsv' using (when(column("code") < 128, entry("glorot-adam", "code"))):(entry("glorot-adam", "error")) with lines linewidth 1.6 linecolor rgb blue, \
     'printed.tsv' using (when(column("moved") == 1, column("printed_width") * 1.06)):(column("error")):(column("trained_width") * 0.94 - column("printed_width") * 1.06):(0) with vectors head filled size screen 0.012, 20 linewidth 1.2 linecolor rgb grey, \
     'printed.tsv' using (column("printed_width")):(column("error")) with points pointtype 6 pointsize 1.0 linewidth 1.6 linecolor rgb ink, \
     'printed.tsv' using (when(column("moved") == 1, column("trained_width"))):(column("error")) with points pointtype 2 pointsize 0.9 linewidth 1.6 linecolor rgb ink, \
     'curves.tsv' using (when(is("series", "paper"), column("code") == 128 ? 140 : NaN)):(column("error")):("his recipe") with labels left textcolor rgb vermilion, \
     'curves.tsv' using (when(is("series", "glorot-adam"), column("code") == 36 ? 33 : NaN)):(0.86 * column("error")):("Glorot weights, Adam") with labels right textcolor rgb blue, \
     'curves.tsv' using (when(is("series", "pca"), column("code") == 8 ? 8.6 : NaN)):(1.06 * column("error")):("principal components") with labels left textcolor rgb ink, \
     'printed.tsv' using (when(column("moved") == 1, 20)):(1.06 * column("error")):("printed as 22 units;\nthe network was 784-128-784") with labels right textcolor rgb grey
