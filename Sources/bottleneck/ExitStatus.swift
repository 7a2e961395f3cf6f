import ArgumentParser
import Files
import Foundation
import Pipeline

extension ExitCode {
    static let stageFailed = ExitCode(1)
    static let usage = ExitCode(64)
    static let declarations = ExitCode(65)
    static let interrupted = ExitCode(130)
}

enum StandardError {
    static func write(_ line: String) { FileHandle.standardError.write(Data((line + "\n").utf8)) }
}

/// Runs the body of a verb; says what went wrong and ends with the status that belongs to it.
func reportingErrors<Result>(_ body: () async throws -> Result) async throws -> Result {
    do {
        return try await body()
    } catch let errors as DeclarationErrors {
        let count = errors.problems.count
        StandardError.write(
            "\(errors)\n\(count == 1 ? "1 problem" : "\(count) problems") in the declarations; nothing ran")
        throw ExitCode.declarations
    } catch let error as ValidationError {
        // The parser's own printing would add how the whole program is called.
        StandardError.write("error: \(error.message)")
        throw ExitCode.usage
    } catch let error as SelectorError {
        StandardError.write("error: \(error)")
        throw ExitCode.usage
    } catch let exit as ExitCode {
        throw exit
    } catch {
        StandardError.write("error: \(error)")
        throw ExitCode.stageFailed
    }
}
