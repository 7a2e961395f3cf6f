// Goes before the document's own script, in the copy that scripts/test-page.sh opens: catches errors, and lets clicks run when the document
// is there. What they find is sent to the page around it, one line each: "right: …", "wrong: …", and at last "done: …".
window.caughtErrors = [];
addEventListener("error", (event) => window.caughtErrors.push(event.message));
addEventListener("unhandledrejection", (event) => window.caughtErrors.push(`${event.reason}`));
addEventListener("securitypolicyviolation", (event) => window.caughtErrors.push(`blocked: ${event.blockedURI}`));

// The clicks read what is drawn, which Chromium would remark on.
const { getContext } = HTMLCanvasElement.prototype;
HTMLCanvasElement.prototype.getContext = function (kind) { return getContext.call(this, kind, { willReadFrequently: true }); };

const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const visible = (element) => element.checkVisibility();
const clickThrough = (clicks) => addEventListener("load", () => setTimeout(async () => {
  const findings = [];
  const check = (holds, claim) => findings.push(`${holds ? "right" : "wrong"}: ${claim}`);
  try {
    await clicks(check);

    // What holds for every document.
    const missing = all("a[href^='#']").filter((link) => !document.getElementById(decodeURIComponent(link.hash.slice(1))));
    check(missing.length === 0, `every link within leads somewhere${missing.map((link) => ` ${link.hash}`).join()}`);
    const ids = all("[id]").map((element) => element.id);
    check(new Set(ids).size === ids.length, `${ids.length} ids, each once`);
    const figures = all("figure:has(svg)");
    check(figures.length > 0, `${figures.length} figures`);
    for (const figure of figures) {
      const box = figure.querySelector("svg").getBBox();
      const drawn = all("path, use, text", figure).length;
      if (!(box.width > 100 && box.height > 100 && drawn > 20)) check(false, `${figure.id} is not drawn: ${box.width} × ${box.height}, ${drawn}`);
      const broken = all("use", figure).filter((use) => !figure.querySelector(use.href.baseVal));
      if (broken.length > 0) check(false, `${figure.id} uses ${broken[0].href.baseVal}, which is not in it`);
    }
    // What scrolls sideways says so, and where there is more to see.
    await new Promise((resolve) => setTimeout(resolve, 500));
    const frames = all(".sideways").filter(visible);
    const hides = (frame) => frame.firstElementChild.scrollWidth > frame.firstElementChild.clientWidth + 1;
    const silent = frames.filter((frame) => frame.classList.contains("wide") !== hides(frame)
      || frame.classList.contains("more-right") !== hides(frame));
    const wide = frames.filter(hides);
    check(frames.length > 0 && silent.length === 0, `of ${frames.length} tables and drawings ${wide.length} scroll sideways, and say so${silent.map(({ firstElementChild }) => ` ${firstElementChild.ariaLabel}: ${firstElementChild.scrollWidth} of ${firstElementChild.clientWidth}`).join()}`);
    if (wide.length > 0) {
      const scroll = wide[0].firstElementChild;
      scroll.scrollLeft = scroll.scrollWidth;
      // Without a window and in time that is not real, Chromium may draw no frame, and tell of no scrolling.
      scroll.dispatchEvent(new Event("scroll"));
      check(wide[0].classList.contains("more-left") && !wide[0].classList.contains("more-right"), "at its end, one says that the rest is to the left");
      scroll.scrollLeft = 0;
    }
    check(document.documentElement.scrollWidth <= document.documentElement.clientWidth, "nothing is wider than the window");
    check(window.caughtErrors.length === 0, `no errors${window.caughtErrors.map((error) => ` ${error}`).join()}`);
  } catch (error) {
    check(false, `${error.stack ?? error}`);
  }
  const wrong = findings.filter((line) => line.startsWith("wrong")).length;
  findings.push(`done: ${findings.length} findings, ${wrong} wrong`);
  parent.postMessage(`\n${findings.join("\n")}\n`, "*");
}));
