import Foundation
import Reporting
import Yams

/// The tables and figures as `experiments/figures.yaml` declares them.
struct Declarations: Decodable {
    struct Stage: Decodable {
        enum Product {
            case table(Table)
            case figure(Figure)
        }

        let product: Product

        private enum CodingKeys: CodingKey {
            case kind, params
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            product =
                try container.decode(String.self, forKey: .kind) == "table"
                ? .table(container.decode(Table.self, forKey: .params))
                : .figure(container.decode(Figure.self, forKey: .params))
        }
    }

    private let stages: [String: Stage]

    static func read() throws -> Declarations {
        let text = try String(contentsOf: Repository.root.appending(path: "experiments/figures.yaml"), encoding: .utf8)
        return try YAMLDecoder().decode(Declarations.self, from: text)
    }

    var tables: [Table] {
        stages.values.compactMap { if case .table(let table) = $0.product { table } else { nil } }
            .sorted { $0.name < $1.name }
    }

    var figures: [Figure] {
        stages.values.compactMap { if case .figure(let figure) = $0.product { figure } else { nil } }
            .sorted { $0.name < $1.name }
    }
}
