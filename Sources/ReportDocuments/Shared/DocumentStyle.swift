/// How the documents look: light or dark as the reader's system is, on windows from 320 pixels, and on paper.
enum DocumentStyle {
    static let page = colours + layout + claims + tables + ScrollRegion.style + pictures + PictureStyle.text + printed
    static let paper = colours + layout + tables + ScrollRegion.style + pictures + printed + PaperStyle.text

    /// Okabe and Ito's colours for papers, as in the figures; a verdict has its words beside its colour.
    private static let colours = """
        :root {
          color-scheme: light dark;
          --paper: #ffffff; --ink: #1f2328; --quiet: #59636e; --line: #d1d9e0; --soft: #f6f8fa; --link: #0b5cad;
          --good: #0b6e4f; --partly: #8a5a00; --bad: #b3261e; --open: #59636e;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --paper: #14171b; --ink: #e3e6ea; --quiet: #9aa4af; --line: #353c45; --soft: #1c2127; --link: #7cb7f2;
            --good: #5fcf9f; --partly: #e6b34d; --bad: #ff8a80; --open: #9aa4af;
          }
        }
        .colour-0 { --lane: #767676; } .colour-1 { --lane: #e69f00; } .colour-2 { --lane: #0072b2; }
        .colour-3 { --lane: #009e73; } .colour-4 { --lane: #cc79a7; } .colour-5 { --lane: #d55e00; }
        .colour-6 { --lane: #56b4e9; } .colour-7 { --lane: #8c6d46; } .colour-8 { --lane: #a6a02a; }
        @media (prefers-color-scheme: dark) { .colour-2 { --lane: #4a9fd8; } }

        """

    private static let layout = """
        * { box-sizing: border-box; }
        html { scroll-padding-top: 1rem; -webkit-text-size-adjust: 100%; }
        body { margin: 0 auto; max-width: 84rem; padding: 1rem clamp(0.8rem, 3vw, 2.5rem) 4rem; background: var(--paper); color: var(--ink);
          font: 16px/1.5 system-ui, "Liberation Sans", Arial, sans-serif; overflow-wrap: break-word; }
        h1 { font-size: 1.7rem; line-height: 1.2; margin: 0.5rem 0; }
        h2 { font-size: 1.35rem; margin: 2.5rem 0 0.8rem; padding-bottom: 0.2rem; border-bottom: 1px solid var(--line); }
        p { max-width: 50rem; }
        a { color: var(--link); }
        code, pre { font: 0.92em/1.45 ui-monospace, "Liberation Mono", monospace; overflow-wrap: anywhere; }
        pre code { font-size: 1em; }
        .quiet, .origin, .notes { color: var(--quiet); font-size: 0.86rem; }
        .caution { border: 2px solid var(--partly); border-radius: 5px; padding: 0.4rem 0.8rem; }
        .skip { position: absolute; left: -100rem; }
        .skip:focus { left: 1rem; background: var(--paper); padding: 0.3rem; }
        nav { display: flex; flex-wrap: wrap; align-items: center; gap: 0.4rem 1rem; }
        button, select, input { font: inherit; color: inherit; background: var(--soft); border: 1px solid var(--line); border-radius: 5px;
          padding: 0.2rem 0.55rem; max-width: 100%; }
        button { cursor: pointer; }
        :focus-visible { outline: 2px solid var(--link); outline-offset: 1px; }
        [hidden] { display: none !important; }
        summary { cursor: pointer; }
        :target { scroll-margin-top: 1rem; }

        """

    private static let claims = """
        .verdict { font-size: 0.82rem; font-weight: 600; color: var(--open); }
        .verdict[data-verdict^="reproduced"] { color: var(--good); }
        .verdict[data-verdict="reproduced only with their metric"] { color: var(--partly); }
        .verdict[data-verdict^="contradicted"] { color: var(--bad); }
        #claim-filter { display: flex; flex-wrap: wrap; align-items: center; gap: 0.5rem 1rem; margin-bottom: 1rem; }
        #claim-filter label { display: inline-flex; flex-wrap: wrap; align-items: center; gap: 0.4rem; }
        .claim { border: 1px solid var(--line); border-left-width: 4px; border-radius: 5px; margin: 0.4rem 0; border-left-color: var(--open); }
        .claim[data-verdict^="reproduced"] { border-left-color: var(--good); }
        .claim[data-verdict="reproduced only with their metric"] { border-left-color: var(--partly); }
        .claim[data-verdict^="contradicted"] { border-left-color: var(--bad); }
        .claim > summary { padding: 0.45rem 0.8rem; }
        .claim > summary > .id { font-weight: 600; }
        .claim > summary > .id, .claim > summary > .paper { margin-right: 0.5rem; }
        .claim .statement, .claim .numbers { display: block; }
        .claim .numbers { color: var(--quiet); font-size: 0.9rem; }
        .claim .numbers b { color: var(--ink); font-weight: 500; }
        .claim dl { margin: 0; padding: 0.5rem 0.8rem 0.8rem; border-top: 1px solid var(--line); display: grid;
          grid-template-columns: max-content minmax(0, 1fr); gap: 0.3rem 1rem; font-size: 0.92rem; }
        .claim dt { color: var(--quiet); }
        .claim dd { margin: 0; }
        .claim pre { margin: 0; white-space: pre-wrap; }
        @media (max-width: 36rem) { .claim dl { grid-template-columns: minmax(0, 1fr); } .claim dd { margin-bottom: 0.4rem; } }

        """

