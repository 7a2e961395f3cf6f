import NeuralNetworks
import Pixels
import Tensors

/// The memory in which a picture goes through a network, strip by strip of one width.
struct BandedRun {
    private let network: BandedNetwork
    private let pictureHeight: Int
    private let kinds: StepKinds
    /// For each kind of step, its layers at work and what they see.
    private let workers: [Network]
    private var windows: [BandWindow]
    /// For each step, the last rows that it saw, which it sees again in the next turn.
    private var keptRows: [[Float]]

    init(of network: BandedNetwork, width: Int, pictureHeight: Int) {
        (self.network, self.pictureHeight) = (network, pictureHeight)
        kinds = StepKinds(of: network.steps)
        let bandHeight = network.bandHeight
        workers = kinds.examples.map { Network($0.architecture(bandHeight: bandHeight, width: width)) }
        windows = kinds.examples.map { BandWindow(of: $0, bandHeight: bandHeight, width: width) }
        keptRows = network.steps.map {
            [Float](repeating: 0, count: $0.numbers(bandHeight: bandHeight, width: width).kept)
        }
    }

    /// How many numbers a run keeps in memory.
    static func numbers(of steps: [BandedStep], bandHeight: Int, width: Int) -> Int {
        let kept = steps.reduce(0) { $0 + $1.numbers(bandHeight: bandHeight, width: width).kept }
        return StepKinds(of: steps).examples.reduce(kept) {
            let numbers = $1.numbers(bandHeight: bandHeight, width: width)
            return $0 + numbers.seen + numbers.outputs
        }
    }

    /// Sends one strip of a picture through, from top to bottom.
    ///
    /// - Parameter body: called for each row, with the network's numbers for the columns that are taken from the strip.
    mutating func forward(
        _ picture: PixelImage, _ span: StripSpan, using kernels: any Kernels,
        _ body: (_ row: Int, _ answer: UnsafeBufferPointer<Float>) -> Void
    ) {
        // The rows that the strip before has left are zeros, from below the picture, where they are near enough for this one's first row.
        let bandHeight = network.bandHeight
        for turn in 0..<(pictureHeight + network.radius + bandHeight - 1) / bandHeight {
            var top = turn * bandHeight
            show(picture, span, rowsFrom: top)
            for (index, step) in network.steps.enumerated() {
                top -= step.padding
                windows[kinds.ofStep[index]].exchange(&keptRows[index])
                take(index, rowsFrom: top, using: kernels) { row, numbers in
                    let start = (span.kept.lowerBound - span.start) * 3
                    body(row, UnsafeBufferPointer(rebasing: numbers[start..<start + span.kept.count * 3]))
                }
            }
        }
    }

    /// Gives the picture's rows to the first step.
    private mutating func show(_ picture: PixelImage, _ span: StripSpan, rowsFrom top: Int) {
        for row in 0..<network.bandHeight {
            guard top + row < pictureHeight else {
                windows[kinds.ofStep[0]].clear(row)
                continue
            }
            let start = ((top + row) * picture.width + span.start) * 3
            let line = picture.bytes[start..<start + span.length * 3].map { Float($0) / 255 }
            line.withUnsafeBufferPointer { windows[kinds.ofStep[0]].set(row, to: $0) }
        }
    }

    /// Takes a step, and gives its rows to the next step, or the last one's that lie in the picture to `body`.
    private mutating func take(
        _ index: Int, rowsFrom top: Int, using kernels: any Kernels,
        _ body: (_ row: Int, _ numbers: UnsafeBufferPointer<Float>) -> Void
    ) {
        let next = index + 1 < network.steps.count ? kinds.ofStep[index + 1] : nil
        let rows = 0..<network.bandHeight
        guard top < pictureHeight, top + network.bandHeight > 0 else {
            if let next { for row in rows { windows[next].clear(row) } }
            return
        }
        let kind = kinds.ofStep[index]
        network.steps[index].lendNumbers(to: workers[kind])
        // Held no longer than this call: a worker whose last answer is still held takes memory anew for the next.
        let answer = workers[kind].forward(windows[kind].tensor, using: kernels)
        let rowLength = answer.columns / rows.count
        answer.elements.withUnsafeBufferPointer { numbers in
            for row in rows {
                let line = UnsafeBufferPointer(rebasing: numbers[row * rowLength..<(row + 1) * rowLength])
                let isInside = (0..<pictureHeight).contains(top + row)
                if let next {
                    if isInside { windows[next].set(row, to: line) } else { windows[next].clear(row) }
                } else if isInside {
                    body(top + row, line)
                }
            }
        }
    }
}

/// Steps grouped by their layers: those of a group work in the same memory.
private struct StepKinds {
    /// For each step, the place of its kind in ``examples``.
    let ofStep: [Int]
    /// For each kind, its first step.
    let examples: [BandedStep]

    init(of steps: [BandedStep]) {
        var examples: [BandedStep] = []
        ofStep = steps.map { step in
            if let kind = examples.firstIndex(where: { $0.channels == step.channels && $0.layers == step.layers }) {
                return kind
            }
            examples.append(step)
            return examples.count - 1
        }
        self.examples = examples
    }
}

/// What a step sees in a turn: the rows that it saw last, and a band of new ones, with zeros at both sides.
private struct BandWindow {
    /// `[1, band + 2·padding, width + 2·padding, channels]`.
    private(set) var tensor: Tensor
    /// Numbers in a row, in its zeros at one side, and in the rows that are kept.
    private let line: Int, side: Int, kept: Int

    init(of step: BandedStep, bandHeight: Int, width: Int) {
        tensor = Tensor(
            [1, bandHeight + 2 * step.padding, width + 2 * step.padding, step.channels])
        line = (width + 2 * step.padding) * step.channels
        side = step.padding * step.channels
        kept = 2 * step.padding * line
    }

    /// Puts the kept rows above the new ones, and keeps the last rows in their place.
    mutating func exchange(_ keptRows: inout [Float]) {
        tensor.withElements { numbers in
            keptRows.withUnsafeMutableBufferPointer { keptRows in
                _ = UnsafeMutableBufferPointer(rebasing: numbers[..<kept]).update(fromContentsOf: keptRows)
                _ = keptRows.update(fromContentsOf: numbers[(numbers.count - kept)...])
            }
        }
    }

    /// Changes a new row, between the zeros at both sides.
    mutating func set(_ row: Int, to numbers: UnsafeBufferPointer<Float>) {
        let start = kept + row * line + side
        tensor.withElements {
            _ = UnsafeMutableBufferPointer(rebasing: $0[start..<start + line - 2 * side]).update(
                fromContentsOf: numbers)
        }
    }

    mutating func clear(_ row: Int) {
        let start = kept + row * line
        tensor.withElements { UnsafeMutableBufferPointer(rebasing: $0[start..<start + line]).update(repeating: 0) }
    }
}
