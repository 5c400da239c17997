/* A choice in the menu brings another page without the browser saying so: the focus then goes to
   the heading of that page, which a screen reader reads. */

/** @typedef {{ path: string, heading: string }} Place */

const INTERVAL = 150; // milliseconds
const READY = "#root [data-testid=stApp][data-test-script-state=notRunning]";
const HEADING = "#root [data-testid=stMain] h1";

/**
 * Tell what a look at the page shows: nothing new, a page that is still to be drawn, or another.
 *
 * @param {Place | null} last where the visitor was
 * @param {Place} now
 * @returns {"same" | "coming" | "other"}
 */
export function change(last, now) {
  if (!last || last.path === now.path) return "same";
  return last.heading === now.heading ? "coming" : "other";
}

/** Bring the focus along to every other page. */
export function startArrival() {
  /** @type {Place | null} */
  let last = null;
  setInterval(() => {
    /** @type {HTMLElement | null} */
    const title = document.querySelector(HEADING);
    if (!title || !document.querySelector(READY)) return;
    const now = { path: location.pathname, heading: title.textContent };
    const seen = change(last, now);
    if (seen === "other") focusOn(title);
    if (seen === "same" || document.activeElement === title) last = now;
  }, INTERVAL);
}

/** @param {HTMLElement} title */
function focusOn(title) {
  title.tabIndex = -1;
  title.focus();
}
