import Foundation

/// The messages of ONNX that a network needs, with their fields numbered as in the format's schema.
///
/// - Source: https://github.com/onnx/onnx/blob/v1.12.0/onnx/onnx.proto
enum ONNX {
    /// The version of the file format, and that of the operators: both of ONNX 1.12 (2022), which runtimes since then read.
    static let formatVersion = 8
    static let operatorSetVersion = 17
}

extension ONNX {
    /// `ModelProto`: a graph with what one has to know about it.
    struct Model {
        let graph: Graph
        let producer: String
        /// Anything, by name.
        let metadata: [String: String]

        var message: ProtocolBuffer {
            var message = ProtocolBuffer()
            message.add(1, ONNX.formatVersion)
            message.add(2, producer)
            message.add(7, graph.message)
            var operatorSet = ProtocolBuffer()
            operatorSet.add(1, "")
            operatorSet.add(2, ONNX.operatorSetVersion)
            message.add(8, operatorSet)
            for (key, value) in metadata.sorted(by: { $0.key < $1.key }) {
                var entry = ProtocolBuffer()
                entry.add(1, key)
                entry.add(2, value)
                message.add(14, entry)
            }
            return message
        }
    }

    /// `GraphProto`: nodes, each after those whose results it takes.
    struct Graph {
        let name: String
        var nodes: [Node] = []
        var initializers: [Constant] = []
        var inputs: [Value] = []
        var outputs: [Value] = []

        var message: ProtocolBuffer {
            var message = ProtocolBuffer()
            for node in nodes { message.add(1, node.message) }
            message.add(2, name)
            for constant in initializers { message.add(5, constant.message) }
            for input in inputs { message.add(11, input.message) }
            for output in outputs { message.add(12, output.message) }
            return message
        }
    }

    /// `NodeProto`: one operator with the names of what it takes and gives.
    struct Node {
        let operation: String
        let name: String
        /// An empty name leaves an optional input out.
        let inputs: [String]
        var outputs: [String]
        var attributes: [Attribute] = []

        var message: ProtocolBuffer {
            var message = ProtocolBuffer()
            for input in inputs { message.add(1, input) }
            for output in outputs { message.add(2, output) }
            message.add(3, name)
            message.add(4, operation)
            for attribute in attributes { message.add(5, attribute.message) }
            return message
        }
    }

    /// `AttributeProto`: a number or a word that belongs to an operator.
    struct Attribute {
        enum Value {
            case float(Float)
            case integer(Int)
            case string(String)
            case integers([Int])
        }

        let name: String
        let value: Value

        init(_ name: String, _ value: Value) { (self.name, self.value) = (name, value) }

        var message: ProtocolBuffer {
            var message = ProtocolBuffer()
            message.add(1, name)
            let type: Int
            switch value {
            case .float(let number):
                message.add(2, number)
                type = 1
            case .integer(let number):
                message.add(3, number)
                type = 2
            case .string(let text):
                message.add(4, text)
                type = 3
            case .integers(let numbers):
                for number in numbers { message.add(8, number) }
                type = 7
            }
            message.add(20, type)
            return message
        }
    }

    /// `TensorProto`: numbers that stand in the file.
    struct Constant {
        enum Content {
            case floats([Float])
            case integers([Int])
        }

        let name: String
        let dimensions: [Int]
        let content: Content

        var message: ProtocolBuffer {
            var message = ProtocolBuffer()
            for dimension in dimensions { message.add(1, dimension) }
            var raw = Data()
            switch content {
            case .floats(let numbers):
                message.add(2, ElementType.float)
                let words = numbers.map(\.bitPattern.littleEndian)
                words.withUnsafeBytes { raw.append(contentsOf: $0) }
            case .integers(let numbers):
                message.add(2, ElementType.integer)
                let words = numbers.map { Int64($0).littleEndian }
                words.withUnsafeBytes { raw.append(contentsOf: $0) }
            }
            message.add(8, name)
            message.add(9, raw)
            return message
        }
    }

    /// `ValueInfoProto`: what the graph takes or gives, an array of float32 whose first dimension is free and named `N`.
    struct Value {
        let name: String
        /// Of one example.
        let shape: [Int]

        var message: ProtocolBuffer {
            var dimensions = ProtocolBuffer()
            var free = ProtocolBuffer()
            free.add(2, "N")
            dimensions.add(1, free)
            for length in shape {
                var fixed = ProtocolBuffer()
                fixed.add(1, length)
                dimensions.add(1, fixed)
            }
            var tensor = ProtocolBuffer()
            tensor.add(1, ElementType.float)
            tensor.add(2, dimensions)
            var type = ProtocolBuffer()
            type.add(1, tensor)
            var message = ProtocolBuffer()
            message.add(1, name)
            message.add(2, type)
            return message
        }
    }

    /// `TensorProto.DataType`.
    private enum ElementType {
        static let float = 1
        static let integer = 7
    }
}
