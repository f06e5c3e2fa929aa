// Puts Yasgui in the place of the plain form. All that it needs stands in one document of the server.
import Yasgui from "@zazuko/yasgui";
import "@zazuko/yasgui/build/yasgui.min.css";
import { nameControls } from "./access.js";
import { Answer } from "./answer.js";
import { install as installCompletion } from "./completion.js";
import "./editor.css";

const FORMATS = { table: ["csv", "tsv", "json", "xml"], graph: ["ttl", "nt", "jsonld", "rdf"] };

function requestConfig(site) {
  return {
    endpoint: site.endpoint,
    method: "POST",
    acceptHeaderSelect: "application/sparql-results+json",
    acceptHeaderGraph: "text/turtle",
  };
}

function editorOptions(site) {
  return {
    autocompleters: ["variables", "parley-prefixes", "parley-classes", "parley-properties"],
    collapsePrefixesOnLoad: false,
    createShareableLink: (yasqe) => address(site, yasqe.getValue()),
    prefixCcApi: null,
    pluginButtons: undefined,
    value: site.starter,
  };
}

function address(site, query, format) {
  const values = new URLSearchParams({ query });
  if (format) values.set("format", format);
  return `${site.endpoint}?${values}`;
}

function options(site) {
  return {
    requestConfig: requestConfig(site),
    copyEndpointOnNewTab: false,
    corsProxy: undefined,
    endpointCatalogueOptions: { getData: () => [{ endpoint: site.endpoint }], keys: [], renderItem: () => {} },
    persistenceId: `parley-${site.endpoint}`,
    populateFromUrl: false,
    yasqe: editorOptions(site),
    yasr: {
      pluginOrder: ["table", "boolean", "response"],
      defaultPlugin: "table",
      prefixes: site.prefixes,
    },
  };
}

// A query in the address opens in a tab of its own; what the visitor wrote before stays in the others.
function openAsked(yasgui, asked) {
  if (!asked) return;
  const open = Object.values(yasgui._tabs).find((tab) => tab.getQuery() === asked);
  if (open) yasgui.selectTabId(open.getId());
  else addTab(yasgui, "From the link", asked);
  yasgui.getTab()?.query().catch(() => {});
}

function addTab(yasgui, name, query) {
  const tab = yasgui.addTab(true, { ...Yasgui.Tab.getDefaults(yasgui), name });
  tab.setQuery(query);
  return tab;
}

function savedQueries(yasgui, site, list) {
  for (const link of list.querySelectorAll("a[data-query]")) {
    link.addEventListener("click", (event) => {
      const saved = site.queries.find((one) => one.name === link.dataset.query);
      if (!saved || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      const open = Object.values(yasgui._tabs).find((tab) => tab.name() === saved.name);
      const tab = open ? yasgui.selectTabId(open.getId()) : addTab(yasgui, saved.name, saved.text);
      tab.query().catch(() => {});
      yasgui.rootEl.scrollIntoView({ block: "start" });
    });
  }
}

function downloads(yasgui, site, place) {
  const form = document.createElement("form");
  form.method = "post";
  form.action = site.endpoint;
  form.className = "formats";
  form.append("The whole answer: ");
  const query = Object.assign(document.createElement("input"), { type: "hidden", name: "query" });
  form.append(query, ...Object.values(FORMATS).flat().map(downloadButton));
  form.addEventListener("submit", () => {
    query.value = yasgui.getTab()?.getQuery() ?? "";
  });
  place.append(form);
  const show = () => showFitting(form, yasgui.getTab()?.getYasqe().getQueryType());
  yasgui.on("tabSelect", () => setTimeout(show));
  yasgui.on("tabChange", show);
  show();
}

function downloadButton(format) {
  return Object.assign(document.createElement("button"), {
    name: "format",
    value: format,
    textContent: format.toUpperCase(),
    className: "plain",
  });
}

function showFitting(form, type) {
  const graph = type === "CONSTRUCT" || type === "DESCRIBE";
  for (const button of form.querySelectorAll("button")) {
    button.hidden = FORMATS.graph.includes(button.value) !== graph;
  }
}

async function start() {
  const place = document.getElementById("editor");
  const answer = await fetch(place.dataset.site, { headers: { Accept: "application/json" } });
  if (!answer.ok) return;
  const site = await answer.json();
  site.endpoint = new URL(site.endpoint, location.href).href;
  installCompletion(Yasgui.Yasqe, site);
  Yasgui.Yasr.registerPlugin("table", Answer.on(site));
  place.hidden = false;
  const yasgui = new Yasgui(place, options(site));
  document.getElementById("plain").hidden = true;
  nameControls(place);
  openAsked(yasgui, new URLSearchParams(location.search).get("query"));
  downloads(yasgui, site, document.getElementById("downloads"));
  savedQueries(yasgui, site, document.getElementById("examples"));
}

start();
