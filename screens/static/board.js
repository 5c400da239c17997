/* The board of a plan: tables of our own HTML in which one works. What somebody does goes to
   Streamlit as an order; the answer is HTML again, of which only what changed is drawn. A table
   that is a grid is one stop of the keyboard: arrows move in it, Enter opens or edits. */

/** @typedef {Record<string, string | number | string[]>} Order */
/** @typedef {{ delen: string[], naam: string, keuzes: Record<string, [string, string][]>, naar: string, beurt: number }} Board */
/** @typedef {{ data: Board, parentElement: Element, setTriggerValue: (name: string, value: unknown) => void }} Component */
/** @typedef {{ place: string, value: string }} Typing */

const FIELDS = "button, input, select, a[href]";
const ARROWS = ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End"];
const PATIENCE = 4000; // milliseconds in which what an answer points to may come
const WAIT = 10_000; // milliseconds in which a cell may wait until it is saved
/** @type {WeakMap<Element, string>} the HTML of a piece as it came */
const sources = new WeakMap();
/** @type {WeakMap<Element, Board>} what a board was last drawn of */
const boards = new WeakMap();
/** @type {WeakMap<Element, Component["setTriggerValue"]>} how Streamlit hears of an order */
const tellers = new WeakMap();
/** @type {Set<string>} which rows are ticked */
const ticked = new Set();
let turn = 0;

/**
 * Draw a board as Streamlit orders; the component calls this at every answer.
 *
 * @param {Component} component
 */
export function drawBoard({ data, parentElement, setTriggerValue }) {
  const board = parentElement.querySelector(":scope > .bord") ?? create(parentElement, data.naam);
  const news = boards.get(board)?.beurt !== data.beurt;
  boards.set(board, data);
  tellers.set(board, setTriggerValue);
  while (board.childElementCount > data.delen.length) board.lastElementChild?.remove();
  for (const [i, html] of data.delen.entries()) {
    drawPiece(board, board.children[i] ?? board.appendChild(document.createElement("div")), html);
  }
  for (const grid of board.querySelectorAll("[role=grid]")) setStop(grid, null);
  tellTicked();
  if (news && data.naar) focusOn(data.naar, performance.now() + PATIENCE);
}

/**
 * Return what goes to Streamlit of a thing that is pressed: all its data, under its names.
 *
 * @param {DOMStringMap} data
 * @param {string[]} rows the rows that are ticked
 * @param {(name: string) => string} typedIn what stands in the field with a name
 * @returns {Order}
 */
export function orderOf(data, rows, typedIn) {
  /** @type {Order} */
  const order = {};
  for (const [name, value] of Object.entries(data)) {
    if (value !== undefined && name !== "plek") order[name] = value;
  }
  if (data.bij) order.waarde = typedIn(data.bij);
  if (data.samen !== undefined) order.acties = rows;
  return order;
}

/**
 * Return which field of a grid an arrow leads to, as [row, place in the row].
 *
 * @param {string} key
 * @param {number[]} counts how many fields each row has
 * @param {number} row
 * @param {number} at
 * @returns {[number, number]}
 */
export function step(key, counts, row, at) {
  const last = counts.length - 1;
  const to = Math.max(
    0,
    Math.min(last, row + (key === "ArrowDown" ? 1 : key === "ArrowUp" ? -1 : 0)),
  );
  const most = Math.max(0, (counts[to] ?? 1) - 1);
  if (key === "Home") return [to, 0];
  if (key === "End") return [to, most];
  const aside = at + (key === "ArrowRight" ? 1 : key === "ArrowLeft" ? -1 : 0);
  return [to, Math.max(0, Math.min(most, aside))];
}

/**
 * @param {Element} parent
 * @param {string} name
 */
function create(parent, name) {
  const board = document.createElement("div");
  board.className = `vlak bord ${name}`;
  board.addEventListener("click", (event) => press(board, event));
  board.addEventListener("change", (event) => change(board, event));
  board.addEventListener("keydown", (event) => keydown(board, event));
  board.addEventListener("focusin", ({ target }) => {
    const grid = target instanceof Element ? target.closest("[role=grid]") : null;
    if (grid && target instanceof HTMLElement) setStop(grid, target);
  });
  parent.append(board);
  return board;
}

/**
 * @param {Element} board
 * @param {Order} order
 */
function send(board, order) {
  turn = Math.max(turn + 1, Date.now());
  for (const piece of board.children) sources.delete(piece); // the answer is drawn, even the same
  tellers.get(board)?.("opdracht", { ...order, beurt: turn });
}

/**
 * @param {Element} board
 * @param {MouseEvent} event
 */
