/// What the page does when one types and clicks. It is run by the browser alone, and asks for nothing.
enum PageScript {
    static let text = #"""
        (() => {
          const all = (selector, root = document) => [...root.querySelectorAll(selector)];

          // The claims: those that fit all four fields are shown.
          const form = document.querySelector("#claim-filter");
          const claims = all(".claim").map((element) => ({ element, text: element.textContent.toLowerCase() }));
          const filter = () => {
            const { paper, verdict, component, words } = form.elements;
            const wanted = words.value.toLowerCase().split(/\s+/).filter((word) => word);
            let shown = 0;
            for (const { element, text } of claims) {
              const fits = [paper, verdict, component].every((field) =>
                !field.value || element.dataset[field.name] === field.value) && wanted.every((word) => text.includes(word));
              element.hidden = !fits;
              if (fits) shown += 1;
            }
            form.elements.count.textContent = `${shown} of ${claims.length} shown`;
          };
          if (form) {
            form.hidden = false;
            form.addEventListener("input", filter);
            form.addEventListener("submit", (event) => event.preventDefault());
            // The fields are empty only after the event.
            form.addEventListener("reset", () => setTimeout(filter));
            filter();
          }

          // Each number of claims shows those that it counts.
          for (const cell of all("#verdicts td")) {
            const button = document.createElement("button");
            button.type = "button";
            const what = [cell.dataset.paper, cell.dataset.verdict].filter((word) => word).join(", ") || "all claims";
            button.setAttribute("aria-label", `${cell.textContent}: ${what}`);
            button.append(...cell.childNodes);
            button.addEventListener("click", () => {
              form.reset();
              form.elements.paper.value = cell.dataset.paper;
              form.elements.verdict.value = cell.dataset.verdict;
              form.elements.component.value = "no";
              filter();
              document.querySelector("#claims").scrollIntoView();
            });
            cell.append(button);
          }

          // Tables: a number by its value, a text by its letters and the numbers in it; what is empty stays below.
          const letters = new Intl.Collator("en", { numeric: true });
          const keyOf = (row, column) => {
            const cell = row.cells[column];
            const raw = cell.dataset.key ?? cell.textContent;
            const number = Number(raw);
            return raw === "" ? null : Number.isNaN(number) ? raw : number;
          };
          const compare = (a, b) => typeof a === typeof b
            ? (typeof a === "number" ? (a < b ? -1 : a > b ? 1 : 0) : letters.compare(a, b))
            : typeof a === "number" ? -1 : 1;
          for (const table of all("table.sortable")) {
            const headings = [...table.tHead.rows[0].cells];
            headings.forEach((heading, column) => {
              const button = document.createElement("button");
              button.type = "button";
              button.append(...heading.childNodes);
              heading.append(button);
              button.addEventListener("click", () => {
                const ascending = heading.getAttribute("aria-sort") !== "ascending";
                for (const other of headings) other.removeAttribute("aria-sort");
                heading.setAttribute("aria-sort", ascending ? "ascending" : "descending");
                const rows = [...table.tBodies[0].rows].map((row) => ({ row, key: keyOf(row, column) }));
                rows.sort((a, b) => a.key === null || b.key === null
                  ? (a.key === null) - (b.key === null)
                  : (ascending ? 1 : -1) * compare(a.key, b.key));
                table.tBodies[0].append(...rows.map(({ row }) => row));
              });
            });
          }

          // All tables at once, and all of them on paper.
          const tables = all("details.table");
          const openAll = document.querySelector("#open-all");
          openAll.hidden = false;
          openAll.addEventListener("click", () => {
            const open = openAll.getAttribute("aria-pressed") !== "true";
            openAll.setAttribute("aria-pressed", open);
            openAll.textContent = open ? "Close all tables" : "Open all tables";
            for (const table of tables) table.open = open;
          });
          let closed = [];
          addEventListener("beforeprint", () => {
            closed = tables.filter((table) => !table.open);
            for (const table of closed) table.open = true;
          });
          addEventListener("afterprint", () => { for (const table of closed) table.open = false; });

          // A link to a table or claim opens it.
          const openTarget = () => {
            const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
            if (!target) return;
            if (target.matches("details")) target.open = true;
            if (target.hidden) form.reset();
            target.scrollIntoView({ inline: "center" });
            target.closest("[data-number]")?.focus({ preventScroll: true });
          };
          addEventListener("hashchange", openTarget);
          openTarget();

          // The arrows of the box that one points at.
          const edges = all("#graph .edge");
          for (const box of all("#graph [data-number]")) {
            const light = (on) => {
              for (const edge of edges) {
                if (edge.dataset.from === box.dataset.number || edge.dataset.to === box.dataset.number) edge.classList.toggle("lit", on);
              }
            };
            for (const event of ["pointerenter", "focus"]) box.addEventListener(event, () => light(true));
            for (const event of ["pointerleave", "blur"]) box.addEventListener(event, () => light(false));
          }
        })();
        """#
}
