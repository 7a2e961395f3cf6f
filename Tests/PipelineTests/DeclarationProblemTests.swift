import Pipeline
import Testing

@Suite("Problems in declarations")
struct DeclarationProblemTests {
    private static let good = """
        paper: a
        stages:
          data: {kind: note, params: {text: x}}
          train:
            kind: train
            matrix: {code: [64, 36]}
            inputs: {images: data.text}
            params:
              layers: [784, $code, 784]
              activation: sigmoid
              initializer: {normal: {stddev: 1}}
              optimizer: {rmsprop: {learningRate: 0.01, decay: 0.9}}
              epochs: 449
        """

    @Test("a good declaration has none")
    func good() {
        #expect(problems(Self.good) == [])
    }

    @Test("an unknown key, a wrong type and an unknown variable are all found in one pass, each with its place")
    func allInOnePass() {
        let yaml = Self.good
            .replacing("learningRate: 0.01", with: "learningrate: 0.01")
            .replacing("epochs: 449", with: "epochs: many")
            .replacing("784, $code, 784", with: "784, $cod, 784")
        #expect(
            problems(yaml) == [
                "experiments/a.yaml:9:21: unknown variable '$cod', did you mean '$code'?",
                "experiments/a.yaml:12:28: missing key 'learningRate' (a number)",
                "experiments/a.yaml:12:29: unknown key 'learningrate', did you mean 'learningRate'?",
                "experiments/a.yaml:13:15: expected an integer, found the string “many”",
            ])
    }

    @Test(
        "each mistake is named at its place",
        arguments: [
            ("kind: train\n", "kind: trian\n", "5:11: unknown kind 'trian', did you mean 'train'?"),
            (
                "activation: sigmoid", "activation: sigmid",
                "10:19: 'sigmid' is none of sigmoid, relu, tanh, did you mean 'sigmoid'?"
            ),
            ("{normal: {stddev: 1}}", "{norml: {stddev: 1}}", "11:21: unknown key 'norml'"),
            ("{normal: {stddev: 1}}", "{normal: {stddev: 1, mean: 0}}", "11:41: unknown key 'mean'"),
            (
                "{normal: {stddev: 1}}", "{normal: {stddev: 1}, glorotUniform: {}}",
                "11:20: Invalid number of keys found, expected one."
            ),
            (
                "{rmsprop: {learningRate: 0.01, decay: 0.9}}", "adm",
                "12:18: 'adm' is no optimizer; there are adam, rmsprop"
            ),
            ("{rmsprop: {learningRate: 0.01, decay: 0.9}}", "[1]", "12:18: expected a mapping, found a list"),
            ("epochs: 449", "epoch: 449", "13:7: unknown key 'epoch', did you mean 'epochs'?"),
            ("epochs: 449", "epochs: 4.5", "13:15: expected an integer, found the number 4.5"),
            ("epochs: 449", "epochs: 449\n      note: 7", "14:13: expected a string, found the integer 7"),
            (
                "inputs: {images: data.text}", "inputs: {image: data.text}",
                "7:14: train has no input 'image', did you mean 'images'?"
            ),
            ("inputs: {images: data.text}", "inputs: {}", "4:3: missing input 'images', which train needs"),
            ("data.text", "dta.text", "7:22: unknown stage 'a/dta', did you mean 'a/data'?"),
            ("data.text", "data.txt", "7:22: a/data has no output 'txt', did you mean 'text'?"),
            ("data.text", "data", "7:22: expected stage.output, file:path or published:path, found the string “data”"),
            ("data.text", "file:gone.txt", "7:22: there is no file gone.txt"),
            (
                "data.text", "file:../secret",
                "7:22: '../secret' must be a path inside the workspace, relative to its root"
            ),
            (
                "data.text", "'published:results/x.csv'",
                "7:22: no stage publishes results/x.csv, and there is no such file"
            ),
            (
                "matrix: {code: [64, 36]}", "matrix: {code: []}",
                "6:14: the axis 'code' has no labels, so the stage has no instances"
            ),
            (
                "matrix: {code: [64, 36]}", "matrix: {code: [64, 64]}",
                "6:20: the label '64' stands twice on the axis 'code'"
            ),
            (
                "matrix: {code: [64, 36]}", "matrix: {code: ['6 4']}",
                "6:21: '6 4' cannot name a label: use letters, digits, '-', '_', '.', and begin with a letter or a digit"
            ),
            (
                "matrix: {code: [64, 36]}", "matrix: {code: [64, 36]}\n    exclude: [{cod: 64}]",
                "7:16: train has no axis 'cod', did you mean 'code'?"
            ),
            (
                "matrix: {code: [64, 36]}", "matrix: {code: [64, 36]}\n    exclude: [{code: 50}]",
                "7:16: the axis 'code' of train has no label '50'"
            ),
            (
                "matrix: {code: [64, 36]}", "matrix: {code: [64, 36]}\n    publish: {curve: plots/x.csv}",
                "7:22: plots/x.csv is published by two stages, a/train[code=64] and a/train[code=36]"
            ),
            (
                "matrix: {code: [64, 36]}", "matrix: {code: [64, 36]}\n    publish: {curv: plots/x.csv}",
                "7:15: train has no output 'curv', did you mean 'curve'?"
            ),
            ("matrix:", "matrx:", "6:5: unknown key 'matrx', did you mean 'matrix'?"),
            (
                "paper: a\n", "paper: a\nprofiles: {quik: {train: {epochs: 1}}}\n",
                "2:12: unknown profile 'quik', did you mean 'quick'?"
            ),
            (
                "paper: a\n", "paper: a\nprofiles: {quick: {trian: {epochs: 1}}}\n",
                "2:20: unknown stage 'trian', did you mean 'train'?"
            ),
            (
                "paper: a\n", "paper: a\noverrides: [{select: 'a/train[code=37]', params: {}}]\n",
                "2:22: the axis 'code' of train has no label '37', did you mean '36'?"
            ),
            ("paper: a\n", "paper: a\npaper: b\n", "1:1: the key 'paper' stands twice in one mapping"),
            ("stages:\n", "stages: [\n", "4:3: not YAML: did not find expected ',' or ']'"),
        ])
    func each(good: String, bad: String, expected: String) {
        let found = problems(Self.good.replacing(good, with: bad))
        #expect(found.contains("experiments/a.yaml:\(expected)"), "\(found)")
    }

    @Test("a stage with problems causes none in the stages that read it")
    func noFollowingProblems() {
        let yaml = "paper: a\nstages: {n: {kind: note, params: {}}, j: {kind: join, inputs: {texts: n.text}}}"
        #expect(problems(yaml) == ["experiments/a.yaml:2:34: missing key 'text' (a string)"])
    }

    @Test("a file that cannot be read is one problem, not one for each place that refers to it")
    func noFollowingProblemsOfFiles() {
        let reader = """
            paper: b
            stages:
              j: {kind: join, inputs: {texts: a/data.text}}
              k: {kind: join, inputs: {texts: 'published:results/a.csv'}}
              l: {kind: join, inputs: {texts: kk.text}}
            """
        let files = [
            DeclarationFile(path: "experiments/pipeline.yaml", text: pipelineYAML),
            DeclarationFile(path: "experiments/a.yaml", text: Self.good.replacing("stages:\n", with: "stages: [\n")),
            DeclarationFile(path: "experiments/b.yaml", text: reader),
        ]
        let errors = #expect(throws: DeclarationErrors.self) {
            try StageGraph.load(files, profile: .paper, registry: testRegistry()) { _ in false }
        }
        #expect(
            errors?.problems.map { "\($0.position)" } == ["experiments/a.yaml:4:3", "experiments/b.yaml:5:35"],
            "\(errors?.problems ?? [])")
    }

    @Test("a circle of stages is reported as the path round it")
    func cycle() {
        let yaml = """
            paper: a
            stages:
              one: {kind: join, inputs: {texts: two.text}}
              two: {kind: join, inputs: {texts: one.text}}
            """
        #expect(
            problems(yaml) == [
                "experiments/a.yaml:3:3: stages need each other in a circle: a/one → a/two → a/one"
            ])
    }

    @Test("what pipeline.yaml must hold")
    func pipelineFile() {
        let yaml = "paper: a\nstages: {}\n"
        #expect(
            problems(yaml, pipeline: "rootSeed: -1\nvariable: {}\nprofiles: {quick: {variables: {x: 1}}}") == [
                "experiments/pipeline.yaml:1:1: missing key 'profiles.paper' (the default profile)",
                "experiments/pipeline.yaml:1:11: expected an integer of 0 or more, found the integer -1",
                "experiments/pipeline.yaml:2:1: unknown key 'variable', did you mean 'variables'?",
                "experiments/pipeline.yaml:3:32: unknown variable '$x'",
            ])
        #expect(
            problems(yaml, profile: "quik") == [
                "experiments/pipeline.yaml:1:1: unknown profile 'quik', did you mean 'quick'?"
            ])
        #expect(
            problems(yaml, pipeline: "") == [
                "experiments/pipeline.yaml:1:1: the file is empty; it needs rootSeed and profiles"
            ])
    }

    @Test("one namespace, one file")
    func duplicateNamespace() {
        #expect(throws: DeclarationErrors.self) {
            try StageGraph.load(
                [
                    .init(path: "experiments/pipeline.yaml", text: pipelineYAML),
                    .init(path: "experiments/a.yaml", text: "paper: a\nstages: {}"),
                    .init(path: "experiments/b.yaml", text: "paper: a\nstages: {}"),
                ], profile: .paper, registry: testRegistry(), fileExists: { _ in false })
        }
    }

    @Test("a variable that is defined by itself, or bound by two axes, is refused")
    func variables() {
        let pipeline = pipelineYAML.replacing("digits: mnist", with: "digits: $digits")
        let yaml = "paper: a\nstages: {n: {kind: note, params: {text: $digits}}}"
        #expect(
            problems(yaml, pipeline: pipeline).contains(
                "experiments/pipeline.yaml:4:11: the variable '$digits' is defined by itself"))
        let twice = """
            paper: a
            stages:
              n: {kind: note, matrix: {x: {1: {t: a}}, y: {2: {t: b}}}, params: {text: $t}}
            """
        #expect(
            problems(twice) == ["experiments/a.yaml:3:3: the variable '$t' is bound by two axes, x and y"])
    }
}
