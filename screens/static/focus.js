/* Streamlit sometimes draws anew where you just are, and then the focus is gone. When the same
   field comes back, the focus goes there. When something else came in its place, such as a next
   step, it goes to the heading of that, which a screen reader then reads. A pane does this itself. */

/** @typedef {{ node: Element, name: string, heading: string | null }} Place */

const INTERVAL = 150; // milliseconds
const HEADINGS = [
  "#root #stap",
  "#root [data-testid=stMain] h2:not(details *)",
  "#root [data-testid=stMain] h1",
];
const READY = "#root [data-testid=stApp][data-test-script-state=notRunning]";
const MAIN = "#root [data-testid=stMain]";

/**
 * Return by what name a visitor knows a field.
 *
 * @param {Element} node
 */
export function nameOf(node) {
  return node.getAttribute("aria-label") || node.textContent.trim();
}

/**
 * Return where the focus goes that a field has taken away with it, or nothing when it may be gone.
 *
 * @param {Pick<Place, "name" | "heading">} place where it was
 * @param {Element[]} fields what is there now, of the same kind
 * @param {Element | null} heading the heading there is now
 */
export function successor(place, fields, heading) {
  const same = place.name ? fields.find((field) => nameOf(field) === place.name) : undefined;
  if (same) return same;
  return heading && heading.textContent !== place.heading ? heading : null;
}

/** Keep the focus where the visitor is. */
export function startFocus() {
  /** @type {Place | null} */
  let last = null;

  document.addEventListener("focusin", ({ target }) => {
    const node = /** @type {Element} */ (target);
    const ours = node.closest("[data-testid=stMain]") && !node.closest(".vlak");
    last = ours ? { node, name: nameOf(node), heading: heading()?.textContent ?? null } : null;
  });

  setInterval(() => {
    if (!last || last.node.isConnected || !document.querySelector(READY)) return;
    const place = last;
    last = null;
    if (document.activeElement === document.body) restore(place);
  }, INTERVAL);
}

/** @returns {HTMLElement | null} */
function heading() {
  for (const selector of HEADINGS) {
    const node = /** @type {HTMLElement | null} */ (document.querySelector(selector));
    if (node) return node;
  }
  return null;
}

/** @param {Place} place */
function restore(place) {
  const fields = [...document.querySelectorAll(`${MAIN} ${place.node.tagName}`)];
  const title = heading();
  const goal = /** @type {HTMLElement | null} */ (successor(place, fields, title));
  if (goal && goal === title) goal.tabIndex = -1;
  goal?.focus({ preventScroll: goal !== title });
}
