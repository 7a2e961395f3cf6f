# Training of the networks of Ercan (2018): error over epochs for each code width, by his recipe and by ours.
# Data: curves.tsv (recipe, code, curve, epoch, error, low, high), labels.tsv (recipe, epoch, error, label), printed.tsv
# (trained_width, epoch, error; epoch 0 stands for the column Test).

figureWidth = 880
figureHeight = 470
load 'style.gp'

array widths[5] = [128, 64, 50, 36, 22]
array colours[5] = [grey, blue, green, orange, vermilion]
colour(width) = width == 128 ? 0x767676 : width == 64 ? 0x0072B2 : width == 50 ? 0x009E73 : width == 36 ? 0xE69F00 : 0xD55E00

stats 'curves.tsv' using (column("epoch")) nooutput name 'epoch'
stats 'curves.tsv' using (column("low")) nooutput name 'error'
lastEpoch = epoch_max

set logscale xy
set xrange [1 : lastEpoch]
set yrange [0.8 * error_min : 0.5]
set xlabel 'epoch'
set format y '%g'
set ytics (0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2)
set xtics (1, 10, 100)
if (lastEpoch > 100) set xtics add (sprintf("%d", lastEpoch) lastEpoch)
if (lastEpoch < 100) set xtics add (sprintf("%d", lastEpoch) lastEpoch)

# Labels stand at the end of their curves and keep apart: each at least so much above the one below it.
gap = 1.24
spread(error) = (below = error > below * gap ? error : below * gap, below)

set multiplot
set tmargin at screen 0.88
set bmargin at screen 0.14

set lmargin at screen 0.085
set rmargin at screen 0.425
set title 'His recipe: normal weights (σ = 1), RMSProp' offset 0, 0.4
set ylabel 'mean squared error per pixel' offset 1
set label 1 'code units' at screen 0.432, screen 0.88 left textcolor rgb grey
set label 2 'circles: printed in Table 2' at graph 0.03, graph 0.05 left textcolor rgb ink
below = 0
plot for [i = 1:5] 'curves.tsv' using (when(is("recipe", "paper") && is("curve", "train") && column("code") == widths[i], column("epoch"))):(column("low")):(column("high")) with filledcurves linecolor rgb colours[i], \
     for [i = 1:5] 'curves.tsv' using (when(is("recipe", "paper") && is("curve", "train") && column("code") == widths[i], column("epoch"))):(column("error")) with lines linewidth 1.6 linecolor rgb colours[i], \
     for [i = 1:5] 'printed.tsv' using (when(column("trained_width") == widths[i], column("epoch") > 0 ? column("epoch") : lastEpoch >= 200 ? lastEpoch : NaN)):(column("error")) with points pointtype 6 pointsize 0.7 linewidth 1.4 linecolor rgb colours[i], \
     'labels.tsv' using (when(is("recipe", "paper"), column("epoch"))):(is("recipe", "paper") ? spread(column("error")) : NaN):(strcol("label")):(colour(column("code"))) with labels left offset 0.7, 0 textcolor rgb variable

set lmargin at screen 0.575
set rmargin at screen 0.915
set title 'Same networks: Glorot weights, Adam'
unset ylabel
set format y ''
unset label 2
unset label 999
set label 1 'code units' at screen 0.922, screen 0.88 left textcolor rgb grey
below = 0
plot for [i = 1:5] 'curves.tsv' using (when(is("recipe", "glorot-adam") && is("curve", "train") && column("code") == widths[i], column("epoch"))):(column("low")):(column("high")) with filledcurves linecolor rgb colours[i], \
     for [i = 1:5] 'curves.tsv' using (when(is("recipe", "glorot-adam") && is("curve", "train") && column("code") == widths[i], column("epoch"))):(column("error")) with lines linewidth 1.6 linecolor rgb colours[i], \
     'labels.tsv' using (when(is("recipe", "glorot-adam"), column("epoch"))):(is("recipe", "glorot-adam") ? spread(column("error")) : NaN):(strcol("label")):(colour(column("code"))) with labels left offset 0.7, 0 textcolor rgb variable
unset multiplot
