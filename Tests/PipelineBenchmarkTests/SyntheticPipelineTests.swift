import Foundation
import Pipeline
import Testing
import pipeline_benchmark

/// The workload that tools are measured on.
@Suite("Synthetic pipelines")
struct SyntheticPipelineTests {
    private func graph(of pipeline: SyntheticPipeline) throws -> StageGraph {
        let declarations = pipeline.declarations.filter { $0.key.hasPrefix("experiments/") }
        return try StageGraph.load(
            declarations.map { DeclarationFile(path: $0.key, text: $0.value) }, profile: .paper,
            registry: SyntheticPipeline.registry, fileExists: pipeline.files.keys.contains)
    }

    @Test(
        "every stage reads the one of its cell in the layer below, the first a source, the last a file of its own besides"
    )
    func shape() throws {
        let pipeline = SyntheticPipeline(stages: 12, layers: 3)
        let graph = try graph(of: pipeline)
        #expect(graph.instances.count == 12 && pipeline.stages == 12 && pipeline.width == 4)
        for (index, instance) in graph.instances.enumerated() {
            let (layer, cell) = (index / 4, "c\(index % 4)")
            #expect("\(instance.name)" == "synthetic/layer-\(layer)[cell=\(cell)]")
            let expected: [ArtifactSource] =
                (layer == 0 ? [.file(path: "sources/\(cell).txt")] : [.output(stage: index - 4, output: "text")])
                + (layer == 2 ? [.file(path: "leaves/\(cell).txt")] : [])
            #expect(instance.inputs.flatMap(\.sources) == expected)
        }
    }

    @Test(
        "a number of stages that is no whole number of layers is rounded up",
        arguments: [(1, 1), (9, 9), (11, 20), (100, 100)])
    func size(asked: Int, made: Int) throws {
        let pipeline = SyntheticPipeline(stages: asked)
        #expect(pipeline.stages == made)
        #expect(try graph(of: pipeline).instances.count == made)
    }

    @Test("the other tools are told of the same stages and inputs")
    func peers() throws {
        let declarations = SyntheticPipeline(stages: 6, layers: 2).declarations
        let ninja = try #require(declarations["build.ninja"]).split(separator: "\n").filter { $0.hasPrefix("build ") }
        #expect(
            ninja == [
                "build out/0/c0.txt: concatenate sources/c0.txt", "build out/0/c1.txt: concatenate sources/c1.txt",
                "build out/0/c2.txt: concatenate sources/c2.txt",
                "build out/1/c0.txt: concatenate out/0/c0.txt leaves/c0.txt",
                "build out/1/c1.txt: concatenate out/0/c1.txt leaves/c1.txt",
                "build out/1/c2.txt: concatenate out/0/c2.txt leaves/c2.txt",
            ])
        let make = try #require(declarations["Makefile"]).split(separator: "\n")
        #expect(make[0] == "all: out/1/c0.txt out/1/c1.txt out/1/c2.txt")
        #expect(make.contains("out/1/c2.txt: out/0/c2.txt leaves/c2.txt | out/1"))
        #expect(make.count { $0.hasPrefix("out/") } == 6 + 2)
        let snakemake = try #require(declarations["Snakefile"])
        #expect(snakemake.contains("rule layer_1:\n    input: \"out/0/{cell}.txt\", \"leaves/{cell}.txt\"\n"))
        #expect(snakemake.contains("range(3)"))
        let dvc = try #require(declarations["dvc.yaml"])
        #expect(dvc.contains("deps: [\"out/0/${item.cell}.txt\", \"leaves/${item.cell}.txt\"]"))
        #expect(dvc.count { $0 == "\n" } == 1 + 2 * 6)
    }
}
