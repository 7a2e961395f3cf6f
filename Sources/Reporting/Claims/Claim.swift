import Files
import Foundation
import Yams

/// An entry of the register of claims, `experiments/claims.yaml`: what a paper says, and how it is held against the measurements.
package struct Claim: Decodable, Equatable, Sendable {
    /// What a claim can come to.
    package enum Verdict: String, CaseIterable, Sendable {
        case reproduced
        case onlyWithTheirMetric = "reproduced only with their metric"
        case contradicted
        case contradictedBySource = "contradicted by its own source"
        case undecided
        case notTestable = "not testable"
    }

    /// Of the ledger, for example `S2-05`.
    package let id: String
    package let paper: String
    /// In our own words.
    package let claim: String
    package let printed: String
    /// Page, section or table.
    package let place: String
    package let test: String?
    package let tolerance: String?
    /// Views and stages that show it.
    package let evidence: [String]?
    /// Something to be built rather than found out, so that "reproduced" says little.
    package let component: Bool?
    /// SQL for one row of `verdict`, `measured` and `n`.
    package let query: String?
    /// Why nothing can be held against it.
    package let untestable: String?
    /// What the authors' own code or text says instead.
    package let source: String?

    private enum CodingKeys: String, CodingKey, CaseIterable {
        case id, paper, claim, printed, place, test, tolerance, evidence, component, query, untestable, source
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        id = try container.decode(String.self, forKey: .id)
        paper = try container.decode(String.self, forKey: .paper)
        claim = try container.decode(String.self, forKey: .claim)
        printed = try container.decode(String.self, forKey: .printed)
        place = try container.decode(String.self, forKey: .place)
        test = try container.decodeIfPresent(String.self, forKey: .test)
        tolerance = try container.decodeIfPresent(String.self, forKey: .tolerance)
        evidence = try container.decodeIfPresent([String].self, forKey: .evidence)
        component = try container.decodeIfPresent(Bool.self, forKey: .component)
        query = try container.decodeIfPresent(String.self, forKey: .query)
        untestable = try container.decodeIfPresent(String.self, forKey: .untestable)
        source = try container.decodeIfPresent(String.self, forKey: .source)
        let known = Set(CodingKeys.allCases.map(\.rawValue))
        let keys = try decoder.container(keyedBy: AnyKey.self).allKeys.map(\.stringValue)
        if let unknown = keys.first(where: { !known.contains($0) }) {
            throw ClaimRegisterError.unknownField(id: id, field: unknown)
        }
        // A source may have a query beside it, which shows what it says.
        guard untestable == nil ? query != nil || source != nil : query == nil && source == nil else {
            throw ClaimRegisterError.notOneTest(id: id)
        }
    }

    private struct AnyKey: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    /// Reads a register.
    ///
    /// - Throws: ``ClaimRegisterError``, ``FileError``.
    package static func register(at url: URL) throws -> [Claim] {
        let claims: [Claim]
        do {
            claims = try YAMLDecoder().decode([Claim].self, from: readFile(url))
        } catch let error as ClaimRegisterError {
            throw error
        } catch let error as FileError {
            throw error
        } catch {
            // What a decoder throws beneath another's error is our own.
            if let own = (error as? DecodingError)?.underlying as? ClaimRegisterError { throw own }
            throw ClaimRegisterError.unreadable(file: url.lastPathComponent, reason: "\(error)")
        }
        var seen: Set<String> = []
        for claim in claims where !seen.insert(claim.id).inserted { throw ClaimRegisterError.twice(id: claim.id) }
        return claims
    }
}

extension DecodingError {
    fileprivate var underlying: (any Error)? {
        switch self {
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .keyNotFound(_, let context),
            .dataCorrupted(let context):
            context.underlyingError
        @unknown default: nil
        }
    }
}

/// What can be wrong with a register, or with what its queries give.
package enum ClaimRegisterError: Error, Equatable {
    case unreadable(file: String, reason: String)
    case unknownField(id: String, field: String)
    /// Neither or both of a reason why it cannot be tested, and of a test.
    case notOneTest(id: String)
    case twice(id: String)
    /// A query that SQLite refuses, or that lacks a column.
    case query(id: String, reason: String)
    /// Claims whose query gives no row, more than one, or no verdict of ours, each with what it gives.
    case noVerdict([String: String])
}

extension ClaimRegisterError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unreadable(let file, let reason): "\(file): \(reason)"
        case .unknownField(let id, let field): "the claim \(id) has a field '\(field)', which no claim has"
        case .notOneTest(let id):
            "the claim \(id) needs a query or a source, or the reason why it is untestable, and not both"
        case .twice(let id): "the claim \(id) stands there twice"
        case .query(let id, let reason): "the query of the claim \(id): \(reason)"
        case .noVerdict(let claims):
            "no verdict on "
                + claims.sorted { $0.key < $1.key }.map { "\($0.key) (\($0.value))" }.joined(separator: ", ")
                + "; a query must give one row whose verdict is one of: "
                + Claim.Verdict.allCases.map(\.rawValue).joined(separator: ", ")
        }
    }
}
