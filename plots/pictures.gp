# A contact sheet: test images and what each method gives back, under it what that differs by; serves several sets of images.
# Data: methods.tsv (method, row, bits_per_pixel, decibels, dataset), images.tsv (place, class, choice), pictures.png and differences.png, of
# cells of 28 × 28 pixels without gaps: a column for each image, originals in the first row, each method in its own.

side = 28
# A pixel is a point and a half, three pixels of the PNG.
scale = 1.5
gap = 10
left = 196
top = 58
bottom = 50

# The figure's size follows from how many there are, so they are counted before the style is loaded.
set datafile separator tab
set datafile columnheaders
stats 'methods.tsv' using 'row' nooutput
methods = int(STATS_max)
stats 'images.tsv' using 'place' nooutput
images = int(STATS_max) + 1
# How many are chosen for their class.
stats 'images.tsv' using (strcol('choice') eq 'class-median' ? 1 : NaN) nooutput
medians = STATS_records

# In pixels of the pictures.
inner = images * side + gap
outer = side + methods * (2 * side + gap)
figureWidth = left + inner * scale + 6
figureHeight = top + outer * scale + bottom
load 'style.gp'

set lmargin at screen left / figureWidth
set rmargin at screen (left + inner * scale) / figureWidth
set tmargin at screen 1 - top / figureHeight
set bmargin at screen bottom / figureHeight
unset border
unset tics
unset grid
set style fill solid 1
set xrange [0 : inner]
set yrange [-outer : 0]

# Where the rows of both pictures stand: of the originals, of what a method gives back, of its differences.
place(row) = row == 0 ? 0 : -(side + gap + (row - 1) * (2 * side + gap))
# Where a whole picture lies when its row stands there.
shift(row, y) = y - 0.5 - ((methods + 1) * side - 1) + side * row
# The columns from the left, and those behind the gap.
start(part) = part == 1 ? 0 : medians * side
end(part) = part == 1 ? medians * side - 1 : images * side - 1

set palette defined (-128 blue, 0 '#FFFFFF', 127 vermilion)
# Few shades: an SVG file of two thirds of the size.
set palette maxcolors 17
set cbrange [-128 : 127]
set colorbox horizontal user origin screen left / figureWidth, 24.0 / figureHeight size screen 10 * side * scale / figureWidth, 8.0 / figureHeight
set cbtics ("−128" -128, "−64" -64, "0" 0, "64" 64, "127" 127) scale 0.4 offset 0, 0.5 font ',11'
set label 1 'difference in grey levels of 256' at screen (left + 10.5 * side * scale) / figureWidth, 28.0 / figureHeight font ',12' textcolor rgb ink

set label 2 'median of its class' at medians * side / 2.0, 0 center offset 0, 2.1 font ',13' textcolor rgb ink
set label 3 'of the worst tenth, rising' at medians * side + gap + (images - medians) * side / 2.0, 0 center offset 0, 2.1 font ',13' textcolor rgb ink
set label 4 'original' at 0, -side / 2.0 right offset -1 font ',13' textcolor rgb ink

plot for [row = 0:methods] for [part = 1:2] 'pictures.png' binary filetype=png \
        origin=((part - 1) * gap + 0.5, shift(row, place(row))) every 1:1:start(part):(row * side):end(part):(row * side + side - 1) \
        using 1:2:3 with rgbimage, \
     for [row = 1:methods] for [part = 1:2] 'differences.png' binary filetype=png \
        origin=((part - 1) * gap + 0.5, shift(row, place(row) - side)) every 1:1:start(part):(row * side):end(part):(row * side + side - 1) \
        using ($1 - 128) with image, \
     'methods.tsv' using (0):(place(column('row')) - 0.55 * side):(strcol('method')) \
        with labels right offset -1 font ',13' textcolor rgb ink, \
     'methods.tsv' using (0):(place(column('row')) - 1.05 * side):(sprintf('%.3f bpp, %.2f dB', column('bits_per_pixel'), column('decibels'))) \
        with labels right offset -1 font ',12' textcolor rgb grey, \
     'images.tsv' using ((column('place') + 0.5) * side + (column('place') < medians ? 0 : gap)):(0):(sprintf('%d', column('class'))) \
        with labels center offset 0, 0.8 font ',12' textcolor rgb grey
