# What a pixel costs when N images share the decoder, as the number of images grows, for models of digits: in float32, and as 8-bit integers
# with rANS. Level lines need no model. Ercan's printed break-even is marked.
# Data: lines.tsv (line, images, bits_per_pixel, dataset).

figureWidth = 860
figureHeight = 500
load 'style.gp'

set logscale xy
set xrange [1 : 1000000]
set yrange [0.1 : 20000]
set format x '10^{%L}'
set format y '%g'
set xlabel 'images that share the decoder'
set ylabel 'bits per pixel' offset 1
set lmargin at screen 0.105
set rmargin at screen 0.66
set key at screen 0.675, screen 0.93 left top Left reverse spacing 1.3 samplen 2 textcolor rgb ink

set arrow 1 from 131, graph 0 to 131, graph 1 nohead linewidth 1 dashtype 2 linecolor rgb grey
set label 1 '131 (Ercan)' at 131, graph 0.97 offset 0.5, 0 left textcolor rgb grey

array models[3] = ["ercan", "wani", "rate–distortion digits"]
array names[3] = ["ercan", "wani", "trained for rate"]
array colours[3] = [blue, vermilion, ink]

of(name) = when(is("line", name), column("images"))

plot for [i = 1:3] 'lines.tsv' using (of(models[i] . " float32")):(column("bits_per_pixel")) \
         with lines linewidth 1.8 linecolor rgb colours[i] title names[i] . ', float32', \
     for [i = 1:3] 'lines.tsv' using (of(models[i] . " packed")):(column("bits_per_pixel")) \
         with lines linewidth 1.8 dashtype 3 linecolor rgb colours[i] title names[i] . ', 8 bits, rANS', \
     'lines.tsv' using (of("gzip")):(column("bits_per_pixel")) \
         with lines linewidth 1.2 linecolor rgb green title 'gzip of the set, nothing lost', \
     for [i = 1:3] 'lines.tsv' using (of("JPEG at the PSNR of " . models[i])):(column("bits_per_pixel")) \
         with lines linewidth 1.2 dashtype 4 linecolor rgb colours[i] title 'JPEG at the PSNR of ' . names[i]
