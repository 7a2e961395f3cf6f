// swift-tools-version: 6.1
import PackageDescription

// `make build` links Swift's runtime into the programs: they start in half the time, and need no Swift where they are copied to. Tests cannot be
// linked so, and settings of the programs are theirs as well.
let runtime: [LinkerSetting] =
    Context.environment["BOTTLENECK_STATIC_RUNTIME"] == nil
    ? []
    : [
        .unsafeFlags([
            "-static-stdlib", "-use-ld=lld", "-lCoreFoundation", "-l_FoundationICU", "-l_FoundationCShims",
            "-l_FoundationCollections",
        ])
    ]

let package = Package(
    name: "Bottleneck",
    // Loaded by name into a process under test, so no target depends on it.
    products: [.library(name: "faults", type: .dynamic, targets: ["CFaults"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", exact: "1.0.2"),
    ],
    targets: [
        .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CTurboJPEG", pkgConfig: "libturbojpeg", providers: [.apt(["libturbojpeg0-dev"])]),
        .systemLibrary(name: "CPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"])]),
        .systemLibrary(name: "COpenJPEG", pkgConfig: "libopenjp2", providers: [.apt(["libopenjp2-7-dev"])]),
        .systemLibrary(name: "CWebP", pkgConfig: "libwebp", providers: [.apt(["libwebp-dev"])]),
        .systemLibrary(name: "CLZMA", pkgConfig: "liblzma", providers: [.apt(["liblzma-dev"])]),
        .target(name: "CKernels", cSettings: [.unsafeFlags(["-O3"])]),
        .target(name: "Files", dependencies: ["CCrypto"]),
        .target(name: "Randomness"),
        .target(name: "Tensors", dependencies: ["CKernels", "Randomness"]),
        .target(name: "NeuralNetworks", dependencies: ["Tensors", "Randomness"]),
        .target(name: "Pixels"),
        .target(name: "Images", dependencies: ["CPNG", "CTurboJPEG", "Files", "Pixels"]),
        .target(name: "ImageQuality", dependencies: ["Pixels", "Randomness"]),
        .target(
            name: "ImageRestoration",
            dependencies: ["ImageQuality", "Images", "NeuralNetworks", "Pixels", "Randomness", "Tensors"]),
        .target(name: "Datasets", dependencies: ["Files", "CZlib", "Pixels"]),
        .target(name: "SyntheticImages", dependencies: ["Datasets", "Pixels", "Randomness"]),
        .target(name: "Downloads", dependencies: ["Files"]),
        .target(name: "ImageCompression", dependencies: ["Datasets", "NeuralNetworks", "Randomness", "Tensors"]),
        .target(name: "EntropyCoding"),
        .target(name: "CompressedFiles"),
        .target(name: "Codecs", dependencies: ["CompressedFiles", "EntropyCoding"]),
        .target(
            name: "ClassicalCodecs",
            dependencies: [
                "CLZMA", "COpenJPEG", "CPNG", "CWebP", "CZlib", "Codecs", "CompressedFiles", "EntropyCoding", "Images",
                "Pixels",
            ]),
        .target(
            name: "LearnedCodecs",
            dependencies: [
                "Codecs", "CompressedFiles", "EntropyCoding", "Files", "ImageCompression", "NeuralNetworks", "Tensors",
            ]),
        .target(name: "RateDistortion", dependencies: ["Randomness"]),
        .target(name: "ResultComparison", dependencies: ["Files", "Pipeline", "Reporting"]),
        .target(
            name: "ModelCompression",
            dependencies: [
                "Codecs", "CompressedFiles", "EntropyCoding", "ImageCompression", "LearnedCodecs", "NeuralNetworks",
                "Randomness", "Tensors",
            ]),
        .target(name: "CodecTraining", dependencies: ["NeuralNetworks", "Randomness", "Tensors"]),
        .target(
            name: "PictureFiles", dependencies: ["Codecs", "CompressedFiles", "Datasets", "Files", "Images", "Pixels"]),
        .target(
            name: "CodecComparison",
            dependencies: ["Codecs", "CompressedFiles", "Files", "ImageQuality", "Pixels"]),
        .target(name: "ModelExport", dependencies: ["ImageCompression", "NeuralNetworks", "Tensors"]),
        .target(name: "Measurements", dependencies: ["Files"]),
        .target(
            name: "Pipeline",
            dependencies: [
                "Files", "Measurements", "Yams", .product(name: "Subprocess", package: "swift-subprocess"),
            ]),
        .target(
            name: "Reporting",
            dependencies: [
                "Files", "Measurements", "Yams", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
                .product(name: "Subprocess", package: "swift-subprocess"),
            ]),
        .target(name: "ReportDocuments", dependencies: ["Measurements", "Reporting"]),
        .target(name: "SourceDigests", dependencies: ["Files"]),
        .executableTarget(name: "source-digest", dependencies: ["Files", "SourceDigests"]),
        .plugin(name: "SourceDigest", capability: .buildTool(), dependencies: ["source-digest"]),
        .target(
            name: "Stages",
            dependencies: [
                "ClassicalCodecs", "CodecTraining", "Codecs", "CompressedFiles", "Datasets", "Downloads",
                "EntropyCoding", "Files", "ImageCompression",
                "ImageQuality", "ImageRestoration", "Images", "LearnedCodecs", "Measurements", "ModelCompression",
                "NeuralNetworks", "PictureFiles",
                "Pipeline", "Pixels", "Randomness", "RateDistortion", "Reporting", "SyntheticImages", "Tensors",
            ], plugins: ["SourceDigest"]),
        .executableTarget(
            name: "bottleneck",
            dependencies: [
                "ClassicalCodecs", "CodecComparison", "Codecs", "CompressedFiles", "Files", "ImageQuality",
                "ImageRestoration", "Images", "LearnedCodecs", "ModelExport", "PictureFiles",
                "Pipeline", "Pixels", "ReportDocuments", "Reporting", "ResultComparison", "Stages", "Tensors",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ], linkerSettings: runtime),
        .target(name: "BenchmarkRows", path: "Benchmarks/Rows"),
        .target(name: "CFMAPeak", path: "Benchmarks/Peak", cSettings: [.unsafeFlags(["-O3"])]),
        .executableTarget(
            name: "benchmark",
            dependencies: [
                "BenchmarkRows", "CFMAPeak", "ClassicalCodecs", "Codecs", "CompressedFiles", "EntropyCoding",
                "LearnedCodecs", "NeuralNetworks", "Randomness", "SyntheticImages", "Tensors",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ], path: "Benchmarks/Program"),
        .executableTarget(
            name: "pipeline-benchmark",
            dependencies: [
                "BenchmarkRows", "Files", "Pipeline",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ], path: "Benchmarks/PipelineProgram", linkerSettings: runtime),
        .target(name: "TestSupport"),
        .testTarget(name: "FilesTests", dependencies: ["Files", "TestSupport"]),
        .executableTarget(name: "pipeline-process", dependencies: ["Pipeline"], path: "Tests/PipelineProcess"),
        .target(name: "CFaults", path: "Tests/Faults"),
        .testTarget(name: "PipelineTests", dependencies: ["Pipeline", "Files", "TestSupport", "pipeline-process"]),
        .testTarget(name: "PipelineBenchmarkTests", dependencies: ["Pipeline", "pipeline-benchmark"]),
        .testTarget(name: "SourceDigestsTests", dependencies: ["SourceDigests", "Files"]),
        .testTarget(name: "RandomnessTests", dependencies: ["Randomness"]),
        .testTarget(name: "TensorsTests", dependencies: ["Tensors", "Randomness"]),
        .testTarget(
            name: "NeuralNetworksTests", dependencies: ["NeuralNetworks", "Tensors", "Randomness", "Files"],
            exclude: ["Reference"]),
        .testTarget(
            name: "DatasetsTests",
            dependencies: ["Datasets", "Downloads", "Files", "CZlib", "TestSupport"]),
        .testTarget(
            name: "SyntheticImagesTests",
            dependencies: ["Datasets", "Files", "Images", "Pixels", "Randomness", "SyntheticImages"]),
        .testTarget(name: "DownloadsTests", dependencies: ["Downloads", "Files", "TestSupport"]),
        .testTarget(
            name: "ImageCompressionTests",
            dependencies: ["Datasets", "ImageCompression", "NeuralNetworks", "Tensors", "Randomness"]),
        .testTarget(name: "EntropyCodingTests", dependencies: ["EntropyCoding", "Randomness"]),
        .testTarget(name: "CompressedFilesTests", dependencies: ["CompressedFiles", "Randomness"]),
        .testTarget(name: "CodecsTests", dependencies: ["Codecs", "CompressedFiles", "EntropyCoding", "Randomness"]),
        .testTarget(
            name: "ClassicalCodecsTests",
            dependencies: [
                "ClassicalCodecs", "Codecs", "CompressedFiles", "Datasets", "EntropyCoding", "ImageQuality", "Images",
                "Pixels", "Randomness",
            ]),
        .testTarget(
            name: "LearnedCodecsTests",
            dependencies: [
                "Codecs", "CompressedFiles", "EntropyCoding", "ImageCompression", "LearnedCodecs", "NeuralNetworks",
                "Randomness", "Tensors",
            ]),
        .testTarget(
            name: "ModelCompressionTests",
            dependencies: [
                "Codecs", "CompressedFiles", "EntropyCoding", "LearnedCodecs", "ModelCompression", "NeuralNetworks",
                "Randomness",
                "Tensors",
            ]),
        .testTarget(
            name: "ResultComparisonTests",
            dependencies: ["ResultComparison", "Pipeline", "Measurements", "TestSupport"]),
        .testTarget(name: "RateDistortionTests", dependencies: ["RateDistortion"], exclude: ["Reference"]),
        .testTarget(
            name: "PublishedModelsTests",
            dependencies: ["Codecs", "CompressedFiles", "LearnedCodecs", "PictureFiles", "Tensors"]),
        .testTarget(
            name: "CodecTrainingTests", dependencies: ["CodecTraining", "NeuralNetworks", "Randomness", "Tensors"]),
        .testTarget(
            name: "PictureFilesTests",
            dependencies: ["Codecs", "CompressedFiles", "Datasets", "Images", "PictureFiles", "Pixels", "TestSupport"]),
        .testTarget(
            name: "CodecComparisonTests",
            dependencies: [
                "ClassicalCodecs", "CodecComparison", "Codecs", "CompressedFiles", "Files", "Pixels", "TestSupport",
            ]),
        .testTarget(name: "ImagesTests", dependencies: ["Images", "Pixels", "TestSupport"]),
        .testTarget(name: "ImageQualityTests", dependencies: ["Datasets", "ImageQuality", "Images", "Pixels"]),
        .testTarget(
            name: "ImageRestorationTests",
            dependencies: ["ImageRestoration", "Images", "NeuralNetworks", "Pixels", "Randomness", "Tensors"]),
        .testTarget(
            name: "ModelExportTests", dependencies: ["ModelExport", "NeuralNetworks", "Tensors"],
            exclude: ["Reference"]),
        .testTarget(name: "MeasurementsTests", dependencies: ["Measurements", "Files"]),
        .target(
            name: "CommittedReport", dependencies: ["Reporting", "Measurements", "Yams"], path: "Tests/CommittedReport"),
        .testTarget(
            name: "ReportingTests", dependencies: ["CommittedReport", "Reporting", "Measurements", "Files"],
            exclude: ["Snapshots"]),
        .testTarget(
            name: "ReportDocumentsTests",
            dependencies: ["CommittedReport", "Measurements", "ReportDocuments", "Reporting"]),
        .testTarget(
            name: "StagesTests",
            dependencies: [
                "ClassicalCodecs", "Codecs", "Datasets", "Files", "ImageCompression", "ImageQuality",
                "ImageRestoration", "Images", "Measurements", "NeuralNetworks", "PictureFiles", "Pipeline", "Pixels",
                "ReportDocuments", "Reporting", "Stages", "TestSupport",
            ]),
        .testTarget(
            name: "CommandTests",
            dependencies: [
                "bottleneck", "ClassicalCodecs", "Codecs", "CompressedFiles", "Images", "LearnedCodecs",
                "NeuralNetworks", "PictureFiles",
                "Pixels", "Randomness", "Tensors", "TestSupport",
            ]),
        .testTarget(name: "ArchitectureTests", dependencies: ["Files", "SourceDigests"]),
    ],
    swiftLanguageModes: [.v6]
)

// For `make fuzz`. Its sanitizer gives every program libFuzzer's `main`, those that build others too, so all of them are left out.
if Context.environment["BOTTLENECK_FUZZ"] != nil {
    package.dependencies = []
    package.targets.removeAll { target in
        ![.regular, .system].contains(target.type)
            || ["CommittedReport", "Pipeline", "ReportDocuments", "Reporting", "ResultComparison", "Stages"].contains(
                target.name)
    }
    package.targets += [
        .target(name: "CAllocationLimit", path: "Fuzzing/AllocationLimit"),
        .executableTarget(
            name: "fuzz",
            dependencies: [
                "CAllocationLimit", "ClassicalCodecs", "Codecs", "CompressedFiles", "Datasets", "EntropyCoding",
                "ImageCompression", "Images", "LearnedCodecs", "ModelCompression", "NeuralNetworks", "PictureFiles",
                "Randomness", "Tensors",
            ], path: "Fuzzing/Program", swiftSettings: [.unsafeFlags(["-parse-as-library"])]),
    ]
}
