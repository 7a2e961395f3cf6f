/// What the paper adds to the look of all documents: lines of text as long as one likes to read them, the contents beside them on wide
/// windows and above them on narrow ones, and pages.
enum PaperStyle {
    static let text = screen + pages

    private static let screen = """
        body.paper { max-width: 92rem; font-size: 17px; }
        .paper h1 { font-size: 2rem; }
        .paper h3 { margin: 1.8rem 0 0.6rem; font-size: 1.12rem; }
        .paper p, .paper li { max-width: 46rem; line-height: 1.58; }
        .paper p.notes { max-width: 46rem; line-height: 1.45; margin: 0.5rem 0 0; }
        .paper ul, .paper ol { padding-left: 1.3rem; }
        .paper li { margin: 0.35rem 0; }
        .paper figure { margin: 1.6rem 0; }
        .paper figure .notes { margin-bottom: 0.6rem; }
        .paper .caption { font-weight: 600; margin: 0 0 0.5rem; line-height: 1.4; }
        .paper-table { margin: 1.8rem 0; }
        .paper .scroll > table { width: auto; min-width: min(100%, 30rem); }
        .paper-table td { min-width: 2.5rem; max-width: 17rem; }
        .paper-table td.mark, .paper-table td.name { white-space: nowrap; }
        .paper-table td.sentence { min-width: 15rem; }
        .prose td { max-width: 26rem; min-width: 6rem; }
        .paper pre { background: var(--soft); border: 1px solid var(--line); border-radius: 5px; padding: 0.6rem 0.8rem; overflow-x: auto; }
        data { text-decoration: underline dotted; text-decoration-color: color-mix(in srgb, var(--quiet) 55%, transparent);
          text-underline-offset: 0.22em; text-decoration-thickness: 1px; cursor: help; }
        data.shown { background: color-mix(in srgb, var(--link) 22%, transparent); }
        #query { position: fixed; inset: auto 0 0 0; z-index: 2; padding: 0.6rem clamp(0.8rem, 3vw, 2.5rem) 0.8rem; background: var(--paper);
          border-top: 2px solid var(--link); max-height: 45vh; overflow: auto; }
        #query p { margin: 0; }
        #query pre { margin: 0.3rem 0 0.5rem; white-space: pre-wrap; }
        #contents { font-size: 0.92rem; display: block; }
        #contents ul { list-style: none; padding: 0; margin: 0; }
        #contents li { margin: 0.3rem 0; line-height: 1.35; }
        #contents a { text-decoration: none; }
        #contents a:hover { text-decoration: underline; }
        #contents .level-3 { padding-left: 1rem; font-size: 0.94em; }
        @media (max-width: 70rem) {
          #contents { border: 1px solid var(--line); border-radius: 5px; padding: 0.3rem 0.9rem 0.6rem; max-width: 46rem; }
          #contents .level-3 { display: none; }
        }
        @media screen and (min-width: 70rem) {
          body.paper { display: grid; grid-template-columns: 16rem minmax(0, 1fr); column-gap: 3rem; align-items: start; }
          .paper > header { grid-area: 1 / 2; } .paper > main { grid-area: 2 / 2; }
          #contents { grid-area: 1 / 1 / 3 / 2; position: sticky; top: 1rem; max-height: calc(100vh - 2rem); overflow-y: auto; padding-right: 0.5rem; }
          #contents [aria-current] { font-weight: 600; color: var(--ink); }
        }

        """

    /// Tables break between rows, with their header on each page; what is wider than a page is set in smaller type.
    private static let pages = """
        @page { size: A4; margin: 18mm 16mm 20mm; @bottom-center { content: counter(page); font: 8.5pt "Liberation Sans", Arial, sans-serif; color: #444; } }
        @media print {
          body.paper { display: block; font-size: 9.5pt; line-height: 1.42; }
          .paper h1 { font-size: 17pt; margin-top: 0; }
          .paper h2 { font-size: 13pt; margin: 16pt 0 6pt; }
          .paper h3 { font-size: 10.5pt; margin: 11pt 0 4pt; }
          .paper p, .paper li, .paper p.notes { max-width: none; line-height: 1.42; }
          .paper p { orphans: 3; widows: 3; margin: 5pt 0; }
          .paper #contents { display: block !important; columns: 2; column-gap: 10mm; border: 0; padding: 0; max-width: none; font-size: 8.5pt; margin-bottom: 8pt; }
          #contents p { display: none; }
          #contents li { break-inside: avoid; margin: 1.5pt 0; }
          #contents .level-3 { display: block; }
          #query { display: none; }
          data { text-decoration: none; }
          a { color: inherit; text-decoration: none; }
          .paper-table { margin: 10pt 0; }
          .paper .caption { break-after: avoid; margin-bottom: 3pt; }
          .paper .scroll > table { width: 100%; min-width: 0; font-size: 7pt; line-height: 1.3; }
          .paper table th, .paper table td { padding: 1.5pt 3pt; max-width: none; min-width: 0; overflow-wrap: break-word; }
          .paper-table td.name { white-space: normal; }
          .paper .paper-table td.sentence { min-width: 27mm; }
          .paper-table:not(:has(tbody > tr:nth-child(13))), .paper .caption, h3 { break-inside: avoid; }
          h3 { break-after: avoid; }
          .paper .prose th, .paper .prose td { font-size: 8pt; }
          thead { display: table-header-group; }
          .paper p.notes { font-size: 7pt; margin-top: 3pt; }
          .paper figure { border: 0; max-width: 150mm; margin: 10pt auto; }
          figcaption { font-size: 8.5pt; padding-inline: 0; }
          code, pre { overflow-wrap: anywhere; }
        }
        """
}
