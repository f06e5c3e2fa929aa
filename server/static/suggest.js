// Suggestions while somebody types in a search field; without this script the field is a plain form.
// The pattern is the ARIA combobox with a list box: arrows move, Enter follows, Escape closes.
"use strict";

const WAIT = 120; // milliseconds of quiet before asking

function enhance(field, number) {
  const list = document.createElement("ul");
  list.id = `suggestions-${number}`;
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  field.after(list);
  field.setAttribute("role", "combobox");
  field.setAttribute("autocomplete", "off");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  field.setAttribute("aria-expanded", "false");

  let asked = 0;
  let timer = 0;
  let at = -1;

  function close() {
    list.hidden = true;
    at = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  }

  function choose(place) {
    const options = [...list.children];
    at = (place + options.length) % options.length;
    options.forEach((option, n) => option.setAttribute("aria-selected", String(n === at)));
    field.setAttribute("aria-activedescendant", options[at].id);
    options[at].scrollIntoView({ block: "nearest" });
  }

  function line(found, n) {
    const option = document.createElement("li");
    option.id = `${list.id}-${n}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.dataset.href = found.href;
    const name = document.createElement("span");
    name.textContent = found.label;
    const note = document.createElement("small");
    note.textContent = [found.kind, found.why].filter(Boolean).join(", ");
    option.append(name, " ", note);
    return option;
  }

  async function ask() {
    const words = field.value.trim();
    const turn = ++asked;
    if (words.length < 2) return close();
    const answer = await fetch(`${field.dataset.suggest}?q=${encodeURIComponent(words)}`);
    const found = answer.ok ? await answer.json() : [];
    if (turn !== asked || document.activeElement !== field) return undefined;
    list.replaceChildren(...found.map(line));
    if (!found.length) return close();
    at = -1;
    list.hidden = false;
    field.setAttribute("aria-expanded", "true");
    return undefined;
  }

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => ask().catch(close), WAIT);
  });
  field.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "ArrowDown") choose(at + 1);
    else if (event.key === "ArrowUp") choose(at < 0 ? -1 : at - 1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && at >= 0) location.assign(list.children[at].dataset.href);
    else return;
    event.preventDefault();
  });
  list.addEventListener("mousedown", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) location.assign(option.dataset.href);
  });
  field.addEventListener("blur", close);
}

document.querySelectorAll("input[data-suggest]").forEach(enhance);
