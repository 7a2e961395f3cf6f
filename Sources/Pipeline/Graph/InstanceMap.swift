/// Values of some instances of a graph, by index: what a dictionary would be, at the cost of an array.
package struct InstanceMap<Value: Sendable>: Sendable {
    private var slots: [Value?]
    package private(set) var count = 0

    /// - Parameter instances: Of the graph.
    package init(instances: Int) {
        slots = Array(repeating: nil, count: instances)
    }

    /// - Precondition: The keys are indices of instances.
    package init(_ values: [Int: Value], instances: Int) {
        self.init(instances: instances)
        for (index, value) in values { self[index] = value }
    }

    package subscript(index: Int) -> Value? {
        get { slots[index] }
        set {
            count += (newValue == nil ? 0 : 1) - (slots[index] == nil ? 0 : 1)
            slots[index] = newValue
        }
    }

    /// The indices that have a value, ascending.
    package var indices: some Sequence<Int> { slots.indices.lazy.filter { slots[$0] != nil } }

    /// The values in the order of the instances.
    package var values: some Sequence<Value> { slots.lazy.compactMap(\.self) }
}
