// swift-tools-version: 6.1
import PackageDescription

let package = Package(
    name: "Bottleneck",
    products: [],
    dependencies: [],
    targets: [
        .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .target(name: "Files", dependencies: ["CCrypto"]),
        .testTarget(name: "FilesTests", dependencies: ["Files"]),
    ],
    swiftLanguageModes: [.v6]
)
