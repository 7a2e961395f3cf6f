import Foundation

/// Where the paper's readers find what it names: tables in it, files of the workspace, claims and stages on the page beside it.
package struct PaperLinks: Equatable, Sendable {
    /// From the document's folder to the workspace, for example `../../`.
    let root: String
    /// Name to address, for names that stand in the text as code or alone in a cell.
    private var addresses: [String: String] = [:]
    private var views: [String: String] = [:]

    /// - Parameters:
    ///   - root: From the document's folder to the workspace, with a slash at its end.
    ///   - files: Names in the text to paths relative to the workspace.
    ///   - views: Paths of the views, each called as its view.
    ///   - stages: Those that the page draws.
    package init(
        root: String, files: [String: String] = [:], views: [String] = [], stages: [String] = [], claims: [String] = []
    ) {
        self.root = root
        for (name, path) in files { addresses[name] = root + path }
        for path in views {
            let name = URL(filePath: path).deletingPathExtension().lastPathComponent
            self.views[name] = root + path
            addresses[name] = root + path
            addresses[path] = root + path
        }
        for stage in stages { addresses[stage] = "\(PaperLinks.page)#\(PageStage.anchor(of: stage))" }
        for claim in claims { addresses[claim] = "\(PaperLinks.page)#\(claim)" }
    }

    /// The document's own tables go before their views.
    func adding(tables: [String]) -> PaperLinks {
        var links = self
        for table in tables { links.addresses[table] = "#\(table)" }
        return links
    }

    /// Of the page, beside the paper.
    static let page = "index.html"

    func address(of name: String) -> String? { addresses[name] }

    /// The address of a link in the text: paths are relative to the workspace, where the text lies.
    func resolved(_ address: String) -> String {
        address.hasPrefix("#") || address.hasPrefix("https://") || address.hasPrefix("http://")
            ? address : root + address
    }

    func code(_ name: String) -> HTML {
        let code: HTML = "<code>\(name)</code>"
        return addresses[name].map { "<a href=\"\($0)\">\(code)</a>" } ?? code
    }

    /// The words of a cell, each name in a list of known ones a link.
    func linked(_ text: String) -> HTML {
        let names = text.components(separatedBy: ", ")
        guard names.contains(where: { addresses[$0] != nil }) else { return "\(text)" }
        return names.map { name -> HTML in
            addresses[name].map { "<a href=\"\($0)\">\(breakable(name))</a>" } ?? "\(name)"
        }.joined(separator: ", ")
    }

    /// A name that may go on in the next line, lest it take the room of the words beside it.
    private func breakable(_ name: String) -> HTML {
        name.map { character -> HTML in
            "_/".contains(character) ? "\(String(character))<wbr>" : "\(String(character))"
        }.joined(separator: "")
    }

    func view(_ name: String) -> HTML {
        views[name].map { "<a href=\"\($0)\"><code>\(name)</code></a>" } ?? "<code>\(name)</code>"
    }

    /// What a table or figure is made by and from, and where the page shows it.
    func files(of origin: PageOrigin, shownAs anchor: String) -> HTML {
        let script: HTML = origin.script.map { " from <a href=\"\(root + $0)\"><code>\($0)</code></a>" } ?? ""
        return """
            <a href="\(root + origin.file)"><code>\(origin.file)</code></a> made by the stage \(code(origin.stage))\(script); \
            <a href="\(PaperLinks.page)#\(anchor)">on the page</a>
            """
    }
}
