/* Where the Tab key stops in Streamlit's own elements: at a row of pills once, at the one that is
   chosen; at the button that takes a chosen word away, which Enter and Space press; at a chart that
   is wider than its place, which the arrows move; and nowhere that holds nothing to do. */

const PILLS = "[data-testid=stButtonGroup] :is([role=radiogroup], [role=toolbar], [role=group])";
const CHOSEN = "[aria-checked=true], [aria-pressed=true], [data-selected=true]";
const WORDS = "[data-testid=stMultiSelectTagsContainer] > [role]";
const WORD = "[data-tag]";
const PLOTS = "[class*='st-key-plot-']";
const EMPTY = "#stMain[tabindex='0'], [data-testid=stCode] :is(pre, code, div)[tabindex='0']";

/** Let the keys reach the button in a chosen word, where Streamlit keeps them for itself. */
export function startStops() {
  document.addEventListener("focusin", ({ target }) => {
    if (!(target instanceof HTMLElement) || !target.matches(WORD)) return;
    target.tabIndex = 0; // the mark that settles it
    settleWords(target.parentElement);
    target.querySelector("button")?.focus();
  });
  const toButton = /** @param {KeyboardEvent} event */ (event) => {
    const { key, target } = event;
    if (key !== " " || !(target instanceof HTMLElement)) return;
    if (!target.matches(`${WORD} > button`)) return;
    event.preventDefault();
    event.stopPropagation();
    target.click();
  };
  document.addEventListener("keydown", toButton, true);
}

/** Mend the stops that are there now. */
export function followStops() {
  for (const element of every(EMPTY)) element.tabIndex = -1;
  for (const row of every(PILLS)) settleRow([...row.querySelectorAll("button")]);
  for (const words of every(WORDS)) settleWords(words);
  for (const plot of every(PLOTS)) settlePlot(plot);
}

/**
 * Return which of a row is the stop: the one that the first mark that any bears is on, else the
 * first.
 *
 * @template T
 * @param {T[]} row
 * @param {((item: T) => boolean)[]} marks
 * @returns {T | undefined}
 */
export function stopOf(row, ...marks) {
  for (const mark of marks) {
    const marked = row.find(mark);
    if (marked) return marked;
  }
  return row[0];
}

/** @param {HTMLElement} plot */
function settlePlot(plot) {
  const scrolls = plot.scrollWidth > plot.clientWidth;
  if (scrolls === (plot.tabIndex === 0)) return;
  if (scrolls) {
    plot.setAttribute("role", "group");
    plot.setAttribute("aria-label", "Grafiek, breder dan het scherm");
    plot.tabIndex = 0;
  } else {
    for (const name of ["role", "aria-label", "tabindex"]) plot.removeAttribute(name);
  }
}

/** @param {HTMLElement[]} row */
function settleRow(row) {
  const stop = stopOf(row, (item) => item.matches(CHOSEN));
  for (const item of row) setStop(item, item === stop);
}

/**
 * A chosen word is an item of a list, and the button in it is the stop.
 *
 * @param {Element | null} words
 */
function settleWords(words) {
  /** @type {HTMLElement[]} */
  const items = words ? [...words.querySelectorAll(WORD)].filter(isElement) : [];
  if (!words || items.length === 0) return;
  const stop = stopOf(
    items,
    (item) => item.tabIndex === 0, // where Streamlit has its own stop
    (item) => item.querySelector("button")?.tabIndex === 0,
  );
  words.setAttribute("role", "list");
  for (const item of items) {
    item.setAttribute("role", "listitem");
    item.tabIndex = -1;
    const button = item.querySelector("button");
    if (button) setStop(button, item === stop);
  }
}

/**
 * @param {HTMLElement} item
 * @param {boolean} isStop
 */
function setStop(item, isStop) {
  const index = isStop ? 0 : -1;
  if (item.tabIndex !== index) item.tabIndex = index;
}

/**
 * @param {Element} item
 * @returns {item is HTMLElement}
 */
function isElement(item) {
  return item instanceof HTMLElement;
}

/**
 * @param {string} selector
 * @returns {NodeListOf<HTMLElement>}
 */
function every(selector) {
  return document.querySelectorAll(selector);
}
