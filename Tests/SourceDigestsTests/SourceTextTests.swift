import SourceDigests
import Testing

@Suite("Source text without comments and white space")
struct SourceTextTests {
    private func swift(_ text: String) -> String {
        String(decoding: SourceText(text.utf8, language: .swift).bytes, as: UTF8.self)
    }

    private func c(_ text: String) -> String {
        String(decoding: SourceText(text.utf8, language: .c).bytes, as: UTF8.self)
    }

    @Test("comments, indentation and blank lines vanish; line breaks and single spaces stay")
    func comments() {
        let plain = "let a = 1\nlet b = a - 2"
        #expect(swift("// head\nlet  a = 1 // one\n\n\n    let b =\ta /* two */ - 2\n") == plain)
        #expect(swift("let a = 1 /* x\n y */ let b = a - 2") == plain)
        #expect(swift("let a = 1\nlet b = a -2") != plain)
    }

    @Test("Swift's block comments nest, C's do not")
    func nesting() {
        #expect(swift("a /* 1 /* 2 */ 3 */ b") == "a b")
        #expect(c("a /* 1 /* 2 */ b") == "a b")
        #expect(c("#define X /* 1\n 2 */ 3") == "#define X 3")
    }

    @Test(
        "literals stay as they are, whatever they look like",
        arguments: [
            #"let a = "//  no  comment""#, #"let a = "\"  //  ""#, ##"let a = #"\  "/*  "#"##,
            "let a = \"\"\"\n      //  text\n\n      \"quoted\"  /*\n    \"\"\"",
            #"let a = "\(b("//  x", c: "(  "))  /*""#,
        ])
    func literals(source: String) {
        #expect(swift(source) == source)
        #expect(swift(source + "  // end\n") == source)
    }

    @Test("C's character literals and strings are no comments")
    func characters() {
        #expect(c(#"char a = '"';  // x"#) == #"char a = '"';"#)
        #expect(c(#"char a = '\'';  /* x */ f("/*  ");"#) == #"char a = '\''; f("/*  ");"#)
        #expect(c("#define A \\\n    1  // one") == "#define A \\\n1")
    }

    @Test("any bytes end: truncated literals and comments do not run on for ever")
    func truncated() {
        for text in ["\"", "\"\\", "\"\"\"a", "/*", "/", "#", "##\"", "\"\\(", "'", "\\"] {
            #expect(swift(text).utf8.count <= text.utf8.count)
            #expect(c(text).utf8.count <= text.utf8.count)
        }
    }

    @Test("imports of every form are found, and nothing else")
    func imports() {
        let source = """
            import A
            package import B.C
            @preconcurrency import D
            import struct E.F; import G
            // import H
            let text = "import I"
            func important() {}
            """
        #expect(SourceText(source.utf8, language: .swift).importedModules == ["A", "B", "D", "E", "G"])
    }
}
