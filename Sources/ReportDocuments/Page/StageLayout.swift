/// Where each stage stands in the drawing: a lane for each namespace, columns from left to right, so that what a stage needs stands left
/// of it.
///
/// Stages that nothing needs and that read the same published files, as the tables and figures of one paper do, are one box, which
/// stands in the lane of what it reads: sixty boxes with the same arrows say no more than one.
struct StageLayout {
    struct Box {
        /// Numbers of the stages that it stands for; all of one namespace.
        let stages: [Int]
        let namespace: String
        let label: String
        fileprivate(set) var lane = 0
        fileprivate(set) var column = 0
        /// From the top of its lane.
        fileprivate(set) var row = 0
        /// Numbers of boxes.
        fileprivate(set) var needs: [Int] = []
        fileprivate(set) var reads: [Int] = []
        /// Those of `needs` from which another way leads here, too.
        fileprivate(set) var implied: Set<Int> = []
    }

    struct Lane {
        let name: String
        /// How many boxes stand above one another in its fullest column.
        fileprivate(set) var height = 0
    }

    private(set) var boxes: [Box] = []
    private(set) var lanes: [Lane] = []

    var columns: Int { (boxes.map(\.column).max() ?? -1) + 1 }

    /// - Parameter papers: Their lanes in order; above them stand those of data, below them all others.
    init(_ stages: [PageStage], papers: [String]) {
        let boxOfStage = makeBoxes(stages)
        for number in boxes.indices {
            for (edges, path) in [(\PageStage.needs, \Box.needs), (\PageStage.reads, \Box.reads)] {
                var seen: Set<Int> = [number]
                boxes[number][keyPath: path] = boxes[number].stages.flatMap { stages[$0][keyPath: edges] }
                    .map { boxOfStage[$0] }.filter { seen.insert($0).inserted }
            }
        }
        placeInColumns()
        findImplied()
        placeInLanes(papers: papers)
        placeInRows()
    }

    /// - Returns: The number of each stage's box.
    private mutating func makeBoxes(_ stages: [PageStage]) -> [Int] {
        let needed = Set(stages.flatMap { $0.needs + $0.reads })
        var boxOfGroup: [String: Int] = [:]
        let members = Dictionary(grouping: stages.indices) { number -> String in
            let stage = stages[number]
            guard stage.needs.isEmpty, !stage.reads.isEmpty, !needed.contains(number) else { return stage.name }
            return "\(stage.namespace) \(stage.reads.sorted())"
        }
        let groupOfStage = Dictionary(
            uniqueKeysWithValues: members.flatMap { group, numbers in numbers.map { ($0, group) } })
        return stages.indices.map { number in
            guard let group = groupOfStage[number], let numbers = members[group] else { return 0 }
            if let box = boxOfGroup[group] { return box }
            let stage = stages[number]
            let label = numbers.count > 1 ? "\(stage.namespace) ×\(numbers.count)" : stage.label
            boxes.append(Box(stages: numbers, namespace: stage.namespace, label: label))
            boxOfGroup[group] = boxes.count - 1
            return boxes.count - 1
        }
    }

    /// The column of a box is the length of the longest way to it. Matrices drawn as one stage may need each other's instances: the way
    /// back is left out of account.
    private mutating func placeInColumns() {
        var columns: [Int?] = boxes.map { _ in nil }
        var open: Set<Int> = []
        func column(of number: Int) -> Int {
            if let known = columns[number] { return known }
            guard open.insert(number).inserted else { return -1 }
            let found = ((boxes[number].needs + boxes[number].reads).map(column).max() ?? -1) + 1
            open.remove(number)
            columns[number] = found
            return found
        }
        for number in boxes.indices { boxes[number].column = column(of: number) }
    }

    /// Everything needs the data, most of it by way of a training as well: without its own arrows the ways are easier to see.
    private mutating func findImplied() {
        var reached: [Set<Int>] = boxes.map { _ in [] }
        for number in boxes.indices.sorted(by: { (boxes[$0].column, $0) < (boxes[$1].column, $1) }) {
            let left = (boxes[number].needs + boxes[number].reads).filter { boxes[$0].column < boxes[number].column }
            let beyond = left.reduce(into: Set<Int>()) { $0.formUnion(reached[$1]) }
            boxes[number].implied = beyond.intersection(boxes[number].needs)
            reached[number] = beyond.union(left)
        }
    }

    private mutating func placeInLanes(papers: [String]) {
        func lane(of box: Box) -> String {
            let read = Set(box.reads.map { boxes[$0].namespace })
            return box.needs.isEmpty && read.count == 1 ? read.first ?? box.namespace : box.namespace
        }
        var seen: Set<String> = []
        let names = boxes.map(lane).filter { seen.insert($0).inserted }
        let data = names.filter { name in boxes.contains { $0.column == 0 && $0.namespace == name } }
        let middle = papers.filter { names.contains($0) && !data.contains($0) }
        let ordered = data + middle + names.filter { !data.contains($0) && !middle.contains($0) }
        let numbers = Dictionary(uniqueKeysWithValues: zip(ordered, ordered.indices))
        for number in boxes.indices { boxes[number].lane = numbers[lane(of: boxes[number])] ?? 0 }
        lanes = ordered.map { Lane(name: $0) }
    }

    /// Below one another in the order of what they need, which keeps arrows from crossing.
    private mutating func placeInRows() {
        for column in 0..<columns {
            for lane in lanes.indices {
                let here = boxes.indices.filter { boxes[$0].column == column && boxes[$0].lane == lane }
                let heights = here.map { number -> (height: Double, number: Int) in
                    let left = (boxes[number].needs + boxes[number].reads).filter { boxes[$0].column < column }
                    let sum = left.reduce(0) { $0 + 100 * boxes[$1].lane + boxes[$1].row }
                    return (left.isEmpty ? 0 : Double(sum) / Double(left.count), number)
                }
                for (row, place) in heights.sorted(by: { ($0.height, $0.number) < ($1.height, $1.number) }).enumerated()
                {
                    boxes[place.number].row = row
                }
                lanes[lane].height = max(lanes[lane].height, here.count)
            }
        }
    }
}
