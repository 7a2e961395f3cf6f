// Clicks through the page as a reader would, in the copy that scripts/test-page.sh opens, and sends what was found to the page around it,
// one line each: "right: …", "wrong: …", and at last "done: …".
addEventListener("load", () => setTimeout(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const findings = [];
  const check = (holds, claim) => findings.push(`${holds ? "right" : "wrong"}: ${claim}`);
  const visible = (element) => element.checkVisibility();
  const shown = () => all(".claim").filter(visible);
  const form = document.querySelector("#claim-filter");
  const choose = (name, value) => {
    form.elements[name].value = value;
    form.dispatchEvent(new Event("input", { bubbles: true }));
  };

  try {
    // Filters.
    const claims = all(".claim");
    check(claims.length > 1 && shown().length === claims.length, `all ${claims.length} claims are shown at first`);
    for (const name of ["paper", "verdict", "component"]) {
      for (const value of [...form.elements[name].options].map((option) => option.value).filter((value) => value)) {
        choose(name, value);
        const fitting = claims.filter((claim) => claim.dataset[name] === value);
        check(shown().length === fitting.length && fitting.every(visible) && fitting.length < claims.length,
          `${name} ${value}: ${shown().length} claims`);
      }
      choose(name, "");
    }
    choose("words", "PSNR");
    check(shown().length > 0 && shown().length < claims.length && shown().every((claim) => /psnr/i.test(claim.textContent)),
      `the text PSNR: ${shown().length} claims, each with it`);
    choose("words", "no claim says this");
    check(shown().length === 0, "a text of no claim: none");
    check(form.elements.count.value === `0 of ${claims.length} shown`, `the form counts them: ${form.elements.count.value}`);
    choose("words", "");
    const numbers = all("#verdicts td > button");
    const others = numbers.filter((button) => {
      button.click();
      return shown().length !== Number(button.textContent);
    });
    check(numbers.length > 0 && others.length === 0,
      `${numbers.length} numbers of claims show as many${others.map((button) => ` ${button.ariaLabel}`).join()}`);
    form.reset();

    // Claims open by their heading, and links to tables open those.
    check(claims.every((claim) => !claim.open), "claims are closed at first");
    claims[0].querySelector("summary").click();
    check(claims[0].open && visible(claims[0].querySelector("dl")), "a click opens a claim");
    const missing = all("a[href^='#']").filter((link) => !document.getElementById(decodeURIComponent(link.hash.slice(1))));
    check(missing.length === 0, `every link leads somewhere${missing.map((link) => ` ${link.hash}`).join()}`);
    const ids = all("[id]").map((element) => element.id);
    check(new Set(ids).size === ids.length, `${ids.length} ids, each once`);

    // Tables.
    document.querySelector("#open-all").click();
    const tables = all("table.sortable");
    check(tables.length > 0 && tables.every(visible), `${tables.length} tables are open`);
    let sorted = 0;
    for (const table of tables) {
      const headings = [...table.tHead.rows[0].cells];
      headings.forEach((heading, column) => {
        const cells = () => [...table.tBodies[0].rows].map((row) => row.cells[column]);
        const before = cells().map((cell) => cell.textContent).sort().join("\n");
        for (const [order, sign] of [["ascending", 1], ["descending", -1]]) {
          heading.querySelector("button").click();
          const keys = cells().map((cell) => cell.dataset.key ?? cell.textContent);
          const numbers = keys.filter((key) => key !== "").map(Number).filter((number) => !Number.isNaN(number));
          const where = `${table.closest("details").id}, ${heading.textContent}, ${order}`;
          const ordered = numbers.every((number, index) => index === 0 || sign * (number - numbers[index - 1]) >= 0
            || numbers[index - 1] === number);
          if (!ordered) check(false, `${where}: ${numbers.slice(0, 5).join(" ")}`);
          const empty = keys.indexOf("");
          if (empty >= 0 && keys.slice(empty).some((key) => key !== "")) check(false, `${where}: an empty cell stands above others`);
          if (heading.getAttribute("aria-sort") !== order) check(false, `${where}: aria-sort says otherwise`);
          if (cells().map((cell) => cell.textContent).sort().join("\n") !== before) check(false, `${where}: other cells than before`);
          sorted += 1;
        }
      });
    }
    check(sorted > tables.length, `sorted ${sorted} times, numbers by their values`);
    document.querySelector("#open-all").click();
    check(tables.every((table) => !visible(table)), "tables close again");

    // Pictures.
    const figures = all("figure");
    check(figures.length > 0, `${figures.length} figures`);
    for (const figure of figures) {
      const box = figure.querySelector("svg").getBBox();
      const drawn = all("path, use, text", figure).length;
      if (!(box.width > 100 && box.height > 100 && drawn > 20)) check(false, `${figure.id} is not drawn: ${box.width} × ${box.height}, ${drawn}`);
      const broken = all("use", figure).filter((use) => !figure.querySelector(use.href.baseVal));
      if (broken.length > 0) check(false, `${figure.id} uses ${broken[0].href.baseVal}, which is not in it`);
    }
    const boxes = all("#graph .stage");
    const outside = boxes.filter((box) => box.querySelector("text").getBBox().width > box.querySelector("rect").getBBox().width);
    check(boxes.length > 10 && outside.length === 0,
      `${boxes.length} boxes of stages hold their names${outside.map((box) => ` ${box.textContent}`).join()}`);
    boxes[1].dispatchEvent(new Event("focus"));
    check(all("#graph .edge.lit").length > 0, "the arrows of a box light up");

    // The window.
    check(document.documentElement.scrollWidth <= document.documentElement.clientWidth, "nothing is wider than the window");
    check(window.caughtErrors.length === 0, `no errors${window.caughtErrors.map((error) => ` ${error}`).join()}`);
  } catch (error) {
    check(false, `${error.stack ?? error}`);
  }
  const wrong = findings.filter((line) => line.startsWith("wrong")).length;
  findings.push(`done: ${findings.length} findings, ${wrong} wrong`);
  parent.postMessage(`\n${findings.join("\n")}\n`, "*");
}));
