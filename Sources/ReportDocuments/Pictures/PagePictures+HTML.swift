import Foundation

extension PagePictures {
    /// Without the script, all pictures in one and the methods' files; the script reads the rest.
    var html: HTML {
        let rows = methods.enumerated().map { number, method -> HTML in
            let each = [method.file.header, method.file.sideTables, method.file.payload].map { bytes -> HTML in
                "<td class=\"number\">\(bytes)</td>"
            }
            return """
                <tr><td class="number">\(number + 1)</td><td>\(method.name)</td><td><code>\(method.setting)</code></td>\(each)\
                <td class="number">\(PagePictures.rounded(method.bitsPerPixel, 3))</td>\
                <td class="number">\(method.peakSignalToNoiseRatio.map { PagePictures.rounded($0, 2) } ?? "∞")</td></tr>

                """
        }
        let table: HTML = """
            <table>
            <thead><tr><th scope="col" class="number">row</th><th scope="col">codec</th><th scope="col">setting</th>\
            <th scope="col" class="number">header</th><th scope="col" class="number">side tables</th>\
            <th scope="col" class="number">payload, bytes</th><th scope="col" class="number">bits per pixel</th>\
            <th scope="col" class="number">PSNR, dB</th></tr></thead>
            <tbody>
            \(rows)</tbody>
            </table>
            """
        return """
            <div class="picture-set" data-set="\(name)">
            <script type="application/json">\(HTML(verbatim: json))</script>
            <details class="table"><summary>All pictures of \(name) in one, and the files they come from</summary>
            <p><img class="sprite" alt="Originals in the first row, below them what each codec gives back" \
            src="data:image/png;base64,\(sprite.base64EncodedString())">
            <img class="sprite differences" alt="What differs, in the same places; grey is no difference" \
            src="data:image/png;base64,\(differences.base64EncodedString())"></p>
            \(ScrollRegion.around(table, label: "Files of \(name)"))
            <p class="notes">One file of \(methods.first?.images ?? 0) images for each codec; its decoder's weights are not counted. From \
            <code>\(source)</code>.</p>
            </details>
            </div>

            """
    }

    private static func rounded(_ number: Double, _ decimals: Int) -> String {
        String(format: "%.\(decimals)f", number)
    }
}

extension ReportPage {
    var pictureSection: HTML {
        guard !pictures.isEmpty else { return "" }
        let sets = pictures.map { set -> HTML in "<option>\(set.name)</option>" }
        return """
            <section id="pictures">
            <h2>Pictures</h2>
            <p>What comes back of an image, and what the codec's file consists of. Images and settings are chosen by rule, not by eye: of each class
            the image whose error is the median, and some of the worst tenth of all, by the errors of principal components, which are of none of
            the papers; each codec in the setting whose file of all test images comes nearest to one rate.</p>
            <form id="picture-browser" hidden>
            <p class="choices"><label>Set <select name="set">\(sets)</select></label>
            <label>Images <select name="choice"></select></label></p>
            <fieldset class="images"><legend>Image</legend><div></div></fieldset>
            <div class="shown" aria-live="polite">
            <figure><canvas width="28" height="28" role="img"></canvas><figcaption>original</figcaption></figure>
            <figure><canvas width="28" height="28" role="img"></canvas><figcaption>given back</figcaption></figure>
            <figure><canvas width="28" height="28" role="img"></canvas><figcaption>difference</figcaption></figure>
            </div>
            <dl></dl>
            <p class="notes">Each pixel is enlarged as it is. Difference: given back less original; grey where they are equal, lighter where it
            became too light, darker where too dark, one level for one level.</p>
            \(ScrollRegion.around(PagePictures.codecTable, label: "Codecs"))
            <p class="notes">One file of all test images is shared out among them, and so are its bits per pixel; a file alone holds this image and
            no other, with headers and tables of its own. A model's weights are in neither. PSNR is of this image in the file of all.</p>
            </form>
            \(pictures.map(\.html))</section>

            """
    }
}

extension PagePictures {
    /// The script fills it.
    fileprivate static let codecTable: HTML = """
        <table class="codecs">
        <thead><tr><th scope="col">Codec</th><th scope="col" class="number">PSNR, dB</th><th scope="col" class="number">bits per pixel</th>\
        <th scope="col">in one file of all, bytes per image<br>\
        <span class="key header">header</span> <span class="key side">side tables</span> <span class="key payload">payload</span></th>\
        <th scope="col">in a file alone, bytes</th></tr></thead>
        <tbody></tbody>
        </table>
        """
}
