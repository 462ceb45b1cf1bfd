// Enhancement only: every page works without this file. No dependencies, no inline script, nothing stored in the browser.

// A menu made of <details> closes on Escape (focus returns to it) and when the focus or a click goes elsewhere.
const menus = () => document.querySelectorAll("details[data-menu][open]");
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") for (const menu of menus()) { menu.open = false; menu.querySelector("summary").focus(); }
});
for (const kind of ["click", "focusin"]) {
  document.addEventListener(kind, (event) => {
    for (const menu of menus()) if (!menu.contains(event.target)) menu.open = false;
  });
}

// "/" goes to the search field, as people expect, unless they are writing somewhere.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.target.matches("input, textarea, select")) return;
  const field = document.querySelector("[data-search]");
  if (field) { event.preventDefault(); field.focus(); }
});

// The page of a failed form opens at its error summary.
document.querySelector("[data-errors]")?.focus();

// One press sends one form; the second press of an impatient finger does nothing.
document.addEventListener("submit", (event) => {
  if (event.target.dataset.sent) return event.preventDefault();
  event.target.dataset.sent = "1";
});
addEventListener("pageshow", () => { for (const form of document.forms) delete form.dataset.sent; });

// A form that was touched asks before it is left.
let touched = false;
document.addEventListener("input", (event) => { if (event.target.closest("form[data-guard]")) touched = true; });
document.addEventListener("submit", () => { touched = false; });
addEventListener("beforeunload", (event) => { if (touched) event.preventDefault(); });

// A promise or a clause that the address points at, inside a closed part, is opened.
const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
for (let part = target && target.closest("details"); part; part = part.parentElement.closest("details")) part.open = true;
