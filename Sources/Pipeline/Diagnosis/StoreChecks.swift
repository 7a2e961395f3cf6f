import Files
import Foundation

/// Looks at a store and at the disk it is on.
package struct StoreChecks {
    /// What a whole run of all papers takes, with room to spare.
    static let comfortableBytes = 5_000_000_000
    /// Too little for the data sets and their parsed copies.
    static let scarceBytes = 1_000_000_000

    private let machine: any MachineAccess
    private let layout: StoreLayout
    private let store: Store

    package init(_ machine: any MachineAccess, layout: StoreLayout, store: Store) {
        self.machine = machine
        self.layout = layout
        self.store = store
    }

    package func all() -> [Finding] {
        let writing = writing()
        // Locks need files in the store, too.
        return [writing] + (writing.state == .ok ? [locking()] : []) + [freeDisk()]
    }

    private func writing() -> Finding {
        do {
            try machine.tryWriting(in: layout.temporary)
            let count = machine.exists(layout.folder.appending(path: "actions").path) ? store.actions.all().count : 0
            return .ok("store", "\(layout.folder.path) can be read and written, \(counted(count, "record"))")
        } catch {
            return .problem(
                "store", "\(error)", advice: "Make the folder writable, or name another one with --store.")
        }
    }

    /// A lock must keep a second holder out, and go away with the first.
    private func locking() -> Finding {
        let probe = Fingerprint(digest: Digest(of: "bottleneck lock test"))
        do {
            var first = try store.locks.tryLock(probe)
            let isHeld = first != nil
            let isExclusive = try store.locks.tryLock(probe) == nil
            withExtendedLifetime(first) {}
            first = nil
            let isReleased = try store.locks.tryLock(probe) != nil
            if isHeld, isExclusive, isReleased {
                return .ok("locks", "keep a second runner out, and end with their holder")
            }
            return .problem(
                "locks", isHeld && !isExclusive ? "do not keep a second runner out" : "are not released",
                advice:
                    "Put the store on a local disk: some network disks lock nothing, and two runners at once would collide."
            )
        } catch {
            return .problem("locks", "\(error)", advice: "Put the store on a local disk.")
        }
    }

    private func freeDisk() -> Finding {
        guard let bytes = machine.freeBytes(at: layout.folder) else {
            return .warning("free disk", "the system does not say", advice: "Look with `df`.")
        }
        let detail = "\(formatBytes(bytes)) where the store is"
        let advice = "Make room; `bottleneck gc --dry-run --older-than 30d` says what the store could give back."
        if bytes < Self.scarceBytes { return .problem("free disk", detail, advice: advice) }
        if bytes < Self.comfortableBytes { return .warning("free disk", detail, advice: advice) }
        return .ok("free disk", detail)
    }
}
