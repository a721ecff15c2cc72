extension ReportPage {
  /// What sorts, filters and pages the table, shows words beside points and opens plans.
  ///
  /// All that it works on is on the page; without it nothing is missing but these conveniences.
  static let script: StaticString = """
    "use strict";
    (() => {
      const one = (selector, from = document) => from.querySelector(selector);
      const all = (selector, from = document) => [...from.querySelectorAll(selector)];
      const pageSize = 100;

      // Points: one stop of the tab key for all of them, arrows from one to the next.
      const marks = all("#chart .mark");
      const tip = one("#tip");
      for (const mark of marks) {
        const title = one("title", mark);
        mark.setAttribute("aria-label", title.textContent);
        title.remove();
        mark.tabIndex = -1;
      }
      const shown = () => marks.filter((mark) => !mark.classList.contains("off"));
      const stop = (mark) => {
        for (const other of marks) other.tabIndex = -1;
        if (mark) mark.tabIndex = 0;
      };
      stop(marks[0]);
      const tell = (mark) => {
        const chart = one("#chart").getBoundingClientRect();
        const frame = one("figure").getBoundingClientRect();
        const box = mark.getBoundingClientRect();
        tip.textContent = mark.getAttribute("aria-label");
        tip.hidden = false;
        const right = Math.min(frame.width, chart.right - frame.left) - tip.offsetWidth;
        tip.style.left = Math.max(0, Math.min(box.right - frame.left + 8, right)) + "px";
        const below = box.bottom - frame.top + 8;
        const above = box.top - frame.top - tip.offsetHeight - 8;
        tip.style.top = (above > 0 ? above : below) + "px";
      };
      const height = (mark) => {
        const box = mark.getBoundingClientRect();
        return (box.top + box.bottom) / 2;
      };
      for (const mark of marks) {
        mark.addEventListener("pointerenter", () => tell(mark));
        mark.addEventListener("pointerleave", () => { tip.hidden = true; });
        mark.addEventListener("focus", () => { stop(mark); tell(mark); });
        mark.addEventListener("blur", () => { tip.hidden = true; });
        mark.addEventListener("keydown", (event) => {
          let list = shown();
          const steps = {ArrowLeft: -1, ArrowRight: 1, ArrowUp: -1, ArrowDown: 1};
          if (event.key === "ArrowUp" || event.key === "ArrowDown") {
            const heights = new Map(list.map((other) => [other, height(other)]));
            list = list.sort((a, b) => heights.get(a) - heights.get(b));
          }
          const place = list.indexOf(mark);
          const next = event.key === "Home" ? list[0]
            : event.key === "End" ? list[list.length - 1]
            : event.key in steps ? list[place + steps[event.key]] : undefined;
          if (event.key in steps || event.key === "Home" || event.key === "End") {
            event.preventDefault();
          }
          if (next) next.focus();
        });
      }

      // Plans: a link leads to a panel, Escape and Close lead back to the link.
      let opener = null;
      const open = () => document.getElementById(location.hash.slice(1) || "-");
      const tabulate = (panel) => {
        const text = one("pre", panel);
        if (!text) return;
        const table = document.createElement("table");
        const head = table.createTHead().insertRow();
        for (const word of ["what", "value", "how it is known"]) {
          const cell = document.createElement("th");
          cell.scope = "col";
          cell.textContent = word;
          head.append(cell);
        }
        const body = table.createTBody();
        for (const line of text.textContent.split("\\n")) {
          if (!line) continue;
          const row = body.insertRow();
          line.split("\\t").forEach((word, column) => {
            const cell = document.createElement(column ? "td" : "th");
            if (!column) cell.scope = "row";
            cell.textContent = word;
            row.append(cell);
          });
        }
        const frame = document.createElement("div");
        frame.className = "scroll";
        frame.append(table);
        text.replaceWith(frame);
      };
      const arrive = () => {
        const target = open();
        if (!target) return;
        if (target.classList.contains("panel")) tabulate(target);
        const heading = one("h2,h3", target);
        if (heading && heading.tabIndex === -1) heading.focus({preventScroll: true});
      };
      const leave = () => {
        const target = open();
        if (!target || !target.classList.contains("panel")) return;
        location.hash = "#-";
        if (opener && opener.isConnected) opener.focus({preventScroll: true});
      };
      document.addEventListener("click", (event) => {
        const link = event.target.closest("a[href^='#']");
        if (!link) return;
        if (link.classList.contains("close")) {
          event.preventDefault();
          leave();
        } else if (!link.closest(".panel")) {
          opener = link;
        }
      });
      document.addEventListener("keydown", (event) => {
        if (event.key === "Escape") { tip.hidden = true; leave(); }
      });
      addEventListener("hashchange", arrive);
      arrive();

      // The table: sorted by its headings, filtered with the points and findings, in pages.
      const body = one("#plans tbody");
      if (!body) return;
      const rows = [...body.rows].map((row, place) => {
        const words = (column) => row.cells[column].textContent;
        return {
          row, place, run: one("a", row).hash.slice(2), file: row.dataset.f, worst: Number(row.dataset.s),
          rules: row.dataset.r ? row.dataset.r.split(" ") : [],
          search: [0, 1, 2, 9].map(words).join(" ").toLowerCase(),
          framework: words(1), training: words(2), verdict: words(9),
        };
      });
      const form = one("#filter");
      const field = (name) => one("#" + name).value;
      for (const name of ["framework", "training", "verdict"]) {
        const values = [...new Set(rows.map((row) => row[name]))].filter(Boolean).sort();
        for (const value of values) one("#" + name).add(new Option(value, value));
      }
      form.hidden = false;
      one("#pages").hidden = false;
      const articles = all("#findings article").map((article) => (
        {article, file: article.dataset.f, path: one("h3", article).textContent.toLowerCase()}));
      const files = new Set(rows.map((row) => row.file));
      let order = rows;
      let matching = rows;
      let page = 0;

      const draw = () => {
        const start = page * pageSize;
        body.replaceChildren(...matching.slice(start, start + pageSize).map((row) => row.row));
        const end = Math.min(matching.length, start + pageSize);
        one("#count").textContent = matching.length
          ? `${start + 1} to ${end} of ${matching.length} plans`
            + (matching.length < rows.length ? `, ${rows.length} without the filter` : "")
          : `no plan matches, ${rows.length} without the filter`;
        one("#back").disabled = page === 0;
        one("#next").disabled = end >= matching.length;
      };
      const filter = () => {
        const search = field("search").trim().toLowerCase();
        const findings = field("finding");
        const names = ["framework", "training", "verdict"].filter((name) => field(name));
        const number = findings.slice(1);
        matching = order.filter((row) => row.search.includes(search)
          && names.every((name) => row[name] === field(name))
          && (!findings || (findings[0] === "r" ? row.rules.includes(number)
            : number === "0" ? row.worst === 0 : row.worst >= Number(number))));
        const hit = new Set(matching.map((row) => row.run));
        const hitFiles = new Set(matching.map((row) => row.file));
        for (const mark of marks) {
          const isHit = mark.dataset.r.split(" ").some((run) => hit.has(run));
          mark.classList.toggle("off", !isHit);
        }
        if (!marks.some((mark) => mark.tabIndex === 0 && !mark.classList.contains("off"))) {
          stop(shown()[0]);
        }
        let hidden = 0;
        for (const {article, file, path} of articles) {
          article.hidden = !(files.has(file) ? hitFiles.has(file)
            : path.includes(search) && !names.length && !findings);
          hidden += article.hidden;
        }
        const status = one("#hidden-files");
        if (status) status.textContent = hidden
          ? `The filter of the plans hides the findings of ${hidden} files.` : "";
        page = 0;
        draw();
      };
      let waiting = 0;
      form.addEventListener("input", () => {
        clearTimeout(waiting);
        waiting = setTimeout(filter, rows.length > 2000 ? 150 : 0);
      });
      form.addEventListener("reset", () => setTimeout(filter));
      form.addEventListener("submit", (event) => event.preventDefault());
      const turn = (step) => { page += step; draw(); };
      one("#back").addEventListener("click", () => turn(-1));
      one("#next").addEventListener("click", () => turn(1));

      const headings = all("#plans thead th");
      headings.forEach((heading, column) => {
        const button = document.createElement("button");
        button.type = "button";
        button.textContent = heading.textContent;
        heading.replaceChildren(button);
        button.addEventListener("click", () => {
          const old = heading.getAttribute("aria-sort");
          const isNumber = heading.classList.contains("n");
          const first = isNumber ? "descending" : "ascending";
          const second = isNumber ? "ascending" : "descending";
          for (const other of headings) other.removeAttribute("aria-sort");
          const way = old === first ? second : old === second ? null : first;
          const sign = way === "descending" ? -1 : 1;
          if (way) heading.setAttribute("aria-sort", way);
          const keyed = rows.map((row) => {
            const cell = row.row.cells[column];
            return {row, key: isNumber ? parseFloat(cell.dataset.v) : cell.textContent};
          });
          const isEmpty = (key) => key === "" || Number.isNaN(key);
          if (way) keyed.sort((a, b) => isEmpty(a.key) - isEmpty(b.key)
            || (a.key < b.key ? -sign : a.key > b.key ? sign : a.row.place - b.row.place));
          order = keyed.map(({row}) => row);
          filter();
        });
      });
      addEventListener("beforeprint", () => {
        body.replaceChildren(...matching.map((row) => row.row));
      });
      addEventListener("afterprint", draw);
      draw();
    })();
    """
}
