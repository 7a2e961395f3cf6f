# Rate against distortion of files of the test images: the papers' autoencoders, those trained for rate and distortion, principal
# components, and classical codecs, on digits and garments. Shaded: rates at which nothing need be lost.
# Data: points.tsv (images, method, bits_per_pixel, decibels, lossless, dataset).

figureWidth = 900
figureHeight = 520
load 'style.gp'

array sets[2] = ["digits", "garments"]
array lossless[2]
do for [k = 1:2] {
    stats 'points.tsv' using (when(is("images", sets[k]), column("lossless"))) nooutput name 'rate'
    lossless[k] = rate_min
}

set logscale x
set xrange [0.025 : 6]
set xtics (0.05, 0.1, 0.2, 0.5, 1, 2, 5)
set xlabel 'bits per pixel'
set yrange [12 : 48]
set multiplot

array methods[9] = ["rate–distortion convolutional", "rate–distortion dense", "principal components", "webp mosaic", "jpeg-2000 mosaic", "jpeg-optimized mosaic", "jpeg shared-header", "jpeg-optimized separate", "webp separate"]
array names[9] = ["trained for rate, convolutional", "trained for rate, dense", "principal components", "WebP, mosaic", "JPEG 2000, mosaic", "JPEG, mosaic", "JPEG, header once", "JPEG, a file each", "WebP, a file each"]
array colours[9] = [vermilion, orange, ink, green, purple, blue, blue, blue, green]
array dashes[9] = [1, 1, 1, 1, 1, 1, 2, 3, 3]
array papers[4] = ["ercan", "wani", "patel", "feng-ann"]
array marks[4] = [4, 6, 8, 12]

of(k, method, name) = when(is("images", sets[k]) && is("method", method), column(name))

do for [k = 1:2] {
    set lmargin at screen (k == 1 ? 0.075 : 0.425)
    set rmargin at screen (k == 1 ? 0.4 : 0.745)
    set title sets[k]
    if (k == 1) {
        set ylabel 'PSNR of all test images, dB' offset 0.2
        set format y '%g'
        unset key
    } else {
        unset ylabel
        set format y ''
        set key at screen 0.755, screen 0.92 left top Left reverse spacing 1.3 samplen 2 textcolor rgb ink
    }
    set object 1 rectangle from lossless[k], graph 0 to graph 1, graph 1 fillcolor rgb pale fillstyle solid 0.6 noborder behind
    plot for [i = 1:9] 'points.tsv' using (of(k, methods[i], "bits_per_pixel")):(column("decibels")) \
             with linespoints pointtype 7 pointsize 0.4 linewidth 1.6 dashtype dashes[i] linecolor rgb colours[i] title names[i], \
         for [i = 1:4] 'points.tsv' using (of(k, papers[i], "bits_per_pixel")):(column("decibels")) \
             with linespoints pointtype marks[i] pointsize 0.6 linewidth 1 linecolor rgb grey, \
         for [i = 1:4] NaN with linespoints pointtype marks[i] pointsize 0.6 linewidth 1 linecolor rgb grey title papers[i], \
         NaN with boxes fillcolor rgb pale fillstyle solid 0.6 title 'nothing need be lost'
}
unset multiplot
