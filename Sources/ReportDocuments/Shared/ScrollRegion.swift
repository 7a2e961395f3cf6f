/// What may be wider than the window: it scrolls sideways by itself, by touch and by keyboard, and says so where there is more to see.
enum ScrollRegion {
    /// - Parameter label: For readers who do not see it.
    static func around(_ content: HTML, label: String, classes: HTML = "") -> HTML {
        """
        <div class="sideways">
        <div class="scroll\(classes)" tabindex="0" role="region" aria-label="\(label)">
        \(content)
        </div>
        </div>
        """
    }

    static let style = """
        .sideways { position: relative; }
        .scroll { overflow-x: auto; max-width: 100%; }
        .sideways.wide::before { content: "\\2194\\00a0 wider than the window: scrolls sideways"; display: block; padding: 0.15rem 0.7rem;
          color: var(--quiet); font-size: 0.8rem; }
        .sideways.more-left > .scroll { box-shadow: inset 3px 0 0 -1px var(--link); }
        .sideways::after { content: ""; position: absolute; inset: 0 0 0 auto; width: 1.6rem; pointer-events: none; opacity: 0;
          background: linear-gradient(to left, color-mix(in srgb, var(--ink) 30%, transparent), transparent); }
        .sideways.more-right::after { opacity: 1; }
        @media print { .sideways::before, .sideways::after { display: none !important; } .scroll { overflow: visible !important; } }

        """

    static let script = #"""
        (() => {
          for (const frame of document.querySelectorAll(".sideways")) {
            const scroll = frame.firstElementChild;
            const show = () => {
              const hidden = scroll.scrollWidth - scroll.clientWidth;
              frame.classList.toggle("wide", hidden > 1);
              frame.classList.toggle("more-left", scroll.scrollLeft > 1);
              frame.classList.toggle("more-right", scroll.scrollLeft < hidden - 1);
            };
            scroll.addEventListener("scroll", show, { passive: true });
            const observer = new ResizeObserver(show);
            for (const element of [scroll, ...scroll.children]) observer.observe(element);
          }
        })();
        """#
}
