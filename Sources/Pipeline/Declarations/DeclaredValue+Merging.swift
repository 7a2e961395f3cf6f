extension DeclaredValue {
    /// This value with a patch laid over it, as RFC 7386 (JSON merge patch) says: mappings merge key by key, `null` removes a key,
    /// and anything else replaces what was there.
    package func merging(_ patch: DeclaredValue) -> DeclaredValue {
        guard case .mapping(let changes) = patch.content else { return patch }
        var entries: [Entry] = []
        if case .mapping(let own) = content { entries = own }
        for change in changes {
            let index = entries.firstIndex { $0.key == change.key }
            if change.value.isNull {
                if let index { entries.remove(at: index) }
            } else if let index {
                let merged = entries[index].value.merging(change.value)
                entries[index] = Entry(key: change.key, keyPosition: change.keyPosition, value: merged)
            } else {
                let empty = DeclaredValue(.mapping([]), at: change.value.position)
                entries.append(
                    Entry(key: change.key, keyPosition: change.keyPosition, value: empty.merging(change.value)))
            }
        }
        return DeclaredValue(.mapping(entries), at: isEmptyMapping ? patch.position : position)
    }

    private var isEmptyMapping: Bool {
        guard case .mapping(let entries) = content else { return true }
        return entries.isEmpty
    }
}
