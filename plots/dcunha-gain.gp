# What the network of D'Cunha et al. gains over JPEG, by quality: crops of test photographs, and LIVE1 in colour and in luma.
# Data: curves.tsv (series, quality, gain, worst, trained, highest).

load 'style.gp'

names = 'luma colour crops'
titles = '"LIVE1, luma" "LIVE1, colour" "crops of test photographs, colour"'
colours = '"' . green . '" "' . vermilion . '" "' . blue . '"'

# What leaves the frame is written at its edge: what is lost at quality 100 would flatten all else.
stats 'curves.tsv' using (column("gain")) nooutput name 'gain'
stats 'curves.tsv' using (column("quality") < 100 ? column("worst") : NaN) nooutput name 'worst'
stats 'curves.tsv' using (column("highest")) nooutput name 'highest'
bottom = (worst_min < 0 ? worst_min : 0) - 0.6
top = gain_max + 0.5

set xlabel 'JPEG quality'
set ylabel 'gain over JPEG, dB' offset 1
set xrange [0 : 104]
set xtics (5, 10, 20, 30, 40, 50, 90, 100)
set yrange [bottom : top]
set tmargin 2
set rmargin 3
set key at graph 0.52, graph 0.42 left top Left reverse samplen 1.6 textcolor rgb ink

set object 1 rectangle from highest_max, graph 0 to graph 1, graph 1 behind fillcolor rgb pale fillstyle solid 0.35 noborder
set label 1 'shaded: above quality '.sprintf('%g', highest_max).",\nfiles are left as they are" at graph 0.985, graph 0.96 right textcolor rgb grey
set label 2 'filled: quality that was trained on; bars: down to the worst photograph' at graph 0.02, graph 0.05 left textcolor rgb ink
set arrow 1 from graph 0, first 0 to graph 1, first 0 nohead linewidth 1.2 linecolor rgb ink

# The three sets stand beside one another.
place(i) = column("quality") + 0.7 * (i - 2)
entry(i, text) = when(is("series", word(names, i)), column(text))
below(i) = when(is("series", word(names, i)) && column("gain") < bottom, bottom + 0.05 * (top - bottom) * i)

plot for [i = 1 : 3] 'curves.tsv' using (place(i)):(entry(i, "gain")) with lines linewidth 1.6 linecolor rgb word(colours, i) title word(titles, i), \
     for [i = 1 : 3] 'curves.tsv' using (place(i)):(entry(i, "gain")):(entry(i, "worst")):(entry(i, "gain")) with yerrorbars pointtype 6 pointsize 0.9 linewidth 1.2 linecolor rgb word(colours, i), \
     for [i = 1 : 3] 'curves.tsv' using (place(i)):(when(column("trained") == 1, entry(i, "gain"))) with points pointtype 7 pointsize 0.9 linecolor rgb word(colours, i), \
     for [i = 1 : 3] 'curves.tsv' using (87):(below(i)):(gprintf('%.1f dB', column("gain")).sprintf(' at %d', column("quality"))) with labels right textcolor rgb word(colours, i)
