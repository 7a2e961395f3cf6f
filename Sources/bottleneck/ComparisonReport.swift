import CodecComparison
import CompressedFiles

/// What a comparison of codecs says.
struct ComparisonReport: Encodable {
    let pictures: Int, height: Int, width: Int, channels: Int
    let originalBytes: Int
    let rows: [Row]
    let leftOut: [LeftOut]
    /// `nil` where nothing was drawn.
    let sheet: Sheet?

    struct Row: Encodable {
        /// From 1.
        let number: Int
        /// Where the sheet shows it, both from 1; `nil` where nothing was drawn.
        let sheetLine: Int?, sheetColumn: Int?
        let codec: String
        let setting: String
        let bytes: Int, headerBytes: Int, sideTableBytes: Int, payloadBytes: Int
        let bitsPerPixel: Double
        /// `nil` without loss.
        let peakSignalToNoiseRatio: Double?
        /// `nil` of pictures of less than 11 × 11 pixels.
        let structuralSimilarity: Double?
        let encodingSeconds: Double, decodingSeconds: Double
    }

    struct LeftOut: Encodable {
        let codec: String
        let setting: String
        let reason: String
    }

    struct Sheet: Encodable {
        let output: String
        /// Which of the pictures.
        let image: Int
        let columns: Int
        let scale: Int
        let shownHeight: Int, shownWidth: Int
        let differenceFactor: Int

        init(_ sheet: ContactSheet, output: String, image: Int) {
            (self.output, self.image) = (output, image)
            (columns, scale) = (sheet.columns, sheet.scale)
            (shownHeight, shownWidth) = (sheet.shownHeight, sheet.shownWidth)
            differenceFactor = ContactSheet.amplification
        }
    }

    init(_ size: PictureSize, _ rows: [CodecComparison.Row], leftOut: [CodecComparison.LeftOut], sheet: Sheet?) {
        (pictures, height, width, channels) = (size.count, size.height, size.width, size.channels)
        originalBytes = size.samples
        self.rows = rows.enumerated().map { index, row in
            let outcome = row.outcome
            // The first cell is the original's.
            let place = sheet.map { (index + 1).quotientAndRemainder(dividingBy: $0.columns) }
            return Row(
                number: index + 1, sheetLine: place.map { $0.quotient + 1 },
                sheetColumn: place.map { $0.remainder + 1 }, codec: row.name, setting: row.setting,
                bytes: outcome.bytes.total,
                headerBytes: outcome.bytes.header, sideTableBytes: outcome.bytes.sideTables,
                payloadBytes: outcome.bytes.payload, bitsPerPixel: outcome.bitsPerPixel,
                peakSignalToNoiseRatio: outcome.peakSignalToNoiseRatio,
                structuralSimilarity: outcome.structuralSimilarity, encodingSeconds: outcome.encoding.seconds,
                decodingSeconds: outcome.decoding.seconds)
        }
        self.leftOut = leftOut.map { LeftOut(codec: $0.name, setting: $0.setting, reason: $0.reason) }
        self.sheet = sheet
    }

    func text(_ size: PictureSize) -> String {
        var table = TextTable(
            [.number("row")] + (sheet == nil ? [] : [.number("cell")]) + [
                .words("codec"), .words("setting"), .number("bytes"), .number("header"), .number("side tables"),
                .number("payload"), .number("bits per pixel"), .number("PSNR, dB"), .number("SSIM"),
                .number("encoded, s"), .number("decoded, s"),
            ])
        for row in rows { table.add(row.cells) }
        var lines = ["\(size.text), \(originalBytes) bytes of pixels"] + table.lines
        lines += leftOut.map { "left out: \($0.codec)\($0.setting.isEmpty ? "" : ", \($0.setting)"): \($0.reason)" }
        if let sheet { lines.append(sheet.text(size)) }
        return lines.joined(separator: "\n")
    }
}

extension ComparisonReport.Row {
    /// Of the table.
    fileprivate var cells: [String] {
        let place = [sheetLine, sheetColumn].compactMap { $0.map(String.init) }.joined(separator: "/")
        return ["\(number)"] + (place.isEmpty ? [] : [place]) + [
            codec, setting, "\(bytes)", "\(headerBytes)", "\(sideTableBytes)", "\(payloadBytes)",
            bitsPerPixel.formatted(decimals: 3), peakSignalToNoiseRatio?.formatted(decimals: 2) ?? "no loss",
            structuralSimilarity?.formatted(decimals: 4) ?? "–", encodingSeconds.formatted(decimals: 4),
            decodingSeconds.formatted(decimals: 4),
        ]
    }
}

extension ComparisonReport.Sheet {
    fileprivate func text(_ size: PictureSize) -> String {
        let which = size.count == 1 ? "" : " of picture \(image)"
        let shown =
            shownHeight == size.height && shownWidth == size.width
            ? "" : ", the middle \(shownWidth) × \(shownHeight) of each"
        return "\(output): cell 1/1 is the original\(which), 2/1 begins the second line"
            + "\(shown)\(scale == 1 ? "" : ", \(scale) times as large"); "
            + "beneath each is \(differenceFactor) times its difference from the original, grey where there is none"
    }
}
