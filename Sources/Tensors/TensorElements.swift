/// A tensor's numbers: an array of its own, whose memory begins where a cache line does.
///
/// An `Array` begins in the middle of one, so that every other vector that a kernel reads or writes lies across two lines; matrix products
/// take 3 % longer then, and more where a CPU is shared. A value: copies share memory until one is changed.
package struct TensorElements: Sendable {
    @usableFromInline var memory: Memory
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

    /// Where the numbers lie, for reading: as long as the tensor exists unchanged.
    var address: UnsafePointer<Float> { UnsafePointer(memory.start) }

    /// Makes this many of them; what they are afterwards is not said. Allocates only beyond the most so far.
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

    @usableFromInline mutating func makeUnique() {
        if !isKnownUniquelyReferenced(&memory) { self = TensorElements(self) }
    }

    /// Memory for single-precision numbers, aligned to 64 bytes. Its owner changes it only while it is the only one.
    @usableFromInline final class Memory: @unchecked Sendable {
        @usableFromInline let start: UnsafeMutablePointer<Float>
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
    @inlinable package var startIndex: Int { 0 }
    @inlinable package var endIndex: Int { count }

    @inlinable package subscript(index: Int) -> Float {
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
}

extension TensorElements: ExpressibleByArrayLiteral, Equatable, CustomStringConvertible {
    package init(arrayLiteral numbers: Float...) { self.init(numbers) }

    package static func == (left: TensorElements, right: TensorElements) -> Bool { left.elementsEqual(right) }

    package var description: String { Array(self).description }
}
