import Files

/// Seeds of stages: each a function of the root seed and the stage's full name alone, so adding a stage never shifts another's stream.
package enum StageSeed {
    package static func derive(rootSeed: UInt64, name: StageName) -> UInt64 {
        let tagged = CanonicalValue.list([
            .string("bottleneck seed 1"), .string("\(rootSeed)"), .string("\(name)"),
        ])
        return tagged.digest.bytes.prefix(8).reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
}
