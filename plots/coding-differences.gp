# How much rate codecs take more or less than an anchor at each PSNR that both reach: what Bjøntegaard's averages are of.
# Below each panel the qualities that an average is taken over.
# Data: curves.tsv (images, anchor, codec, decibels, percent, mean, from_decibels, to_decibels, is_shown).

figureWidth = 920
figureHeight = 760
load 'style.gp'

array sets[2] = ["digits", "garments"]
array anchors[2] = ["JPEG mosaic", "principal components"]
array codecs[9] = ["rate–distortion convolutional", "rate–distortion dense", "wani", "ercan", "patel", "feng-ann", "principal components", "WebP mosaic", "JPEG 2000 mosaic"]
array colours[9] = [blue, sky, green, orange, purple, vermilion, ink, grey, grey]
array dashes[9] = [1, 1, 1, 1, 1, 1, 1, 1, 3]

set xrange [14 : 42]
set xtics 5
set yrange [-142 : 120]
set ytics ('−80' -80, '−60' -60, '−40' -40, '−20' -20, '0' 0, "+20" 20, "+40" 40, "+60" 60, "+80" 80, "+100" 100)
set multiplot

of(a, k, codec, name) = when(is("anchor", anchors[a]) && is("images", sets[k]) && is("codec", codec), column(name))
lane(i) = -88 - 5.5 * i

do for [a = 1:2] {
    do for [k = 1:2] {
        set lmargin at screen (k == 1 ? 0.085 : 0.42)
        set rmargin at screen (k == 1 ? 0.4 : 0.735)
        set tmargin at screen (a == 1 ? 0.945 : 0.463)
        set bmargin at screen (a == 1 ? 0.573 : 0.09)
        set title sprintf("%s, against %s", sets[k], a == 1 ? 'a mosaic of JPEG' : 'principal components') offset 0, -0.5
        if (a == 2) { set xlabel 'PSNR of all test images, dB' } else { unset xlabel }
        if (k == 1) {
            set ylabel 'rate above the anchor''s, %' offset 1
            set format y '%g'
            set ytics ('−80' -80, '−60' -60, '−40' -40, '−20' -20, '0' 0, "+20" 20, "+40" 40, "+60" 60, "+80" 80, "+100" 100)
        } else {
            unset ylabel
            set ytics ("" -80, "" -60, "" -40, "" -20, "" 0, "" 20, "" 40, "" 60, "" 80, "" 100)
        }
        if (a == 1 && k == 2) {
            set key at screen 0.75, screen 0.93 left top Left reverse spacing 1.35 samplen 2.2 textcolor rgb ink
        } else {
            unset key
        }
        set arrow 1 from 14, 0 to 42, 0 nohead linewidth 1 linecolor rgb grey
        plot for [i = 1:9] 'curves.tsv' using (of(a, k, codecs[i], "decibels")):(column("is_shown") == 1 ? column("percent") : NaN) \
                 with lines linewidth 2 dashtype dashes[i] linecolor rgb colours[i], \
             for [i = 1:9] '' using (when(column("decibels") == column("from_decibels"), of(a, k, codecs[i], "from_decibels"))):(lane(i)):(column("to_decibels") - column("from_decibels")):(0) \
                 with vectors nohead linewidth 2.5 dashtype dashes[i] linecolor rgb colours[i], \
             for [i = 1:9] NaN with lines linewidth 2 dashtype dashes[i] linecolor rgb colours[i] title codecs[i]
        unset label 999
    }
}
unset multiplot
