import Datasets
import ImageCompression
import ImageQuality
import Images
import Pixels
import Tensors

/// The rows of the printed tables and of their corrections, each over all images and by class.
struct ReplayedMetrics {
    private(set) var measurements: StageMeasurements
    private let set: ImageSet
    private let originals: [PixelImage]

    init(measurements: StageMeasurements, set: ImageSet) {
        (self.measurements, self.set) = (measurements, set)
        originals = set.greyPictures
        addBytes(of: originals, named: "original")
        addObjectSizes()
    }

    /// What is printed for JPEG and for JPEG2000, and how far it is from the images.
    mutating func addResized(side: Int) {
        let resized = originals.map {
            $0.resizedByBox(height: side, width: side).resizedByBox(height: set.height, width: set.width)
        }
        addBytes(of: resized, named: "box-resized")
        addQuality(of: resized, named: "box-resized")
    }

    /// What a JPEG row would have shown: real files, headers and all, read back.
    mutating func addCompressed(quality: Int) throws {
        let settings = JPEG.Settings(quality: quality)
        let files = originals.map { JPEG.encode($0, settings) }
        let decoded = try files.map { try JPEG.decode($0) }
        let name = "jpeg-\(quality)"
        addBytes(of: decoded, named: name)
        addQuality(of: decoded, named: name)
        add("bitsPerPixel", of: name, files.map { Double($0.count * 8) / Double(set.pixelsPerImage) }, "bits per pixel")
    }

    /// What is printed for the network, and the same of its output as pictures.
    ///
    /// - Parameter outputs: `[images, pixels]`, nominally in [0, 1].
    /// - Throws: ``ReconstructionNotFinite``.
    mutating func addNetwork(_ outputs: Tensor, codeWidth: Int) throws {
        let pictures = ImageSet(
            height: set.height, width: set.width, pixels: try ByteMatrix(reconstructions: outputs).bytes,
            labels: set.labels
        ).greyPictures
        let rows = (0..<set.count).map { Array(outputs.rows($0..<$0 + 1).elements) }
        let entropies = rows.map { shannonEntropy(ofDistinct: $0) }
        add("pixelEntropy", of: "network-float32", entropies, MeasurementUnit.entropy)
        add(
            "shiftedPixelEntropy", of: "network-float32", entropies.map(MetricReplay.shiftedDecimalPoint),
            MeasurementUnit.entropy)
        add(
            "meanOverDeviation", of: "network-float32",
            rows.map { MetricReplay.meanOverDeviation(of: $0.map(Double.init)) }, MeasurementUnit.ratio)
        addBytes(of: pictures, named: "network-uint8")
        addQuality(of: pictures, named: "network-uint8")
        measurements.add(
            "bitsPerPixel", of: "network-codes-float32", Double(codeWidth * 32) / Double(set.pixelsPerImage),
            unit: "bits per pixel", split: .test)
    }

    /// The printed bits per pixel, 24.3367 and 32.3367 for 28 × 28: of three bytes a pixel (a grey JPEG read in colour), and of one float32.
    private mutating func addObjectSizes() {
        for (subject, bytes) in [("jpeg", 3), ("network", 4)] {
            measurements.add(
                "pythonObjectBitsPerPixel", of: subject,
                MetricReplay.pythonObjectBitsPerPixel(pixels: set.pixelsPerImage, bytesPerPixel: bytes),
                unit: "bits per pixel", split: .test)
        }
    }

    private mutating func addBytes(of pictures: [PixelImage], named subject: String) {
        add("pixelEntropy", of: subject, pictures.map { shannonEntropy(of: $0.bytes) }, MeasurementUnit.entropy)
        add(
            "meanOverDeviation", of: subject,
            pictures.map { MetricReplay.meanOverDeviation(of: $0.bytes.map(Double.init)) }, MeasurementUnit.ratio)
    }

    /// A signal-to-noise ratio with a reference: that of the class's mean error, in dB.
    private mutating func addQuality(of pictures: [PixelImage], named subject: String) {
        let errors = zip(pictures, originals).map { meanSquaredError($0, $1) }
        let powers = originals.map { image in
            Double(image.bytes.reduce(0) { $0 + Int($1) * Int($1) }) / (Double(image.bytes.count) * 65_025)
        }
        for (label, members) in groups {
            let error = members.reduce(0) { $0 + errors[$1] } / Double(members.count)
            let power = members.reduce(0) { $0 + powers[$1] } / Double(members.count)
            measurements.add(
                "peakSignalToNoiseRatio", of: subject, peakSignalToNoiseRatio(ofMeanSquaredError: error),
                unit: MeasurementUnit.decibels, split: .test, class: label)
            measurements.add(
                "signalToNoiseRatio", of: subject, peakSignalToNoiseRatio(ofMeanSquaredError: error / power),
                unit: "dB, mean square of the image", split: .test, class: label)
        }
    }

    private mutating func add(_ metric: String, of subject: String, _ values: [Double], _ unit: String) {
        for (label, members) in groups {
            measurements.add(
                metric, of: subject, members.reduce(0) { $0 + values[$1] } / Double(members.count), unit: unit,
                split: .test, class: label)
        }
    }

    /// All images, under `nil`, and the images of each class.
    private var groups: [(label: Int?, members: [Int])] {
        let all: [(label: Int?, members: [Int])] = [(nil, Array(set.labels.indices))]
        let classes = Dictionary(grouping: set.labels.indices) { Int(set.labels[$0]) }
        return all + classes.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}

extension MeasurementUnit {
    fileprivate static let entropy = "bits per pixel, mean over images"
    fileprivate static let ratio = "ratio, mean over images"
}
