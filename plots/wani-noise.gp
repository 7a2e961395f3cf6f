# What the networks of Wani and Selvam (2020) make of noise: gain in dB for each noise of training and of testing.
# Data: fields.tsv (panel, recipe, train_noise, test_noise, x, y, gain); x and y count the noises from 0, the notebook's recipe is uppermost.

figureWidth = 880
figureHeight = 430
load 'style.gp'

stats 'fields.tsv' using (column("x")) nooutput name 'columns'
stats 'fields.tsv' using (column("y")) nooutput name 'rows'

unset grid
set border 0
set tics scale 0
set xrange [-0.5 : columns_max + 0.5]
set yrange [-0.5 : rows_max + 0.5]
set cbrange [-15 : 15]
set palette defined (-15 '#B2400A', -5 '#F0A27A', 0 '#FFFFFF', 5 '#7FB7DC', 15 '#00548A')
set format xy ''
unset colorbox
set xlabel 'standard deviation of the noise in testing, of 255' offset 0, -0.6

# Dark fields have white numbers.
paint(gain) = abs(gain) > 9 ? 0xFFFFFF : 0x222222
number(gain) = gain > 0 ? sprintf('+%.1f', gain) : sprintf('−%.1f', -gain)
trained(recipe, noise) = recipe eq 'notebook' ? sprintf("notebook: %d", noise) : noise == 0 ? 'none' : sprintf('%d', noise)

set multiplot
set tmargin at screen 0.86
set bmargin at screen 0.16

do for [panel = 1:2] {
    name = panel == 1 ? 'input' : 'clipped'
    set lmargin at screen (panel == 1 ? 0.175 : 0.585)
    set rmargin at screen (panel == 1 ? 0.565 : 0.975)
    set title (panel == 1 ? 'Against the noisy image, dB' : 'Against the noisy image clipped to [0,1], dB') offset 0, 0.2
    if (panel == 1) {
        set label 1 'trained with noise of' at screen 0.165, screen 0.917 right textcolor rgb ink
    } else {
        unset label 1
        unset label 999
    }
    plot 'fields.tsv' using (when(is("panel", name), column("x"))):(column("y")):(column("gain")) with image pixels, \
         '' using (when(is("panel", name), column("x"))):(column("y")):(number(column("gain"))):(paint(column("gain"))) \
             with labels center textcolor rgb variable, \
         '' using (when(is("panel", name) && column("y") == 0, column("x"))):(-0.5):(sprintf("%d", column("test_noise"))) \
             with labels center offset 0, -0.8 textcolor rgb ink, \
         '' using (when(is("panel", name) && panel == 1 && column("x") == 0, -0.5)):(column("y")):(trained(strcol("recipe"), column("train_noise"))) \
             with labels right offset -0.6, 0 textcolor rgb ink
}
unset multiplot