function press(board, event) {
  const target = event.target instanceof Element ? event.target : null;
  /** @type {HTMLElement | null | undefined} */
  const thing = target?.closest("[data-doe]");
  if (!thing || thing instanceof HTMLSelectElement) return;
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (thing.dataset.doe === "zet") edit(board, thing, null, Boolean(event.detail));
  else if (thing.dataset.doe === "tik-alles") tickAll(board);
  else
    send(
      board,
      orderOf(thing.dataset, [...ticked], (name) => typedOn(board, name)),
    );
}

/**
 * @param {Element} board
 * @param {string} name
 */
function typedOn(board, name) {
  const field = board.querySelector(`[name="${CSS.escape(name)}"]`);
  return field instanceof HTMLInputElement || field instanceof HTMLSelectElement ? field.value : "";
}

/**
 * @param {Element} board
 * @param {Event} event
 */
function change(board, { target }) {
  if (target instanceof HTMLInputElement && target.dataset.tik) {
    if (target.checked) ticked.add(target.dataset.tik);
    else ticked.delete(target.dataset.tik);
    tellTicked();
  } else if (target instanceof HTMLSelectElement && target.dataset.doe) {
    send(board, { ...orderOf(target.dataset, [], () => ""), waarde: target.value });
  }
}

/** @param {Element} board */
function tickAll(board) {
  /** @type {NodeListOf<HTMLInputElement>} */
  const boxes = board.querySelectorAll("input[data-tik]");
  const on = [...boxes].some(({ checked }) => !checked);
  for (const { dataset } of boxes) {
    if (on) ticked.add(dataset.tik ?? "");
    else ticked.delete(dataset.tik ?? "");
  }
  tellTicked();
}

/** Show what is ticked, and what can be done with it. */
function tellTicked() {
  /** @type {NodeListOf<HTMLInputElement>} */
  const boxes = document.querySelectorAll(".bord input[data-tik]");
  const there = new Set([...boxes].map(({ dataset }) => dataset.tik ?? ""));
  if (!boxes.length) return;
  for (const id of ticked) if (!there.has(id)) ticked.delete(id);
  for (const box of boxes) {
    box.checked = ticked.has(box.dataset.tik ?? "");
    box.closest("tr")?.classList.toggle("getikt", box.checked);
  }
  /** @type {NodeListOf<HTMLElement>} */
  const bars = document.querySelectorAll(".bord .samen");
  for (const bar of bars) bar.hidden = !ticked.size;
  for (const count of document.querySelectorAll(".bord .samen-aantal")) {
    count.textContent = `${ticked.size} ${ticked.size === 1 ? "actie" : "acties"} aangekruist`;
  }
}

/**
 * @param {Element} board
 * @param {KeyboardEvent} event
 */
function keydown(board, event) {
  const { key, target } = event;
  if (!(target instanceof HTMLElement)) return;
  if (target.dataset.typt !== undefined) return;
  if (key === "Escape" && !(target instanceof HTMLInputElement && target.type === "text")) {
    send(board, { doe: "sluit" });
    return;
  }
  const grid = target.closest("[role=grid]");
  if (!grid || !ARROWS.includes(key) || target instanceof HTMLSelectElement) return;
  const rows = [...grid.querySelectorAll("tr")].map(fieldsOf).filter(({ length }) => length);
  const row = rows.findIndex((fields) => fields.includes(target));
  if (row < 0) return;
  event.preventDefault();
  const counts = rows.map(({ length }) => length);
  const [to, at] = step(key, counts, row, rows[row]?.indexOf(target) ?? 0);
  rows[to]?.[at]?.focus();
}

/**
 * @param {Element} row
 * @returns {HTMLElement[]}
 */
function fieldsOf(row) {
  /** @type {NodeListOf<HTMLElement>} */
  const fields = row.querySelectorAll(FIELDS);
  return [...fields].filter(({ offsetParent }) => offsetParent !== null);
}

/**
 * Let the keyboard stop at one field of a grid: this one, or else where it stopped before.
 *
 * @param {Element} grid
 * @param {HTMLElement | null} field
 */
function setStop(grid, field) {
  const fields = [...grid.querySelectorAll(FIELDS)].filter((one) => one instanceof HTMLElement);
  const now = field ?? fields.find((one) => one.dataset.stop !== undefined) ?? fields[0];
  for (const one of fields) {
    one.tabIndex = one === now ? 0 : -1;
    if (one === now) one.dataset.stop = "";
    else delete one.dataset.stop;
  }
}

/**
 * Make a field of a cell: Enter and leaving it save, Escape puts back what there was.
 *
 * @param {Element} board
 * @param {HTMLElement} button
 * @param {string | null} typed what was typed before the cell was drawn again
 * @param {boolean} byPointer
 */
