# Training of the network of Patel et al. from three starts: cross-entropy by epoch.
# Data: curves.tsv (start, curve, epoch, cross_entropy, low, high), labels.tsv (start, epoch, cross_entropy).

figureWidth = 760
figureHeight = 430
load 'style.gp'

array starts[3] = ['pytorch', 'glorot', 'machines']
array colours[3] = [orange, blue, vermilion]
name(start) = start eq 'machines' ? 'Boltzmann machines' : start eq 'glorot' ? "Glorot's weights" : "PyTorch's default"
colour(start) = start eq 'machines' ? 0xD55E00 : start eq 'glorot' ? 0x0072B2 : 0xB87900

stats 'curves.tsv' using (column("epoch")) nooutput name 'epoch'
stats 'curves.tsv' using (column("low")) nooutput name 'least'
stats 'curves.tsv' using (column("high")) nooutput name 'most'

set logscale y
set xrange [0 : epoch_max]
set yrange [0.9 * least_min : 1.08 * most_max]
set xlabel 'epoch of fine-tuning'
set ylabel 'cross-entropy, nats per pixel' offset 0
set format y '%g'
set ytics (0.05, 0.06, 0.07, 0.08, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5)
set tmargin at screen 0.95
set bmargin at screen 0.14
set lmargin at screen 0.115
set rmargin at screen 0.78
set label 1 'solid: test images; dashed: training minibatches' at graph 0.99, graph 0.96 right textcolor rgb ink
set label 3 'epoch 0: machines alone' at graph 0.03, graph 0.04 left textcolor rgb ink

# Labels stand at the end of their curves and keep apart: each at least so much above the one below it.
gap = 1.06
below = 0
spread(height) = (below = height > below * gap ? height : below * gap, below)

plot for [i = 1:3] 'curves.tsv' using (when(is("start", starts[i]) && is("curve", "test"), column("epoch"))):(column("low")):(column("high")) with filledcurves linecolor rgb colours[i], \
     for [i = 1:3] 'curves.tsv' using (when(is("start", starts[i]) && is("curve", "train"), column("epoch"))):(column("cross_entropy")) with lines dashtype (16, 8) linewidth 1.1 linecolor rgb colours[i], \
     for [i = 1:3] 'curves.tsv' using (when(is("start", starts[i]) && is("curve", "test"), column("epoch"))):(column("cross_entropy")) with linespoints pointtype 7 pointsize 0.5 linewidth 1.6 linecolor rgb colours[i], \
     'labels.tsv' using (column("epoch")):(spread(column("cross_entropy"))):(name(strcol("start"))):(colour(strcol("start"))) with labels left offset 0.9, 0 textcolor rgb variable