    private static let tables = """
        table { border-collapse: collapse; font-size: 0.88rem; font-variant-numeric: tabular-nums; }
        th, td { padding: 0.22rem 0.7rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
        th { font-weight: 600; vertical-align: bottom; }
        thead th { background: var(--soft); }
        .scroll > table { width: max-content; }
        td { overflow-wrap: normal; max-width: 18rem; }
        .number { text-align: right; white-space: nowrap; }
        tfoot th, tfoot td { border-bottom: 0; font-weight: 600; }
        th.number { white-space: normal; }
        th > button, td > button { all: unset; cursor: pointer; }
        th > button:focus-visible, td > button:focus-visible { outline: 2px solid var(--link); }
        #verdicts { width: auto; }
        #verdicts thead th + th { text-align: right; max-width: 9rem; line-height: 1.25; }
        @media (max-width: 36rem) { #verdicts th, #verdicts td { padding-inline: 0.4rem; } }
        #verdicts td > button { color: var(--link); text-decoration: underline; text-underline-offset: 2px; }
        th > button::after { content: "\\2195"; color: var(--quiet); margin-left: 0.3em; font-weight: 400; }
        [aria-sort="ascending"] > button::after { content: "\\2191"; color: var(--ink); }
        [aria-sort="descending"] > button::after { content: "\\2193"; color: var(--ink); }
        details.table { border: 1px solid var(--line); border-radius: 5px; margin: 0.4rem 0; }
        details.table > summary { padding: 0.45rem 0.8rem; }
        details.table > .scroll { border-top: 1px solid var(--line); }
        details.table > p { margin: 0.5rem 0.8rem; max-width: none; }

        """

    private static let pictures = """
        .figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(30rem, 100%), 1fr)); gap: 1.2rem; align-items: start; margin-bottom: 1.2rem; }
        figure { margin: 0; max-width: 50rem; border: 1px solid var(--line); border-radius: 5px; overflow: hidden; }
        figure svg { display: block; width: 100%; height: auto; }
        figcaption { padding: 0.6rem 0.8rem 0; font-size: 0.92rem; }
        .graph svg { display: block; max-width: none; font: 11.5px system-ui, "Liberation Sans", Arial, sans-serif; }
        .lane rect { fill: var(--lane); fill-opacity: 0.07; }
        .lane text { fill: var(--quiet); font-weight: 600; }
        .stage rect { fill: var(--paper); stroke: var(--lane); stroke-width: 1.5; }
        .stage text { fill: var(--ink); pointer-events: none; }
        .stage:hover rect, .stage:focus rect { stroke-width: 3; }
        .stage:focus { outline: none; }
        .edge { fill: none; stroke: var(--quiet); stroke-opacity: 0.45; }
        .implied { visibility: hidden; }
        .published { stroke-dasharray: 4 3; }
        .edge.lit { visibility: visible; stroke: var(--link); stroke-opacity: 1; stroke-width: 2; }
        #arrow path { fill: context-stroke; }
        @media (max-width: 40rem) { figure .picture { overflow-x: auto; } figure svg { min-width: 34rem; } }
        /* gnuplot draws on white: turned dark, with its hues kept. */
        @media screen and (prefers-color-scheme: dark) { figure svg { filter: invert(0.91) hue-rotate(180deg); }
          /* Pictures within a drawing keep their light. */
          figure svg image { filter: invert(1) hue-rotate(180deg); } }

        """

    private static let printed = """
        @media print {
          :root { color-scheme: light; --paper: #ffffff; --ink: #000000; --quiet: #444444; --line: #bbbbbb; --soft: #ffffff; --link: #000000; }
          html { font-size: 10pt; }
          body { font-size: 1rem; max-width: none; padding: 0; }
          nav, form, .skip, th > button::after { display: none !important; }
          .scroll { overflow: visible; }
          .scroll > table { width: auto; }
          .graph svg { width: 100%; height: auto; }
          figure, tr, .claim { break-inside: avoid; }
          h2, summary { break-after: avoid; }
        }

        """
}
