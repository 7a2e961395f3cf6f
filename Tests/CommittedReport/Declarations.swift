import Foundation
import Reporting
import Yams

/// The tables and figures as `experiments/figures.yaml` declares them.
package struct Declarations: Decodable {
    private struct Stage: Decodable {
        enum Product {
            case table(Table)
            case figure(Figure)
        }

        let product: Product
        /// Paths of the published measurements, in their order.
        let measurements: [String]
        /// Whether it shows parameters of other stages, which are not among the committed files.
        let isQuoting: Bool

        private enum CodingKeys: CodingKey {
            case kind, params, inputs
        }

        private struct Settings: Decodable {
            let settings: [String]?
        }

        private struct Inputs: Decodable {
            let measurements: [String]

            private enum CodingKeys: CodingKey {
                case measurements
            }

            init(from decoder: any Decoder) throws {
                let container = try decoder.container(keyedBy: CodingKeys.self)
                let one = try? container.decode(String.self, forKey: .measurements)
                measurements = try one.map { [$0] } ?? container.decode([String].self, forKey: .measurements)
            }
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            product =
                try container.decode(String.self, forKey: .kind) == "table"
                ? .table(container.decode(Table.self, forKey: .params))
                : .figure(container.decode(Figure.self, forKey: .params))
            measurements = try container.decode(Inputs.self, forKey: .inputs).measurements.map {
                $0.replacing("published:", with: "")
            }
            isQuoting = try container.decode(Settings.self, forKey: .params).settings != nil
        }
    }

    private let stages: [String: Stage]

    package static func read() throws -> Declarations {
        let text = try String(contentsOf: Repository.root.appending(path: "experiments/figures.yaml"), encoding: .utf8)
        return try YAMLDecoder().decode(Declarations.self, from: text)
    }

    package var tables: [Table] {
        stages.values.compactMap { if case .table(let table) = $0.product { table } else { nil } }
            .sorted { $0.name < $1.name }
    }

    /// Those that the committed files alone give, each with what its footer names.
    package func committedTables() throws -> [(table: Table, origin: TableOrigin)] {
        try stages.sorted { $0.key < $1.key }.compactMap { name, stage in
            guard case .table(let table) = stage.product, !stage.isQuoting else { return nil }
            let files = stage.measurements.map { (TableOrigin.name(of: $0), Repository.root.appending(path: $0)) }
            return (table, try TableOrigin(stage: "report/\(name)", profile: "paper", measurements: files))
        }
    }

    package var figures: [Figure] {
        stages.values.compactMap { if case .figure(let figure) = $0.product { figure } else { nil } }
            .sorted { $0.name < $1.name }
    }
}
