/// A tensor's numbers: an array of its own, whose memory begins where a cache line does.
///
/// An `Array` begins in the middle of one, so that every other vector that a kernel reads or writes lies across two lines; matrix products
/// take 3 % longer then, and more where a CPU is shared. A value: copies share memory until one is changed.
package struct TensorElements: Sendable {
    private var memory: Memory
    package private(set) var count: Int

    package init(repeating value: Float, count: Int) {
        memory = Memory(capacity: count)
        self.count = count
        memory.start.initialize(repeating: value, count: count)
    }

    package init(_ numbers: some Collection<Float>) {
        memory = Memory(capacity: numbers.count)
        count = numbers.count
        _ = UnsafeMutableBufferPointer(start: memory.start, count: count).initialize(from: numbers)
    }

    /// Where the numbers lie, for reading: as long as the tensor exists unchanged. To be taken of a function's parameter alone, which its
    /// caller keeps.
    var address: UnsafePointer<Float> { UnsafePointer(memory.start) }

    /// Makes this many of them; what they are afterwards is not said. Allocates only beyond the most so far, or where copies share the memory.
    mutating func resize(to newCount: Int) {
        if newCount > memory.capacity || !isKnownUniquelyReferenced(&memory) {
            self = TensorElements(repeating: 0, count: newCount)
        } else {
            if newCount > count { (memory.start + count).initialize(repeating: 0, count: newCount - count) }
            count = newCount
        }
    }

    /// The numbers for reading and writing in place.
    package mutating func withUnsafeMutableBufferPointer<Result>(
        _ body: (UnsafeMutableBufferPointer<Float>) throws -> Result
    ) rethrows -> Result {
        makeUnique()
        return try body(UnsafeMutableBufferPointer(start: memory.start, count: count))
    }

    package func withUnsafeBufferPointer<Result>(
        _ body: (UnsafeBufferPointer<Float>) throws -> Result
    ) rethrows -> Result {
        try withExtendedLifetime(memory) { try body(UnsafeBufferPointer(start: memory.start, count: count)) }
    }

    private mutating func makeUnique() {
        if !isKnownUniquelyReferenced(&memory) { self = TensorElements(self) }
    }

    /// Memory for single-precision numbers, aligned to 64 bytes. Its owner changes it only while it is the only one.
    private final class Memory: @unchecked Sendable {
        let start: UnsafeMutablePointer<Float>
        let capacity: Int

        init(capacity: Int) {
            self.capacity = capacity
            start = UnsafeMutableRawPointer.allocate(byteCount: capacity * MemoryLayout<Float>.stride, alignment: 64)
                .bindMemory(to: Float.self, capacity: capacity)
        }

        deinit { start.deallocate() }
    }
}

extension TensorElements: RandomAccessCollection, MutableCollection {
    package var startIndex: Int { 0 }
    package var endIndex: Int { count }

    package subscript(index: Int) -> Float {
        get {
            precondition(index >= 0 && index < count, "element \(index) of \(count)")
            return memory.start[index]
        }
        set {
            precondition(index >= 0 && index < count, "element \(index) of \(count)")
            makeUnique()
            memory.start[index] = newValue
        }
    }

    /// What the standard library copies and compares by; loops over millions of numbers go through ``withUnsafeBufferPointer(_:)``, since
    /// other modules do not see into the subscript.
    package func withContiguousStorageIfAvailable<Result>(
        _ body: (UnsafeBufferPointer<Float>) throws -> Result
    ) rethrows -> Result? {
        try withUnsafeBufferPointer(body)
    }
}

extension TensorElements: ExpressibleByArrayLiteral, Equatable, CustomStringConvertible {
    package init(arrayLiteral numbers: Float...) { self.init(numbers) }

    package static func == (left: TensorElements, right: TensorElements) -> Bool {
        left.count == right.count
            && left.withUnsafeBufferPointer { left in right.withUnsafeBufferPointer { left.elementsEqual($0) } }
    }

    package var description: String { Array(self).description }
}
