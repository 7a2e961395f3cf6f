# Codes of test images in a plane: an ellipse of one standard deviation for each class, its label at the class's mean, or a little aside
# where labels would lie on one another.
# Data: planes.tsv (code, method, class, mean_x, mean_y, variance_x, variance_y, covariance, label_x, label_y, centre_x, centre_y, half, share,
# accuracy, dataset), points.tsv (code, method, class, x, y, dataset).

figureWidth = 900
figureHeight = 1000
load 'style.gp'

array codes[7] = ["digits-pixels", "ercan-adam", "wani-clean", "patel", "garments-pixels", "feng-cnn", "feng-ann"]
array names[7] = ["digits, pixels", "ercan, by Adam", "wani, pixels in [0, 1]", "patel", "garments, pixels", "feng, convolutional", "feng, dense"]
array methods[2] = ["pca", "lda"]
array methodNames[2] = ["principal components", "linear discriminants"]

# Half the lengths of an ellipse, and its slant in degrees, of a covariance.
middle(x, y) = (x + y) / 2.0
spread(x, y, c) = sqrt(((x - y) / 2.0)**2 + c**2)
longer(x, y, c) = sqrt(middle(x, y) + spread(x, y, c))
shorter(x, y, c) = sqrt(abs(middle(x, y) - spread(x, y, c)))
slant(x, y, c) = 0.5 * atan2(2 * c, x - y) * 180 / pi

unset grid
unset tics
set border 15 linewidth 0.8 linecolor rgb pale
set multiplot
set style fill empty
set style ellipse units xx

do for [k = 1:7] for [m = 1:2] {
    place = k <= 4 ? k - 1 : k - 5
    row = (k <= 4 ? 0 : 2) + m - 1
    left = 0.045 + 0.2395 * place
    top = 0.955 - 0.2395 * row - (row > 1 ? 0.012 : 0)
    set lmargin at screen left
    set rmargin at screen left + 0.2295
    set tmargin at screen top
    set bmargin at screen top - 0.9 * 0.2295
    chosen(name) = when(is('code', codes[k]) && is('method', methods[m]), column(name))
    # What is counted is counted in no panel's range.
    set xrange [*:*]
    set yrange [*:*]
    stats 'planes.tsv' using (chosen('share')):(chosen('accuracy')) nooutput name 'PLANE'
    stats 'planes.tsv' using (chosen('centre_x')):(chosen('centre_y')) nooutput name 'CENTRE'
    stats 'planes.tsv' using (chosen('half')) nooutput name 'HALF'
    half = HALF_max
    set xrange [CENTRE_max_x - half : CENTRE_max_x + half]
    # Room for a line of numbers below.
    set yrange [CENTRE_max_y - 1.08 * half : CENTRE_max_y + 0.92 * half]
    if (m == 1) { set title names[k] offset 0, -0.6 font ',14' } else { unset title }
    if (place == 0) { set ylabel methodNames[m] offset 1.1 font ',14' } else { unset ylabel }
    set label 1 sprintf('%.0f %% of variance', 100 * PLANE_max_x) at graph 0.03, 0.05 left font ',12' textcolor rgb ink front
    set label 2 sprintf('%.0f %% right', 100 * PLANE_max_y) at graph 0.97, 0.05 right font ',12' textcolor rgb ink front
    plot 'points.tsv' using (chosen('x')):(chosen('y')):(0.01 * half):(0) with vectors nohead linewidth 1.6 linecolor rgb '#B5B5B5', \
         'planes.tsv' using (chosen('mean_x')):(chosen('mean_y')):(2 * longer(column('variance_x'), column('variance_y'), column('covariance'))):(2 * shorter(column('variance_x'), column('variance_y'), column('covariance'))):(slant(column('variance_x'), column('variance_y'), column('covariance'))) \
             with ellipses linewidth 0.9 linecolor rgb sky, \
         'planes.tsv' using (chosen('label_x')):(chosen('label_y')):(sprintf('{/:Bold %d}', column('class'))) with labels font ',13' textcolor rgb ink
}
unset multiplot
