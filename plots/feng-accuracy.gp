# Size of the code against accuracy: the networks of Feng (2018) by the paper's recipe and as printed, the same with the other optimizer
# and the other width of the code, principal components and JPEG, with the line of the originals.
# Data: points.tsv (series, method, name, size, accuracy, low, high). Points of one size stand side by side.

load 'style.gp'

set logscale x
set xrange [24 : 900]
set xtics (30, 40, 60, 100, 200, 400, 784)
set xlabel 'numbers in the code of an image, or bytes of its JPEG file'
set ylabel 'accuracy on the first test images, %' offset 1
stats 'points.tsv' using (column("low")) nooutput name 'low'
stats 'points.tsv' using (column("high")) nooutput name 'high'
span = high_max - low_min
set yrange [low_min - 0.06 * span : high_max + 0.08 * span]
set tmargin 2
set key outside right top width -2 spacing 1.25 samplen 2 textcolor rgb ink

array methods[4] = ["cnn", "unpooling", "ann", "shared"]
array colours[4] = [vermilion, orange, blue, green]
array asides[4] = [1, 1, 0.97, 1.03]
array names[4] = ["CNN", "CNN, un-pooling", "ANN", "ANN, shared weights"]

entry(series, text) = when(is("series", series), column(text))
at(series, method, factor) = when(is("series", series) && is("method", method), factor * column("size"))
arm(method, optimizer, factor) = when(is("name", optimizer), at("control", method, factor))

plot 'points.tsv' using (when(is("series", "originals"), 24)):(column("accuracy")):(900 - 24):(0) \
         with vectors nohead dashtype 3 linewidth 1.4 linecolor rgb ink title 'originals', \
     'points.tsv' using (entry("pca", "size")):(column("accuracy")):(column("low")):(column("high")) \
         with yerrorbars pointtype 7 pointsize 0.6 linewidth 1.4 linecolor rgb ink title 'principal components', \
     'points.tsv' using (entry("jpeg-scan", "size")):(column("accuracy")) \
         with linespoints pointtype 2 pointsize 0.7 linewidth 1.2 linecolor rgb grey title 'JPEG, scan alone', \
     'points.tsv' using (entry("jpeg", "size")):(column("accuracy")) \
         with linespoints pointtype 1 pointsize 0.7 dashtype 2 linewidth 1.2 linecolor rgb grey title 'JPEG, whole file', \
     for [i = 1:4] 'points.tsv' using (at("recipe", methods[i], asides[i])):(column("accuracy")):(column("low")):(column("high")) \
         with yerrorbars pointtype 7 pointsize 0.9 linewidth 1.6 linecolor rgb colours[i] title names[i], \
     for [i = 1:4] 'points.tsv' using (at("printed", methods[i], 0.92)):(column("accuracy")) \
         with points pointtype 6 pointsize 1.1 linewidth 1.8 linecolor rgb colours[i], \
     NaN with points pointtype 6 pointsize 1.1 linewidth 1.8 linecolor rgb ink title 'as printed', \
     for [i = 1:4] 'points.tsv' using (arm(methods[i], "adam", 1.09)):(column("accuracy")) \
         with points pointtype 8 pointsize 0.9 linewidth 1.4 linecolor rgb colours[i], \
     NaN with points pointtype 8 pointsize 0.9 linewidth 1.4 linecolor rgb ink title 'control, Adam', \
     for [i = 1:4] 'points.tsv' using (arm(methods[i], "sgd", 1.18)):(column("accuracy")) \
         with points pointtype 10 pointsize 0.9 linewidth 1.4 linecolor rgb colours[i], \
     NaN with points pointtype 10 pointsize 0.9 linewidth 1.4 linecolor rgb ink title 'control, SGD'
