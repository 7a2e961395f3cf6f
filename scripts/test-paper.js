// Reads the paper as a reader would, in the copy that scripts/test-page.sh opens.
clickThrough(async (check) => {
  const main = document.querySelector("main");
  const box = document.querySelector("#query");

  // Each number tells its query.
  const numbers = all("data");
  const silent = numbers.filter((number) => !/^(SELECT|WITH) /.test(number.title));
  check(numbers.length > 100 && silent.length === 0, `${numbers.length} numbers, each with its query${silent.map((number) => ` ${number.textContent}`).join()}`);
  check(!visible(box), "no query is shown at first");
  let told = 0;
  for (const number of numbers) {
    number.click();
    if (visible(box) && box.querySelector("code").textContent === number.title && all("data.shown").length === 1) told += 1;
  }
  check(told === numbers.length, `a click shows it, ${told} times`);
  dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
  check(!visible(box) && all("data.shown").length === 0, "Escape closes it");
  numbers[0].click();
  box.querySelector("button").click();
  check(!visible(box), "so does its button");

  // Nothing of Markdown is left.
  const texts = document.createTreeWalker(main, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_COMMENT);
  const left = [];
  while (texts.nextNode()) {
    const node = texts.currentNode;
    if (node.nodeType === Node.COMMENT_NODE || !node.parentElement.closest("code, svg") && /\*\*|\]\(|`|<!--|-->|^#+ |\\[|*_]/.test(node.data)) left.push(node.data.slice(0, 60));
  }
  check(left.length === 0, `no mark of Markdown is left${left.slice(0, 5).map((text) => ` “${text}”`).join()}`);

  // Contents.
  const entries = all("#contents li > a").filter(visible);
  const headings = entries.map((entry) => document.getElementById(decodeURIComponent(entry.hash.slice(1))));
  check(entries.length >= 10 && headings.every((heading, index) => heading?.textContent === entries[index].textContent),
    `${entries.length} entries of the contents lead to headings of the same name`);
  const last = headings.at(-1);
  last.scrollIntoView();
  await new Promise((resolve) => setTimeout(resolve, 200));
  check(all("#contents [aria-current]").length === 1, "the contents mark where one is");

  // Tables and lines of text.
  const tables = all(".paper-table");
  check(tables.length > 10 && tables.every((table) => table.querySelector("tbody tr") && table.querySelector(".caption").textContent.length > 10),
    `${tables.length} tables have a caption and rows`);
  const long = all("main > p").filter((paragraph) => paragraph.clientWidth > 52 * parseFloat(getComputedStyle(paragraph).fontSize));
  check(long.length === 0, "no line of text is longer than one likes to read");
});
