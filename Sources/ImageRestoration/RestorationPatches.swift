import NeuralNetworks
import Pixels
import Randomness
import Tensors

/// Patches to train a restorer on, cut and compressed anew in each step.
///
/// What a step gets is a function of the training's seed and the step alone: its stream of random numbers says which picture, place, turn and
/// quality each patch has. The numbers of the examples count them, and choose nothing.
package struct RestorationPatches: TrainingSet {
    private let pictures: [PixelImage]
    private let recipe: PatchRecipe
    private let output: RestorationOutput
    /// Patches of an epoch.
    package let count: Int

    /// - Parameter count: the size of a minibatch times the steps that an epoch is to have.
    /// - Precondition: pictures in colour, each at least a patch large; a recipe without fault.
    package init(of pictures: [PixelImage], _ recipe: PatchRecipe, output: RestorationOutput, count: Int) {
        precondition(
            !pictures.isEmpty && pictures.allSatisfy { $0.channels == 3 && recipe.places(in: $0) > 0 },
            "pictures in colour that hold a patch")
        precondition(recipe.fault == nil, recipe.fault ?? "")
        (self.pictures, self.recipe, self.output, self.count) = (pictures, recipe, output, count)
    }

    package func fill(
        _ minibatch: inout Minibatch, with examples: ArraySlice<Int32>, at step: TrainingStep,
        using kernels: any Kernels
    ) {
        var generator = Philox(step.streamOfExamples)
        let patches = examples.map { _ in
            recipe.patch(of: pictures[generator.integer(below: pictures.count)], using: &generator)
        }
        let size = recipe.side * recipe.side * 3
        minibatch.input.resize(rows: examples.count)
        var target = minibatch.target ?? minibatch.input
        target.resize(rows: examples.count)
        minibatch.input.withElements { inputs in
            target.withElements { targets in
                for (index, patch) in patches.enumerated() {
                    for place in 0..<size {
                        let compressed = patch.compressed.bytes[place]
                        inputs[index * size + place] = Float(compressed) / 255
                        targets[index * size + place] = output.target(
                            compressed: compressed, original: patch.original.bytes[place])
                    }
                }
            }
        }
        minibatch.target = target
    }
}
