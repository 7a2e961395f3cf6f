/// The graph of the stages as a picture within the page. All measures are in its own units, which are pixels where it is shown in full.
struct StageDrawing {
    private let stages: [PageStage]
    private let layout: StageLayout
    /// Left edge and width of each column's boxes.
    private let columns: [(left: Int, width: Int)]
    /// Top edge of each lane.
    private let tops: [Int]

    private static let rowHeight = 26
    private static let boxHeight = 20
    /// Of a lane, above its boxes, where its name stands.
    private static let laneHead = 20
    private static let laneGap = 8
    private static let columnGap = 36
    /// Of a letter in the boxes, a little more than most fonts take.
    private static let letterWidth = 6.6

    init(_ stages: [PageStage], papers: [String]) {
        self.stages = stages
        layout = StageLayout(stages, papers: papers)
        var left = 12
        var columns: [(Int, Int)] = []
        for column in 0..<layout.columns {
            let longest = layout.boxes.filter { $0.column == column }.map(\.label.count).max() ?? 0
            let width = Int(Double(longest) * Self.letterWidth) + 14
            columns.append((left, width))
            left += width + Self.columnGap
        }
        var top = 4
        var tops: [Int] = []
        for lane in layout.lanes {
            tops.append(top)
            top += Self.laneHead + lane.height * Self.rowHeight + Self.laneGap
        }
        self.columns = columns
        self.tops = tops
    }

    var html: HTML {
        let width = (columns.last.map { $0.left + $0.width } ?? 0) + 12
        let height = (tops.last ?? 0) + (layout.lanes.last.map(laneHeight) ?? 0) + 4
        let lanes = layout.lanes.indices.map { number -> HTML in
            """
            <g class="lane colour-\(number % StageDrawing.colours)"><rect x="2" y="\(tops[number])" width="\(width - 4)" \
            height="\(laneHeight(layout.lanes[number]))" rx="6"/><text x="10" y="\(tops[number] + 14)">\(layout.lanes[number].name)</text></g>

            """
        }
        return """
            <svg id="graph" viewBox="0 0 \(width) \(height)" width="\(width)" height="\(height)" role="group" aria-label="Graph of the stages">
            <defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="6" markerHeight="6" orient="auto">\
            <path d="M0,0.5 L8,4 L0,7.5 z"/></marker></defs>
            \(lanes)\(layout.boxes.indices.map(edges))\(layout.boxes.indices.map(box))</svg>
            """
    }

    /// As many as the style has.
    private static let colours = 9

    private func laneHeight(_ lane: StageLayout.Lane) -> Int { Self.laneHead + lane.height * Self.rowHeight }

    private func frame(of box: StageLayout.Box) -> (x: Int, y: Int, width: Int) {
        let column = columns[box.column]
        return (column.left, tops[box.lane] + Self.laneHead + box.row * Self.rowHeight, column.width)
    }

    /// The arrows that end at a box.
    private func edges(to number: Int) -> HTML {
        let end = frame(of: layout.boxes[number])
        let middle = Self.boxHeight / 2
        func path(from other: Int, kind: HTML) -> HTML {
            let start = frame(of: layout.boxes[other])
            let (x, y) = (start.x + start.width, start.y + middle)
            let bend = max(18, min(60, (end.x - x) / 2))
            return """
                <path class="edge\(kind)" data-from="\(other)" data-to="\(number)" marker-end="url(#arrow)" \
                d="M\(x),\(y) C\(x + bend),\(y) \(end.x - bend),\(end.y + middle) \(end.x - 1),\(end.y + middle)"/>

                """
        }
        let box = layout.boxes[number]
        let needs = box.needs.map { path(from: $0, kind: box.implied.contains($0) ? " implied" : "") }
        return "\(needs)\(box.reads.map { path(from: $0, kind: " published") })"
    }

    private func box(_ number: Int) -> HTML {
        let box = layout.boxes[number]
        let (x, y, width) = frame(of: box)
        let lane = layout.lanes.firstIndex { $0.name == box.namespace } ?? 0
        // Each stage keeps a place of its own to be linked to.
        let others = box.stages.dropFirst().map { number -> HTML in "<g id=\"\(stages[number].anchor)\"></g>" }
        return """
            <g class="stage colour-\(lane % Self.colours)" id="\(stages[box.stages[0]].anchor)" data-number="\(number)" tabindex="0" role="img" \
            aria-label="\(box.namespace)/\(box.label)">\(others)<title>\(title(of: box))</title>\
            <rect x="\(x)" y="\(y)" width="\(width)" height="\(Self.boxHeight)" rx="4"/>\
            <text x="\(x + 7)" y="\(y + 14)">\(box.label)</text></g>

            """
    }

    private func title(of box: StageLayout.Box) -> String {
        let names = box.stages.map { number in
            let stage = stages[number]
            return stage.instances > 1 ? "\(stage.name) (\(stage.instances) instances)" : stage.name
        }
        func sentence(_ words: String, _ boxes: [Int]) -> [String] {
            let names = boxes.flatMap { layout.boxes[$0].stages }.map { stages[$0].name }
            return names.isEmpty ? [] : ["\(words) \(names.joined(separator: ", "))"]
        }
        let lines = names + sentence("needs", box.needs) + sentence("reads as published", box.reads)
        return lines.joined(separator: "\n")
    }
}

extension ReportPage {
    var stageSection: HTML {
        guard !stages.isEmpty else { return "" }
        return """
            <section id="stages">
            <h2>Stages</h2>
            <p>\(stages.reduce(0) { $0 + $1.instances }) stages, each matrix drawn as one box; coloured by paper. An arrow goes from a stage to one that
            needs its outputs, a dashed one to one that reads the committed file in their stead, so that tables and figures are made without
            training. Arrows that go without saying, since a longer way leads there too, appear where one points at a box, with all that it
            needs. The same as text: <code>bottleneck graph</code>.</p>
            \(ScrollRegion.around(StageDrawing(stages, papers: papers).html, label: "Graph of the stages", classes: " graph"))
            </section>
            """
    }
}
