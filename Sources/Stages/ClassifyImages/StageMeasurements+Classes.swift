import ImageCompression
import ImageQuality
import Tensors

extension StageMeasurements {
    /// Accuracy and cross-entropy, over all images and by class, and the confusion matrix, a row for each class and answer.
    mutating func add(_ answers: Classification, of subject: String) {
        for label in [nil] + (0..<answers.classes).map(Optional.some) {
            let index = label.map { UInt8($0) }
            guard index == nil || answers.labels.contains(where: { $0 == index }) else { continue }
            add(
                "accuracy", of: subject, answers.accuracy(ofClass: index), unit: MeasurementUnit.fraction, split: .test,
                class: label)
            add(
                "softmaxCrossEntropy", of: subject, answers.crossEntropy(ofClass: index),
                unit: MeasurementUnit.classCrossEntropy, split: .test, class: label)
        }
        for (label, row) in answers.confusion.enumerated() {
            for (answer, count) in row.enumerated() where count > 0 {
                add(
                    "answeredImages", of: subject, Double(count), unit: MeasurementUnit.count, split: .test,
                    class: label, step: answer)
            }
        }
    }

    /// What two sets' answers differ in; `subject` names the first and the second.
    mutating func add(_ test: McNemarTest, of subject: String) {
        add(
            "onlyFirstRight", of: subject, Double(test.onlyFirst), unit: MeasurementUnit.count, split: .test)
        add(
            "onlySecondRight", of: subject, Double(test.onlySecond), unit: MeasurementUnit.count, split: .test)
        add(
            "mcNemarProbability", of: subject, test.probability, unit: MeasurementUnit.probability, split: .test)
    }

    /// The error of 8-bit reconstructions.
    mutating func addError(of images: ByteMatrix, named subject: String, against originals: ByteMatrix) {
        let error = ReconstructionError(of: images, against: originals)
        add(
            "meanSquaredError", of: subject, error.mean, unit: MeasurementUnit.meanSquaredError, split: .test)
        add(
            "peakSignalToNoiseRatio", of: subject, peakSignalToNoiseRatio(ofMeanSquaredError: error.mean),
            unit: MeasurementUnit.decibels, split: .test)
    }
}
