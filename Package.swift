// swift-tools-version: 6.1
import PackageDescription

let package = Package(
    name: "Bottleneck",
    products: [],
    dependencies: [],
    targets: [
        .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .target(name: "CKernels", cSettings: [.unsafeFlags(["-O3"])]),
        .target(name: "Files", dependencies: ["CCrypto"]),
        .target(name: "Randomness"),
        .target(name: "Tensors", dependencies: ["CKernels"]),
        .target(name: "NeuralNetworks", dependencies: ["Tensors", "Randomness"]),
        .target(name: "Datasets", dependencies: ["Files", "CZlib"]),
        .target(name: "ImageCompression", dependencies: ["Datasets", "NeuralNetworks", "Randomness", "Tensors"]),
        .target(name: "TestSupport"),
        .testTarget(name: "FilesTests", dependencies: ["Files"]),
        .testTarget(name: "RandomnessTests", dependencies: ["Randomness"]),
        .testTarget(name: "TensorsTests", dependencies: ["Tensors", "Randomness"]),
        .testTarget(name: "ImageCompressionTests", dependencies: ["ImageCompression", "Tensors", "Randomness"]),
        .testTarget(name: "NeuralNetworksTests", dependencies: ["NeuralNetworks", "Tensors", "Randomness", "Files"]),
    ],
    swiftLanguageModes: [.v6]
)