function edit(board, button, typed, byPointer) {
  const before = button.dataset.waarde ?? "";
  const options = boards.get(board)?.keuzes[button.dataset.keuzes ?? ""];
  const field = options ? list(options) : document.createElement("input");
  let done = false;
  field.className = "typt";
  field.dataset.typt = "";
  field.value = typed ?? before;
  field.ariaLabel = button.dataset.naam ?? "";
  if (field instanceof HTMLInputElement) field.maxLength = 300;
  const close = (/** @type {boolean} */ save) => {
    if (done) return;
    done = true;
    if (!save) {
      field.value = before; // what keeps typed text (unsaved.js) hears that this is let go of
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    const value = field.value;
    field.replaceWith(button);
    button.focus({ preventScroll: true });
    if (!save || value === before) return;
    button.textContent = field instanceof HTMLSelectElement ? textOf(field) : value || "–";
    button.classList.add("wacht");
    send(board, { ...orderOf(button.dataset, [], () => ""), waarde: value });
    button.dataset.wacht = value.trim();
    setTimeout(() => delete button.dataset.wacht, WAIT);
  };
  field.addEventListener("keydown", (/** @type {Event} */ event) => {
    if (!(event instanceof KeyboardEvent)) return;
    if (!["Enter", "Escape", "Tab"].includes(event.key)) return;
    close(event.key !== "Escape");
    if (event.key === "Tab") {
      const row = fieldsOf(button.closest("tr") ?? button);
      row[row.indexOf(button) + (event.shiftKey ? -1 : 1)]?.focus();
    }
    event.preventDefault();
    event.stopPropagation();
  });
  field.addEventListener("blur", () => close(field.isConnected));
  if (field instanceof HTMLSelectElement && byPointer) {
    field.addEventListener("change", () => close(true));
  }
  button.replaceWith(field);
  field.focus({ preventScroll: true });
  if (field instanceof HTMLInputElement) field.select();
}

/**
 * @param {[string, string][]} options
 * @returns {HTMLSelectElement}
 */
function list(options) {
  const field = document.createElement("select");
  for (const [value, name] of options) field.add(new Option(name, value));
  return field;
}

/** @param {HTMLSelectElement} field */
function textOf(field) {
  return field.selectedOptions[0]?.textContent ?? "";
}

/**
 * @param {Element} board
 * @param {Element} piece
 * @param {string} html
 */
function drawPiece(board, piece, html) {
  if (sources.get(piece) === html) return;
  const typing = typingIn(piece);
  const focus = piece.contains(document.activeElement) ? placeOf(document.activeElement) : "";
  const open = [...piece.querySelectorAll("details[open]")].map(nameOf);
  const fields = namedFields(piece).map(({ name, value }) => ({ name, value }));
  piece.className = "stHtml";
  piece.innerHTML = html;
  sources.set(piece, html);
  for (const part of piece.querySelectorAll("details")) {
    if (open.includes(nameOf(part))) part.open = true;
  }
  for (const field of namedFields(piece)) {
    const old = fields.find(({ name }) => name === field.name);
    if (old) field.value = old.value;
  }
  const again = typing ? at(piece, typing.place) : null;
  if (typing && again) edit(board, again, typing.value, false);
  else if (focus) at(piece, focus)?.focus({ preventScroll: true });
}

/**
 * Return what somebody is typing in a cell.
 *
 * @param {Element} piece
 * @returns {Typing | null}
 */
function typingIn(piece) {
  const field = piece.querySelector("[data-typt]");
  if (!(field instanceof HTMLInputElement || field instanceof HTMLSelectElement)) return null;
  return { place: field.closest("td")?.dataset.plek ?? "", value: field.value };
}

/** @param {Element | null} node */
function placeOf(node) {
  return node instanceof HTMLElement ? (node.dataset.plek ?? "") : "";
}

/**
 * @param {Element} piece
 * @param {string} place
 * @returns {HTMLElement | null}
 */
function at(piece, place) {
  return place
    ? piece.querySelector(`:is(button, a, input, select)[data-plek="${CSS.escape(place)}"]`)
    : null;
}

/** @param {Element} part */
function nameOf(part) {
  return part.getAttribute("data-deel");
}

/**
 * Return the fields of a piece that a visitor writes in: what is there stays.
 *
 * @param {Element} piece
 * @returns {HTMLInputElement[]}
 */
function namedFields(piece) {
  return [...piece.querySelectorAll("input[name]")].filter(
    (field) => field instanceof HTMLInputElement,
  );
}

/**
 * Bring the focus to what an answer points to, as soon as that is there.
 *
 * @param {string} place an id, or the place of a button on the board
 * @param {number} until
 */
function focusOn(place, until) {
  const name = CSS.escape(place);
  /** @type {HTMLElement | null} */
  const goal = document.querySelector(`#root #${name}, #root .bord button[data-plek="${name}"]`);
  if (goal) {
    if (goal.tabIndex < 0 && !goal.closest("[role=grid]")) goal.tabIndex = -1;
    goal.focus();
  } else if (performance.now() < until) setTimeout(() => focusOn(place, until), 50);
}
