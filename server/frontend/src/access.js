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
  for (const scroller of root.querySelectorAll(".CodeMirror-scroll")) scroller.tabIndex = 0;
}

// A tab list may hold nothing but tabs, and Yasgui puts the button for a new tab in it: so it is a group of
// buttons, and the pressed one is the query shown.
function arrange(list) {
  list.setAttribute("role", "group");
  list.setAttribute("aria-label", "Queries");
  for (const tab of list.querySelectorAll("[role=tab], .tab > a")) {
    tab.setAttribute("role", "button");
    tab.removeAttribute("aria-selected");
    tab.setAttribute("aria-pressed", String(Boolean(tab.closest(".tab.active"))));
  }
}

// Yasgui draws again as one works, so the names are given again.
export function nameControls(root) {
  name(root);
  new MutationObserver(() => name(root)).observe(root, {
    attributeFilter: ["class"],
    childList: true,
    subtree: true,
  });
}
