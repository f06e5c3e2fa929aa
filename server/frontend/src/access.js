// Gives names to controls that Yasgui leaves unnamed, and the roles that its tabs lack.

const NAMES = [
  [".autocompleteWrapper input", "Endpoint"],
  [".CodeMirror textarea", "SPARQL query"],
  [".yasqe_queryButton", "Run the query"],
  [".yasqe_share", "Share the query"],
  [".yasr_external_ref_btn", "About this view"],
  [".yasr_downloadIcon", "Download the answer"],
  [".addTab", "New tab"],
  [".tabContextButton", "Settings of this tab"],
  [".closeTab", "Close this tab"],
];

function name(root) {
  for (const [selector, label] of NAMES) {
    for (const found of root.querySelectorAll(selector)) {
      if (!found.getAttribute("aria-label")) found.setAttribute("aria-label", label);
    }
  }
  for (const list of root.querySelectorAll(".tabsList")) arrange(list);
}

// A tab list may hold tabs only: what else stands in it is presentation.
function arrange(list) {
  list.setAttribute("role", "tablist");
  if (!list.getAttribute("aria-label")) list.setAttribute("aria-label", "Queries");
  for (const child of list.children) {
    if (!child.getAttribute("role")) child.setAttribute("role", "presentation");
  }
}

// Yasgui draws again as one works, so the names are given again.
export function nameControls(root) {
  name(root);
  new MutationObserver(() => name(root)).observe(root, { childList: true, subtree: true });
}
