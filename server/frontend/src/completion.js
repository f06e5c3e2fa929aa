// Completion from the served ontology and the release's partitions: nothing is asked of other servers.

const MOST = 60;

function byUse(terms) {
  return [...terms].sort((one, other) => other.count - one.count || one.name.localeCompare(other.name));
}

// Terms whose name begins with what is written come first, then those whose label or name holds it.
function matching(terms, written) {
  const wanted = written.toLowerCase();
  const starts = (term) => term.name.toLowerCase().startsWith(wanted);
  const holds = (term) => `${term.name} ${term.label}`.toLowerCase().includes(wanted);
  const first = terms.filter(starts);
  return [...first, ...terms.filter((term) => !starts(term) && holds(term))].slice(0, MOST);
}

function localPart(token) {
  const text = token?.autocompletionString ?? token?.string ?? "";
  return text.replace(/^<|>$/g, "").replace(/^.*[#/:]/, "");
}

function told(terms) {
  const byIri = new Map(terms.map((term) => [term.iri, term]));
  return (_yasqe, hints) =>
    hints.map((hint) => {
      const term = [...byIri.values()].find((one) => hint.text.endsWith(one.name) || hint.text.includes(one.iri));
      if (!term) return hint;
      const uses = term.count ? ` · ${term.count.toLocaleString("en")}` : "";
      return { ...hint, displayText: `${term.prefixed} — ${term.label}${uses}` };
    });
}

function prefixCompleter(site) {
  return {
    name: "parley-prefixes",
    bulk: false,
    get: (_yasqe, token) =>
      Object.entries(site.prefixes)
        .map(([name, iri]) => `${name}: <${iri}>`)
        .filter((line) => line.startsWith(token?.autocompletionString ?? token?.string ?? "")),
  };
}

function termCompleter(name, terms) {
  const sorted = byUse(terms);
  return {
    name,
    bulk: false,
    get: (_yasqe, token) => matching(sorted, localPart(token)).map((term) => term.iri),
    postprocessHints: told(sorted),
  };
}

export function install(Yasqe, site) {
  Yasqe.forkAutocompleter("prefixes", prefixCompleter(site), false);
  Yasqe.forkAutocompleter("class", termCompleter("parley-classes", site.classes), false);
  Yasqe.forkAutocompleter("property", termCompleter("parley-properties", site.properties), false);
}
