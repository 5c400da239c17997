/* What is wrong stands at its field: the field says so, and is described by it. The list of all
   that is wrong, on top of the page, leads to each of them. */

const FAULT = ".fout[data-bij]";
const LINK = "a[data-naar]";
const MARKED = ":is(input, textarea)[data-fout]";

/** Let the links of the list lead to their fields. */
export function startFaults() {
  document.addEventListener("click", (event) => {
    const { target } = event;
    /** @type {HTMLElement | null} */
    const link = target instanceof Element ? target.closest(LINK) : null;
    if (!link?.dataset.naar) return;
    event.preventDefault();
    show(link.dataset.naar);
  });
}

/** Mark the fields that are wrong now, and no other. */
export function followFaults() {
  for (const field of every(MARKED)) {
    if (!document.getElementById(field.dataset.fout ?? "")) unmark(field);
  }
  for (const text of every(FAULT)) {
    const field = fieldOf(text.dataset.bij ?? "");
    if (field && field.dataset.fout !== text.id) mark(field, text.id);
  }
}

/**
 * Return a list of names with a name in it, or without.
 *
 * @param {string | null} names separated by spaces
 * @param {string} name
 * @param {boolean} wanted
 */
export function listed(names, name, wanted) {
  const others = (names ?? "").split(" ").filter((other) => other && other !== name);
  return (wanted ? [...others, name] : others).join(" ");
}

/**
 * @param {HTMLElement} field
 * @param {string} id
 */
function mark(field, id) {
  unmark(field);
  field.dataset.fout = id;
  field.setAttribute("aria-invalid", "true");
  describe(field, id, true);
}

/** @param {HTMLElement} field */
function unmark(field) {
  const id = field.dataset.fout;
  if (!id) return;
  delete field.dataset.fout;
  field.removeAttribute("aria-invalid");
  describe(field, id, false);
}

/**
 * @param {HTMLElement} field
 * @param {string} id
 * @param {boolean} wanted
 */
function describe(field, id, wanted) {
  const names = listed(field.getAttribute("aria-describedby"), id, wanted);
  if (names) field.setAttribute("aria-describedby", names);
  else field.removeAttribute("aria-describedby");
}

/** @param {string} key */
function show(key) {
  /** @type {HTMLElement | null} */
  const text = document.querySelector(`.fout[data-bij="${CSS.escape(key)}"]`);
  const goal = fieldOf(key) ?? text;
  if (!goal) return;
  /** @type {HTMLElement | null | undefined} */
  const closed = goal.closest("details:not([open])")?.querySelector("summary");
  closed?.click();
  if (goal === text) goal.tabIndex = -1;
  goal.focus();
}

/**
 * @param {string} key
 * @returns {HTMLElement | null}
 */
function fieldOf(key) {
  return document.querySelector(`.st-key-${CSS.escape(key)} :is(input, textarea)`);
}

/**
 * @param {string} selector
 * @returns {NodeListOf<HTMLElement>}
 */
function every(selector) {
  return document.querySelectorAll(selector);
}
