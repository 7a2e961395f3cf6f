# Bits spent on each code unit against test error, for the 64-unit network of Ercan (2018) by both recipes, with the text that he
# exported at its true cost.
# Data: curves.tsv (recipe, code, representation, bits_per_unit, error, low, high) of code 64.

load 'style.gp'

set logscale xy
set xrange [0.85 : 330]
set xtics (1, 2, 3, 4, 5, 6, 7, 8, 32, 200)
set xlabel 'bits for each code unit'
set ylabel 'mean squared error per test pixel' offset 1
set format y '%g'
set ytics (0.001, 0.002, 0.003, 0.004, 0.005, 0.007, 0.01, 0.015, 0.02, 0.03, 0.05, 0.07, 0.1)
stats 'curves.tsv' using (column("error")) nooutput name 'error'
set yrange [0.8 * error_min : 1.3 * error_max]
set tmargin 2
set rmargin 3

array recipes[2] = ["paper", "glorot-adam"]
array colours[2] = [vermilion, blue]
array names[2] = ["his recipe", "Glorot weights, Adam"]

uniform(recipe) = is("recipe", recipe) && strcol("representation")[1:8] eq 'uniform-'

plot for [i = 1:2] 'curves.tsv' using (when(is("recipe", recipes[i]) && !uniform(recipes[i]), column("bits_per_unit"))):(column("error")) \
         with lines dashtype 3 linewidth 1.2 linecolor rgb colours[i], \
     for [i = 1:2] 'curves.tsv' using (when(uniform(recipes[i]), column("bits_per_unit"))):(column("error")) \
         with lines linewidth 1.6 linecolor rgb colours[i], \
     for [i = 1:2] 'curves.tsv' using (when(uniform(recipes[i]), column("bits_per_unit"))):(column("error")):(column("low")):(column("high")) \
         with yerrorbars pointtype 7 pointsize 0.7 linewidth 1.4 linecolor rgb colours[i], \
     for [i = 1:2] 'curves.tsv' using (when(is("recipe", recipes[i]) && is("representation", "float32"), column("bits_per_unit"))):(column("error")):(column("low")):(column("high")) \
         with yerrorbars pointtype 6 pointsize 0.9 linewidth 1.4 linecolor rgb colours[i], \
     for [i = 1:2] 'curves.tsv' using (when(is("recipe", recipes[i]) && is("representation", "text-19"), column("bits_per_unit"))):(column("error")):(column("low")):(column("high")) \
         with yerrorbars pointtype 2 pointsize 0.9 linewidth 1.4 linecolor rgb colours[i], \
     for [i = 1:2] 'curves.tsv' using (when(uniform(recipes[i]) && column("bits_per_unit") == 8, 9.2)):(column("error")):(names[i]) \
         with labels left textcolor rgb colours[i], \
     'curves.tsv' using (when(is("recipe", recipes[1]) && is("representation", "float32"), column("bits_per_unit"))):(1.06 * column("high")):("32-bit floats") \
         with labels center textcolor rgb ink, \
     'curves.tsv' using (when(is("recipe", recipes[1]) && is("representation", "text-19"), column("bits_per_unit"))):(1.06 * column("high")):("text of 19 digits") \
         with labels center textcolor rgb ink
