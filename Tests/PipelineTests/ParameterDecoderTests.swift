import Pipeline
import Testing

@Suite("Decoding parameters")
struct ParameterDecoderTests {
    private struct Inner: Decodable, Equatable {
        let width: UInt8
        let rate: Float
    }

    private struct Everything: Decodable, Equatable {
        let flag: Bool
        let name: String
        let numbers: [Double]
        let byName: [String: Int]
        let inner: Inner
        let inners: [Inner]
        let absent: Inner?
        let null: Int?
        let choice: Choice
    }

    private enum Choice: Decodable, Equatable {
        case normal(stddev: Float)
        case glorotUniform
    }

    private struct Refusing: Decodable {
        let rate: Double

        struct Refusal: Error, CustomStringConvertible { let description = "the rate must be above 0" }

        private enum CodingKeys: String, CodingKey { case rate }

        init(from decoder: any Decoder) throws {
            rate = try decoder.container(keyedBy: CodingKeys.self).decode(Double.self, forKey: .rate)
            if rate <= 0 { throw Refusal() }
        }
    }

    private func decode<Value: Decodable>(_ type: Value.Type, _ yaml: String) throws -> (
        value: Value?, problems: [String]
    ) {
        let declared = try #require(try DeclaredValue(parsing: yaml, file: "f"))
        var problems: [DeclarationProblem] = []
        let value = ParameterDecoder.decode(type, from: declared, problems: &problems)
        return (value, problems.map { "\($0.position): \($0.message)" })
    }

    private static let good = """
        flag: true
        name: "64"
        numbers: [1, 2.5, 1e-3, -0.1]
        byName: {a: 1, b: 2}
        inner: {width: 255, rate: 0.1}
        inners: [{width: 1, rate: 1}, {width: 2, rate: 2}]
        null: ~
        choice: {glorotUniform: {}}
        """

    @Test("values of every form arrive")
    func everything() throws {
        let (value, problems) = try decode(Everything.self, Self.good)
        #expect(problems == [])
        #expect(
            value
                == Everything(
                    flag: true, name: "64", numbers: [1, 2.5, 1e-3, -0.1], byName: ["a": 1, "b": 2],
                    inner: Inner(width: 255, rate: 0.1), inners: [Inner(width: 1, rate: 1), Inner(width: 2, rate: 2)],
                    absent: nil, null: nil, choice: .glorotUniform))
    }

    @Test("everything that is wrong is found at once, in the order of the fields")
    func allWrong() throws {
        let yaml = """
            flag: yes
            name: 64
            numbers: [1, x, .inf]
            byName: {a: 1.5}
            inner: {width: 256, rat: 1}
            inners: {width: 1}
            choice: {glorotUniform: {}}
            more: 1
            """
        let (value, problems) = try decode(Everything.self, yaml)
        #expect(value == nil)
        #expect(
            problems == [
                "f:1:7: expected true or false, found the string “yes”",
                "f:2:7: expected a string, found the integer 64",
                "f:3:14: expected a number, found the string “x”",
                "f:3:17: expected a number, found the string “.inf”",
                "f:4:13: expected an integer, found the number 1.5",
                "f:5:16: expected an integer from 0 to 255, found the integer 256",
                "f:5:8: missing key 'rate' (a number)",
                "f:5:21: unknown key 'rat', did you mean 'rate'?",
                "f:6:9: expected a list, found a mapping",
                "f:8:1: unknown key 'more'",
            ])
    }

    @Test("what a type itself refuses is one problem at its value, and placeholders are never blamed")
    func refusal() throws {
        #expect(try decode([Refusing].self, "[{rate: 0}, {rate: 1}]").problems == ["f:1:2: the rate must be above 0"])
        #expect(
            try decode(Refusing.self, "{rate: fast}").problems == ["f:1:8: expected a number, found the string “fast”"])
    }

    @Test("a missing enum, struct or list is one problem and no more")
    func missing() throws {
        let yaml = Self.good.replacing("choice: {glorotUniform: {}}", with: "").replacing(
            "inner: {width: 255, rate: 0.1}\n", with: "")
        #expect(
            try decode(Everything.self, yaml).problems == [
                "f:1:1: missing key 'inner' (Inner)", "f:1:1: missing key 'choice' (Choice)",
            ])
    }

    @Test("a type without fields takes no keys")
    func empty() throws {
        struct Nothing: Decodable {}
        #expect(try decode(Nothing.self, "{}").problems == [])
        #expect(try decode(Nothing.self, "{a: 1}").problems == ["f:1:2: unknown key 'a'"])
    }
}
