/// Chooses among the pictures. Radio buttons and selects, so that arrows and letters choose as they do elsewhere; it asks for nothing.
enum PictureScript {
    static let text = #"""
        (() => {
          const form = document.querySelector("#picture-browser");
          if (!form) return;
          const make = (tag, properties = {}, ...children) => {
            const element = Object.assign(document.createElement(tag), properties);
            element.append(...children);
            return element;
          };
          const sets = new Map([...document.querySelectorAll(".picture-set")].map((element) => [element.dataset.set, {
            ...JSON.parse(element.querySelector("script").textContent),
            pictures: element.querySelectorAll("img"),
          }]));
          const words = { "class-median": "the median of each class", "worst-decile": "of the worst tenth" };
          const side = 28;
          const draw = (canvas, picture, column, row) => {
            const context = canvas.getContext("2d");
            context.clearRect(0, 0, side, side);
            context.drawImage(picture, column * side, row * side, side, side, 0, 0, side, side);
          };
          const sum = ({ header, sideTables, payload }) => header + sideTables + payload;
          const decibels = (ratio) => ratio === undefined || ratio === null ? "∞" : ratio.toFixed(2);
          const bytes = (number) => number.toLocaleString("en");
          const meanBytes = ({ file, images }) =>
            (sum(file) / images).toLocaleString("en", { minimumFractionDigits: 1, maximumFractionDigits: 1 });
          const { set: setField, choice: choiceField } = form.elements;
          const images = form.querySelector(".images > div");
          const rows = form.querySelector(".codecs > tbody");
          const [original, decoded, difference] = form.querySelectorAll(".shown canvas");
          const radio = (name, value, checked, ...children) =>
            make("label", {}, make("input", { type: "radio", name, value, checked }), ...children);
          // Both kinds of bars are as long as their bytes, the longest of a kind as long as its column.
          const bar = (file, images, most) => make("span", { className: "bar", ariaHidden: "true" },
            ...[["header", file.header], ["side", file.sideTables], ["payload", file.payload]].map(([name, size]) => {
              const part = make("span", { className: name });
              part.style.width = `${100 * size / images / most}%`;
              return part;
            }));
          const thumb = () => make("canvas", { width: side, height: side, ariaHidden: "true" });

          const show = () => {
            const set = sets.get(setField.value);
            const column = Number(form.elements.image.value);
            const number = Number(form.elements.codec.value);
            const method = set.methods[number];
            const cell = method.cells[column];
            const image = set.columns[column];
            const [coded, differences] = set.pictures;
            draw(original, coded, column, 0);
            draw(decoded, coded, column, number + 1);
            draw(difference, differences, column, number + 1);
            original.ariaLabel = `Original, image ${image.image}, class ${image.label}`;
            decoded.ariaLabel = `The same as ${method.name} gives it back, PSNR ${decibels(cell.peakSignalToNoiseRatio)} dB`;
            difference.ariaLabel = "The difference of the two";
            const { header, sideTables, payload } = cell.alone;
            form.querySelector("dl").replaceChildren(...Object.entries({
              "Image": `${image.image} of the test set, class ${image.label}`,
              "Codec": `${method.name}, ${method.setting}`,
              "PSNR": `${decibels(cell.peakSignalToNoiseRatio)} dB; of all test images ${decibels(method.peakSignalToNoiseRatio)} dB`,
              "In one file of all": `${meanBytes(method)} bytes per image, ${method.bitsPerPixel.toFixed(3)} bits per pixel; `
                + `the file: ${bytes(method.file.header)} header + ${bytes(method.file.sideTables)} side tables + `
                + `${bytes(method.file.payload)} payload = ${bytes(sum(method.file))} bytes of ${bytes(method.images)} images`,
              "In a file alone": `${header} header + ${sideTables} side tables + ${payload} payload = ${sum(cell.alone)} bytes, `
                + `${(8 * sum(cell.alone) / side / side).toFixed(3)} bits per pixel`,
            }).flatMap(([term, definition]) => [make("dt", { textContent: term }), make("dd", { textContent: definition })]));
            // What each codec makes of this image.
            const most = Math.max(...set.methods.map(({ cells }) => sum(cells[column].alone)));
            for (const [index, row] of [...rows.rows].entries()) {
              const other = set.methods[index].cells[column];
              draw(row.querySelector("canvas"), coded, column, index + 1);
              row.cells[1].textContent = decibels(other.peakSignalToNoiseRatio);
              row.cells[4].replaceChildren(bar(other.alone, 1, most), make("span", { className: "sum", textContent: bytes(sum(other.alone)) }));
              row.classList.toggle("chosen", index === number);
            }
          };

          const listImages = () => {
            const set = sets.get(setField.value);
            const fitting = [...set.columns.entries()].filter(([, { choice }]) => choice === choiceField.value);
            images.replaceChildren(...fitting.map(([column, { image, label }], index) => {
              const canvas = thumb();
              draw(canvas, set.pictures[0], column, 0);
              const element = radio("image", column, index === 0, canvas, make("span", { textContent: label }));
              element.title = `image ${image}, class ${label}`;
              return element;
            }));
            show();
          };

          const listCodecs = () => {
            const set = sets.get(setField.value);
            const chosen = set.methods.findIndex(({ name }) => name === rows.querySelector(":checked")?.dataset.name);
            const most = Math.max(...set.methods.map((method) => sum(method.file) / method.images));
            rows.replaceChildren(...set.methods.map((method, index) => {
              const label = radio("codec", index, index === Math.max(chosen, 0), thumb(), make("span", { textContent: method.name }));
              label.firstChild.dataset.name = method.name;
              label.title = method.setting;
              return make("tr", {}, make("th", { scope: "row" }, label), make("td", { className: "number" }),
                make("td", { className: "number", textContent: method.bitsPerPixel.toFixed(3) }),
                make("td", {}, bar(method.file, method.images, most),
                  make("span", { className: "sum", textContent: meanBytes(method) })),
                make("td"));
            }));
            const choices = [...new Set(set.columns.map(({ choice }) => choice))];
            const before = choiceField.value;
            choiceField.replaceChildren(...choices.map((choice) =>
              make("option", { value: choice, textContent: words[choice] ?? choice, selected: choice === before })));
            listImages();
          };

          setField.addEventListener("change", listCodecs);
          choiceField.addEventListener("change", listImages);
          form.addEventListener("change", ({ target }) => { if (target.type === "radio") show(); });
          form.addEventListener("submit", (event) => event.preventDefault());
          // Pictures within the page need to be decoded before they are drawn.
          Promise.all([...document.querySelectorAll(".picture-set img")].map((picture) => picture.decode())).then(() => {
            form.hidden = false;
            listCodecs();
          });
        })();
        """#
}
