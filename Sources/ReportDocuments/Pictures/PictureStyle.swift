/// How the pictures are shown: each pixel a square, as many times as large as fits.
enum PictureStyle {
    static let text = """
        .sprite { display: block; image-rendering: pixelated; width: 100%; max-width: 70rem; margin: 0.6rem 0; }
        .picture-set details > p { padding: 0 0.1rem; }
        #picture-browser canvas { image-rendering: pixelated; background: #000; display: block; }
        #picture-browser .choices { display: flex; flex-wrap: wrap; gap: 0.5rem 1.2rem; }
        #picture-browser fieldset { border: 1px solid var(--line); border-radius: 5px; margin: 0; padding: 0.3rem 0.7rem 0.6rem; min-width: 0; max-width: max-content; }
        #picture-browser legend { color: var(--quiet); font-size: 0.86rem; }
        .images > div { display: flex; flex-wrap: wrap; gap: 0.3rem; }
        .images label { position: relative; padding: 3px; border-radius: 5px; border: 2px solid transparent; cursor: pointer; text-align: center; font-size: 0.8rem; line-height: 1.2; }
        .images input { position: absolute; opacity: 0; inset: 0; margin: 0; cursor: pointer; }
        .images label:has(:checked) { border-color: var(--link); }
        .images label:has(:focus-visible) { outline: 2px solid var(--link); outline-offset: 2px; }
        .images canvas { width: 56px; height: 56px; }
        .shown { display: flex; gap: 1rem; margin: 1rem 0 0.6rem; }
        .shown figure { border: 0; border-radius: 0; max-width: none; }
        .shown canvas { width: 252px; height: 252px; }
        .shown figcaption { padding: 0.25rem 0 0; color: var(--quiet); font-size: 0.86rem; }
        #picture-browser dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 0.2rem 1rem; margin: 0.6rem 0; font-size: 0.92rem; }
        #picture-browser dt { color: var(--quiet); }
        #picture-browser dd { margin: 0; }
        .codecs label { display: flex; align-items: center; gap: 0.5rem; cursor: pointer; font-weight: 400; }
        .codecs canvas { width: 42px; height: 42px; }
        .codecs th, .codecs td { vertical-align: middle; padding-block: 0.15rem; }
        .codecs td:nth-child(n + 4) { max-width: none; white-space: nowrap; }
        .codecs .chosen { background: color-mix(in srgb, var(--link) 14%, transparent); }
        .bar { display: inline-flex; width: 12rem; height: 0.85rem; vertical-align: middle; margin-right: 0.6rem; }
        .bar > span { flex: none; }
        .header, .key.header::before { --part: #d55e00; } .side, .key.side::before { --part: #f0e442; } .payload, .key.payload::before { --part: #0072b2; }
        .bar > .header, .bar > .side, .bar > .payload { background: var(--part); }
        .key { white-space: nowrap; font-weight: 400; }
        .key::before { content: ""; display: inline-block; width: 0.75em; height: 0.75em; background: var(--part); border: 1px solid var(--quiet); margin-right: 0.3em; }
        @media (max-width: 60rem) { .shown canvas { width: 168px; height: 168px; } }
        @media (max-width: 36rem) {
          .shown { gap: 0.5rem; } .shown canvas { width: 112px; height: 112px; } .bar { width: 8rem; }
          #picture-browser dl { grid-template-columns: minmax(0, 1fr); } #picture-browser dd { margin-bottom: 0.3rem; }
        }
        @media print { #picture-browser { display: none !important; } }

        """
}
