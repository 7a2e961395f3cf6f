/// What deciding needs to know of finished work: its name and its outputs. The record in the action cache has the rest.
package struct ActionResult: Hashable, Sendable {
    package let fingerprint: Fingerprint
    package let outputs: [String: StoredContent]

    package init(fingerprint: Fingerprint, outputs: [String: StoredContent]) {
        self.fingerprint = fingerprint
        self.outputs = outputs
    }
}

extension ActionRecord {
    package var result: ActionResult { ActionResult(fingerprint: fingerprint, outputs: outputs) }
}
