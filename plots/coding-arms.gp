# Several rates from one model: the layers of the papers' networks, the first units of a nested code, steps of one code; against a dense
# model trained for each rate.
# Data: points.tsv (images, method, bits_per_pixel, decibels, dataset).

figureWidth = 900
figureHeight = 500
load 'style.gp'

array sets[2] = ["digits", "garments"]
array methods[4] = ["separate", "rounded", "stepped", "nested"]
array names[4] = ["a model for each rate", "the same, through rounding", "one model, steps", "one model, first units"]
array colours[4] = [ink, grey, blue, vermilion]
array layers[8] = ["ercan-128", "ercan-64", "wani-256", "wani-128", "wani-64", "patel-1000", "patel-500", "patel-196"]
array layerNames[8] = ["ercan, layer of 128", "ercan, code of 64", "wani, layer of 256", "wani, layer of 128", "wani, code of 64", "patel, layer of 1000", "patel, layer of 500", "patel, code of 196"]
array layerColours[8] = [orange, orange, green, green, green, purple, purple, purple]
array marks[8] = [4, 5, 6, 8, 7, 12, 10, 13]

set logscale x
set xrange [0.01 : 8]
set xtics (0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5)
set xlabel 'bits per pixel'
set yrange [5 : 30]
set multiplot

of(k, method, name) = when(is("images", sets[k]) && is("method", method), column(name))

do for [k = 1:2] {
    set lmargin at screen (k == 1 ? 0.075 : 0.425)
    set rmargin at screen (k == 1 ? 0.4 : 0.75)
    set title sets[k]
    if (k == 1) {
        set ylabel 'PSNR of all test images, dB' offset 0.2
        set format y '%g'
        unset key
    } else {
        unset ylabel
        set format y ''
        set key at screen 0.765, screen 0.92 left top Left reverse spacing 1.3 samplen 2 textcolor rgb ink
    }
    plot for [i = 1:4] 'points.tsv' using (of(k, methods[i], "bits_per_pixel")):(column("decibels")) \
             with linespoints pointtype 7 pointsize 0.5 linewidth 1.8 linecolor rgb colours[i] title names[i], \
         for [i = 1:8] 'points.tsv' using (of(k, layers[i], "bits_per_pixel")):(column("decibels")) \
             with linespoints pointtype marks[i] pointsize 0.6 linewidth 1 linecolor rgb layerColours[i], \
         for [i = 1:8] NaN with linespoints pointtype marks[i] pointsize 0.6 linewidth 1 linecolor rgb layerColours[i] title layerNames[i]
}
unset multiplot
