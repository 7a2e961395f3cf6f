# What all figures share: terminal, font, colours, and the stamp on pictures made from synthetic data. A script loads it first.
#
# Given from outside: terminal ('svg' or 'png'), outputFile, synthetic (0 or 1).
# A script may set figureWidth and figureHeight, in points of the SVG, before it loads this file.

if (!exists("figureWidth")) figureWidth = 760
if (!exists("figureHeight")) figureHeight = 460

if (terminal eq 'svg') {
    set terminal svg size figureWidth, figureHeight font 'Liberation Sans,13' enhanced background '#ffffff'
} else {
    # Twice the size of the SVG, everything twice as large: the same picture for screens of today.
    set terminal pngcairo size 2 * figureWidth, 2 * figureHeight font 'Liberation Sans,13' fontscale 1.5 \
        linewidth 2 pointscale 2 enhanced background '#ffffff'
}
set output outputFile

set encoding utf8
set minussign
set datafile separator tab
set datafile missing 'NaN'
set datafile columnheaders

# Okabe and Ito's colours, which people with any colour vision tell apart.
blue = '#0072B2'
green = '#009E73'
orange = '#E69F00'
vermilion = '#D55E00'
purple = '#CC79A7'
sky = '#56B4E9'
ink = '#222222'
grey = '#767676'
pale = '#DDDDDD'

set border 3 linewidth 1 linecolor rgb grey
set tics nomirror out scale 0.6 textcolor rgb ink
set grid ytics linetype 1 linewidth 0.6 linecolor rgb '#E6E6E6'
set style fill transparent solid 0.18 noborder
set key noautotitle
set title textcolor rgb ink
set xlabel textcolor rgb ink
set ylabel textcolor rgb ink

if (synthetic) {
    set label 999 'synthetic data' at screen 0.99, screen 0.012 right font ',12' textcolor rgb '#B00000' front
}

# A column that names something, and a number where a condition holds.
is(name, text) = strcol(name) eq text
when(condition, value) = condition ? value : NaN
