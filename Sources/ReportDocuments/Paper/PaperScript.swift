/// Shows the query of a number that one clicks or touches. It is run by the browser alone, and asks for nothing; a pointer that rests on
/// the number shows the same without it.
enum PaperScript {
    static let text = #"""
        (() => {
          const box = document.querySelector("#query");
          const close = () => {
            box.hidden = true;
            for (const shown of document.querySelectorAll("data.shown")) shown.classList.remove("shown");
          };
          document.querySelector("main").addEventListener("click", (event) => {
            const number = event.target.closest("data");
            if (!number) return;
            close();
            number.classList.add("shown");
            box.querySelector("code").textContent = number.title;
            box.hidden = false;
          });
          box.querySelector("button").addEventListener("click", close);
          addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });

          // The section that one reads is marked in the contents.
          const links = new Map([...document.querySelectorAll("#contents li > a")].map((link) => [decodeURIComponent(link.hash.slice(1)), link]));
          const headings = [...links.keys()].map((id) => document.getElementById(id));
          const mark = () => {
            const above = headings.filter((heading) => heading.getBoundingClientRect().top < 90);
            const here = links.get((above.at(-1) ?? headings[0])?.id);
            for (const link of links.values()) {
              if (link === here) link.setAttribute("aria-current", "true");
              else link.removeAttribute("aria-current");
            }
          };
          addEventListener("scroll", mark, { passive: true });
          mark();
        })();
        """#
}
