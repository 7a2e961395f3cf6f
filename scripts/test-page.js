// Clicks through the page as a reader would, in the copy that scripts/test-page.sh opens.
clickThrough(async (check) => {
  const shown = () => all(".claim").filter(visible);
  const form = document.querySelector("#claim-filter");
  const choose = (name, value) => {
    form.elements[name].value = value;
    form.dispatchEvent(new Event("input", { bubbles: true }));
  };

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

  // The graph of the stages.
  const boxes = all("#graph .stage");
  const outside = boxes.filter((box) => box.querySelector("text").getBBox().width > box.querySelector("rect").getBBox().width);
  check(boxes.length > 10 && outside.length === 0,
    `${boxes.length} boxes of stages hold their names${outside.map((box) => ` ${box.textContent}`).join()}`);
  boxes[1].dispatchEvent(new Event("focus"));
  check(all("#graph .edge.lit").length > 0, "the arrows of a box light up");

  // Pictures: every one of every codec is the cell of the sprite that the file says, and its difference is what lies between the two.
  const browser = document.querySelector("#picture-browser");
  if (browser) {
    for (let wait = 0; browser.hidden && wait < 100; wait += 1) await new Promise((resolve) => setTimeout(resolve, 50));
    check(visible(browser), "the pictures can be chosen");
    const context = (canvas) => canvas.getContext("2d").getImageData(0, 0, 28, 28).data;
    const [original, decoded, difference] = all(".shown canvas", browser);
    const choices = new Set();
    let wrong = 0;
    for (const set of [...browser.elements.set.options].map((option) => option.value)) {
      browser.elements.set.value = set;
      browser.elements.set.dispatchEvent(new Event("change", { bubbles: true }));
      for (const choice of [...browser.elements.choice.options].map((option) => option.value)) {
        browser.elements.choice.value = choice;
        browser.elements.choice.dispatchEvent(new Event("change", { bubbles: true }));
        for (const image of all("[name=image]", browser)) {
          image.click();
          for (const codec of all("[name=codec]", browser)) {
            codec.click();
            const [a, b, between] = [original, decoded, difference].map(context);
            let squares = 0;
            for (let pixel = 0; pixel < a.length; pixel += 4) {
              const change = Math.max(-128, Math.min(127, b[pixel] - a[pixel]));
              if (between[pixel] !== change + 128) wrong += 1;
              squares += (b[pixel] - a[pixel]) ** 2;
            }
            const said = browser.querySelector(".chosen td.number").textContent;
            const ratio = squares === 0 ? "∞" : (10 * Math.log10(255 ** 2 * 784 / squares)).toFixed(2);
            if (said !== ratio && Math.abs(said - ratio) > 0.011) {
              check(false, `${set}, image ${image.value}, ${codec.dataset.name}: ${said} dB said, ${ratio} dB shown`);
            }
            if (a.every((value, index) => index % 4 === 3 || value === 0)) wrong += 1;
            choices.add(`${set} ${choice} ${image.value} ${codec.value}`);
          }
        }
      }
      for (const column of [3, 4]) {
        const cells = all(".codecs tbody tr", browser).map((row) => row.cells[column]);
        const lengths = cells.map((cell) => all(".bar > span", cell).reduce((sum, part) => sum + part.getBoundingClientRect().width, 0));
        const numbers = cells.map((cell) => Number(cell.querySelector(".sum").textContent.replaceAll(",", "")));
        const most = numbers.indexOf(Math.max(...numbers));
        const uneven = lengths.filter((length, index) => Math.abs(length / lengths[most] - numbers[index] / numbers[most]) > 0.02);
        check(cells.length > 0 && uneven.length === 0, `${set}: ${cells.length} bars are as long as their bytes`);
      }
    }
    check(choices.size > 100 && wrong === 0, `${choices.size} pictures: differences and PSNR are those of what is shown`);
    const canvas = getComputedStyle(decoded);
    check(canvas.imageRendering === "pixelated" && parseFloat(canvas.width) % 28 === 0, `enlarged ${parseFloat(canvas.width) / 28} times, pixel for pixel`);
    const radio = browser.querySelector("[name=codec]");
    radio.focus();
    check(document.activeElement === radio && all("[name=codec]:checked", browser).length === 1, "the keyboard reaches the codecs");
  }
});
