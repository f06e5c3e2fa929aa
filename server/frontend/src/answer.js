// A table of results that names things by their labels and links to their pages here.

const ROWS = 100;
const ASKED_AT_ONCE = 200;
const NAMES = `PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?thing (MIN(?name) AS ?label) WHERE {
  VALUES ?thing { THINGS }
  ?thing rdfs:label|skos:prefLabel ?name
} GROUP BY ?thing`;

function element(name, values = {}, ...children) {
  const made = Object.assign(document.createElement(name), values);
  made.append(...children);
  return made;
}

// The page of a thing on this server; null for what is described elsewhere.
function pageOf(site, iri) {
  if (iri.startsWith(site.terms)) return `${site.root}/def#${iri.slice(site.terms.length)}`;
  const start = `${site.base}id/`;
  return iri.startsWith(start) ? `${site.root}/page/${iri.slice(start.length)}` : null;
}

function shortened(site, iri) {
  const found = Object.entries(site.prefixes).find(([, space]) => iri.startsWith(space));
  return found ? `${found[0]}:${iri.slice(found[1].length)}` : iri;
}

export class Answer {
  static on(site) {
    return class extends Answer {
      constructor(yasr) {
        super(yasr, site);
      }
    };
  }

  constructor(yasr, site) {
    this.yasr = yasr;
    this.site = site;
    this.priority = 20;
    this.label = "Table";
    this.labels = new Map();
  }

  canHandleResults() {
    const names = this.yasr.results?.getVariables();
    return Boolean(names && names.length > 0);
  }

  getIcon() {
    return element("span", { textContent: "▦", ariaHidden: "true" });
  }

  download(filename) {
    return {
      contentType: "text/csv",
      filename: `${filename ?? "answer"}.csv`,
      getData: () => this.yasr.results?.asCsv() ?? "",
      title: "Download this answer as CSV",
    };
  }

  async draw() {
    this.page = 0;
    this.rows = this.yasr.results?.getBindings() ?? [];
    await this.show();
  }

  async show() {
    const shown = this.rows.slice(this.page * ROWS, (this.page + 1) * ROWS);
    const names = this.yasr.results?.getVariables() ?? [];
    const body = element("tbody", {}, ...shown.map((row) => this.line(names, row)));
    const heads = names.map((name) => element("th", { scope: "col", textContent: name }));
    const head = element("thead", {}, element("tr", {}, ...heads));
    const table = element("table", { className: "answer" }, this.caption(), head, body);
    const scroller = element("div", { className: "scroll", tabIndex: 0, role: "region", ariaLabel: "Answer" });
    scroller.append(table);
    this.yasr.resultsEl.replaceChildren(scroller, ...this.pager());
    await this.nameThings(shown, body);
  }

  caption() {
    const count = this.rows.length;
    const from = this.page * ROWS;
    const part = count > ROWS ? `, ${from + 1} to ${Math.min(from + ROWS, count)} shown` : "";
    return element("caption", { textContent: `${count.toLocaleString("en")} ${count === 1 ? "row" : "rows"}${part}` });
  }

  line(names, row) {
    return element("tr", {}, ...names.map((name) => element("td", {}, ...this.cell(row[name]))));
  }

  cell(value) {
    if (!value) return [];
    if (value.type !== "uri") return [element("span", { textContent: value.value, lang: value["xml:lang"] ?? "" })];
    const here = pageOf(this.site, value.value);
    const safe = here ?? (/^https?:/i.test(value.value) ? value.value : null);
    const text = this.labels.get(value.value) ?? shortened(this.site, value.value);
    if (!safe) return [element("span", { textContent: text, title: value.value })];
    const link = element("a", { href: safe, textContent: text, title: value.value });
    link.dataset.iri = value.value;
    return [link];
  }

  pager() {
    const pages = Math.ceil(this.rows.length / ROWS);
    if (pages < 2) return [];
    const button = (text, step) => {
      const made = element("button", { type: "button", className: "plain", textContent: text });
      made.disabled = this.page + step < 0 || this.page + step >= pages;
      made.addEventListener("click", () => {
        this.page += step;
        this.show();
      });
      return made;
    };
    return [element("nav", { className: "pager", ariaLabel: "Pages of the answer" }, button("Before", -1), button("Next", 1))];
  }

  // Labels come after the rows are seen; an answer without them is still an answer.
  async nameThings(rows, body) {
    const iris = new Set(rows.flatMap((row) => Object.values(row)).filter((v) => v?.type === "uri").map((v) => v.value));
    const unknown = [...iris].filter((iri) => !this.labels.has(iri) && pageOf(this.site, iri) && !/[<>"{}|^`\\\s]/.test(iri));
    for (let start = 0; start < unknown.length; start += ASKED_AT_ONCE) {
      await this.learn(unknown.slice(start, start + ASKED_AT_ONCE));
    }
    for (const link of body.querySelectorAll("a[data-iri]")) {
      link.textContent = this.labels.get(link.dataset.iri) ?? link.textContent;
    }
  }

  async learn(iris) {
    const query = NAMES.replace("THINGS", iris.map((iri) => `<${iri}>`).join(" "));
    const answer = await fetch(this.site.endpoint, {
      method: "POST",
      headers: { Accept: "application/sparql-results+json" },
      body: new URLSearchParams({ query }),
    });
    if (!answer.ok) return;
    const found = await answer.json();
    for (const row of found.results.bindings) this.labels.set(row.thing.value, row.label.value);
  }
}
