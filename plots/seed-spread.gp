# Differences between methods, as printed and as measured here, beside how far one training of each would lie apart if they were equal.
# Data: pairs.tsv (panel, label, position, printed, ours, half_width, seeds, n). Each panel has the unit of its paper.

figureWidth = 900
figureHeight = 470
load 'style.gp'

unset ytics
set border 1
unset grid
array panels[4] = ["ercan", "feng", "wani-entropy", "wani-ratio"]
array titles[4] = ["Ercan, column Test of Table 2: squared error, 10⁻³", "Feng, Table 3: points of accuracy", "Wani, Figure 8: bits", "Wani, Figure 10: mean / deviation"]
array lefts[4] = [0.115, 0.73, 0.73, 0.73]
array rights[4] = [0.5, 0.985, 0.985, 0.985]
array tops[4] = [0.91, 0.91, 0.51, 0.27]
array bottoms[4] = [0.18, 0.67, 0.43, 0.18]
array scales[4] = [1000, 1, 1, 1]
array rows[4] = [6, 3, 1, 1]

of(k, name) = when(is("panel", panels[k]), scales[k] * column(name))

# Each panel reaches as far to both sides as its numbers do; a missing one is passed over.
most(a, b) = b > a ? b : a
reach(k) = most(most(abs(of(k, "printed")), abs(of(k, "ours")) + column("half_width") * scales[k]), most(abs(of(k, "ours")), scales[k] * column("seeds")))
step(m) = (s = 10.0 ** floor(log10(m)), m / s < 2 ? s / 2 : m / s < 5 ? s : 5 * s)

set multiplot
set label 11 '○ printed' at screen 0.13, screen 0.05 left textcolor rgb vermilion
set label 12 '● here, with 95 % interval' at screen 0.24, screen 0.05 left textcolor rgb blue
set object 13 rectangle from screen 0.46, screen 0.035 to screen 0.49, screen 0.065 fillstyle solid 1 noborder fillcolor rgb pale
set label 14 'one training of each, if the methods were equal, 95 %' at screen 0.5, screen 0.05 left textcolor rgb ink
do for [k = 1:4] {
    set lmargin at screen lefts[k]
    set rmargin at screen rights[k]
    set tmargin at screen tops[k]
    set bmargin at screen bottoms[k]
    set title titles[k] offset 0, -0.4
    set autoscale xy
    # From one training of each there are no intervals, and nothing to reach for.
    side_max = 0
    stats 'pairs.tsv' using (reach(k)) nooutput name 'side'
    side = side_max > 0 ? 1.08 * side_max : 1.0
    set xrange [-side : side]
    set yrange [rows[k] + 0.6 : 0.4]
    # The numbers of the last panel are long.
    set xtics step(side) * (k == 4 ? 2 : 1)
    set arrow 1 from 0, graph 0 to 0, graph 1 nohead back linewidth 1 linecolor rgb grey
    plot 'pairs.tsv' using (-of(k, "seeds")):(column("position") - 0.3):(-scales[k] * column("seeds")):(scales[k] * column("seeds")):(column("position") - 0.3):(column("position") + 0.3) \
             with boxxyerror fillstyle solid 1 noborder linecolor rgb pale, \
         '' using (of(k, "ours")):(column("position")):(scales[k] * column("half_width")) with xerrorbars pointtype 7 pointsize 0.9 linewidth 1.6 linecolor rgb blue, \
         '' using (of(k, "printed")):(column("position")) with points pointtype 6 pointsize 1.3 linewidth 1.8 linecolor rgb vermilion, \
         '' using (when(is("panel", panels[k]), -side)):(column("position")):(strcol("label")) with labels right offset -0.8, 0 textcolor rgb ink
    if (k == 1) {
        unset label 11; unset label 12; unset label 14; unset object 13; unset label 999
    }
}
unset multiplot
