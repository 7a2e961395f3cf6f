# How the codes of test images are spread, unit by unit: a column for each unit, its histogram as shades; levels of k-means as dots, dead and
# saturated units marked above.
# Data: ercan.tsv, ercan-adam.tsv, wani-notebook.tsv, wani-clean.tsv, patel.tsv (place, value, share, dataset), units.tsv (network, place, dead,
# saturated, level), networks.tsv (network, units, dead, saturated).

figureWidth = 900
figureHeight = 820
load 'style.gp'

array networks[5] = ["ercan", "ercan-adam", "wani-notebook", "wani-clean", "patel"]
array names[5] = ["ercan, his recipe", "ercan’s network by Adam", "wani, as in the notebook", "wani, pixels in [0, 1]", "patel, begun as Boltzmann machines"]
array isBounded[5] = [1, 1, 0, 0, 1]
array lefts[5] = [0.065, 0.56, 0.065, 0.56, 0.065]
array rights[5] = [0.475, 0.97, 0.475, 0.97, 0.97]
array bottoms[5] = [0.745, 0.745, 0.435, 0.435, 0.125]

set palette defined (0 '#FFFFFF', 0.2 '#D3E5F1', 0.6 blue, 1 '#00263D')
# Shades go by the root of a share, lest few values show nothing.
set cbrange [0 : 0.5]
set cbtics ("0" 0, "1 %%" 0.1, "4 %%" 0.2, "9 %%" 0.3, "16 %%" 0.4, "25 %% or more" 0.5) scale 0.4 offset 0, 0.4 font ',11'
set style fill solid 1
unset grid
set xtics offset 0, 0.3
set multiplot

do for [k = 1:5] {
    set lmargin at screen lefts[k]
    set rmargin at screen rights[k]
    set bmargin at screen bottoms[k]
    set tmargin at screen bottoms[k] + 0.21
    network = networks[k]
    # What is counted is counted in no panel's range.
    set autoscale x
    set autoscale y
    stats network.'.tsv' using 'value' nooutput
    bottom = STATS_min
    top = STATS_max
    stats network.'.tsv' using 'place' nooutput
    units = int(STATS_max) + 1
    stats 'networks.tsv' using (when(is('network', network), column('dead'))) nooutput
    marks = sprintf('%d dead', STATS_max)
    if (isBounded[k]) {
        stats 'networks.tsv' using (when(is('network', network), column('saturated'))) nooutput
        marks = sprintf('%s, %d saturated', marks, STATS_max)
    }
    marks = sprintf('%s of %d units', marks, units)
    set title names[k].': '.marks offset 0, -0.5 font ',13'
    set xrange [-0.5 : units - 0.5]
    set yrange [bottom - 0.03 * (top - bottom) : top + 0.17 * (top - bottom)]
    if (isBounded[k]) { set ytics 0, 0.5, 1 } else { set ytics autofreq 0, (top > 20 ? int(top / 50) * 10 + 10 : 5), top }
    if (k == 1 || k == 3 || k == 5) { set ylabel 'code value' offset 1.2 } else { unset ylabel }
    if (k >= 3) { set xlabel 'unit, in the order of mean values' offset 0, 0.7 } else { unset xlabel }
    if (k == 5) {
        set colorbox horizontal user origin screen 0.22, 0.042 size screen 0.28, 0.013
        set label 1 'share of a unit’s values' at screen 0.21, 0.048 right font ',12' textcolor rgb ink
        set label 2 'level of k-means, 2 bits' at screen 0.57, 0.048 left font ',12' textcolor rgb ink point pointtype 7 pointsize 0.5 linecolor rgb orange offset 1, 0
        set label 3 'dead' at screen 0.77, 0.048 left font ',12' textcolor rgb ink point pointtype 11 pointsize 0.8 linecolor rgb vermilion offset 1, 0
        set label 4 'saturated' at screen 0.85, 0.048 left font ',12' textcolor rgb ink point pointtype 5 pointsize 0.6 linecolor rgb ink offset 1, 0
    } else { unset colorbox }
    above(row) = top + (0.05 + 0.07 * row) * (top - bottom)
    plot network.'.tsv' using 'place':'value':(sqrt(column('share'))) with image, \
         'units.tsv' using (when(is('network', network), column('place'))):'level' with points pointtype 7 pointsize (k == 5 ? 0.22 : 0.3) linecolor rgb orange, \
         'units.tsv' using (when(is('network', network) && column('dead') > 0, column('place'))):(above(1)) with points pointtype 11 pointsize 0.7 linecolor rgb vermilion, \
         'units.tsv' using (when(is('network', network) && column('saturated') > 0, column('place'))):(above(0)) with points pointtype 5 pointsize 0.5 linecolor rgb ink
}
unset multiplot
