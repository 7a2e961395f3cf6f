import Tensors
import Testing

@Suite("Tensors")
struct TensorTests {
    @Test("a scratch tensor that loses rows and gets them back stays where it lies")
    func resizing() {
        var tensor = Tensor([16, 3, 2])
        let memory = tensor.withElements { $0.baseAddress }
        for rows in [2, 16, 1, 7, 7] {
            tensor.resize(rows: rows)
            #expect(tensor.shape == [rows, 3, 2] && tensor.elements.count == rows * 6)
            #expect(tensor.withElements { $0.baseAddress } == memory, "\(rows) rows")
        }
        tensor.resize(rows: 40)
        #expect(tensor.shape == [40, 3, 2] && tensor.elements.count == 240)
        tensor.resize(rows: 0)
        #expect(tensor.shape == [0, 3, 2] && tensor.elements.isEmpty)
    }

    @Test("a copy keeps its elements when the original is resized")
    func copies() {
        var tensor = Tensor([2, 2], elements: [1, 2, 3, 4])
        let copy = tensor
        tensor.resize(rows: 1)
        #expect(copy == Tensor([2, 2], elements: [1, 2, 3, 4]))
    }
}
