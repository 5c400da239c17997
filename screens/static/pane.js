/* A pane: pieces of our own HTML on a page. Only a piece that changes is drawn again. After a
   choice in one of the radio buttons this script fetches the new pieces itself; then Streamlit
   hears of it and the rest of the page follows. When fetching fails, Streamlit draws. */

/** @typedef {Record<string, string | null>} Choices */
/** @typedef {{ delen: string[], gekozen: Choices }} Drawing */
/** @typedef {{ adres: string, vlakken: Record<string, Drawing> }} Answer */
/** @typedef {Drawing & { naam: string, na: string, beurt: number }} Order */
/** @typedef {(choices: Record<string, string | number>, success: boolean) => void} Teller */
/** @typedef {{ data: Order, parentElement: Element, setStateValue: (name: string, value: unknown) => void }} Component */

const PATIENCE = 2000; // milliseconds
const UNKNOWN = "onbekend"; // the answer that an address leaves out
/** @type {WeakMap<Element, string>} the HTML of a piece as it came */
const sources = new WeakMap();
/** @type {WeakMap<Element, number>} how many choices were made in a pane */
const turns = new WeakMap();
/** @type {WeakMap<Element, Teller>} how Streamlit hears of a choice in a pane */
const tellers = new WeakMap();

/**
 * Return the query of an address in which answers are changed, without what is not known.
 *
 * @param {string} search the query there is
 * @param {Record<string, string>} choices
 */
export function queryWith(search, choices) {
  const query = new URLSearchParams(search);
  for (const [name, value] of Object.entries(choices)) {
    if (value === UNKNOWN) query.delete(name);
    else query.set(name, value);
  }
  return `?${query}`;
}

/** Let panes listen: the ones that came with the page, and the ones Streamlit makes. */
export function startPanes() {
  document.addEventListener("click", (event) => {
    const { target } = event;
    /** @type {HTMLElement | null | undefined} */
    const pointer = target instanceof Element ? target.closest(".vlak [data-kies]") : null;
    const radio = document.getElementById(pointer?.dataset.kies ?? "");
    if (!radio || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault(); // a link to another page is also there for who has no script
    radio.click();
  });
  document.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest(".vlak [data-klap]") : null;
    const pane = button?.closest(".vlak");
    pane?.classList.toggle("uitgeklapt");
    if (pane) tellUnfolded(pane);
  });
  const prelude = document.getElementById("vooraf");
  if (prelude) startPrelude(prelude);
}

/**
 * Draw a pane as Streamlit orders; the component calls this at every answer.
 *
 * @param {Component} component
 */
export function draw({ data, parentElement, setStateValue }) {
  const pane = parentElement.querySelector(":scope > .vlak") ?? create(parentElement, data.naam);
  tellers.set(pane, (choices) => setStateValue("keuzes", choices));
  // An answer to an older choice does not put the newest back.
  const questions = document.querySelector(`#root [data-vlak="${data.na}"]`);
  if (pane.childElementCount && data.beurt < turnOf(questions)) return;
  if (pane === questions) turns.set(pane, data.beurt);
  fill(pane, data);
}

/**
 * The page that came beforehand does the same without Streamlit.
 *
 * @param {HTMLElement} prelude
 */
function startPrelude(prelude) {
  prelude.addEventListener("change", ({ target }) => {
    const pane = isAnswer(target) ? target.closest(".vlak") : null;
    if (pane)
      choose(pane, (_, success) => {
        if (!success) location.reload();
      });
  });
  window.addEventListener("popstate", async () => {
    if (!prelude.isConnected) return;
    const { search } = location;
    const isNewest = () => search === location.search; // who goes back twice, wants the last
    try {
      const answer = await fetchPanes(search);
      if (isNewest()) show(prelude, answer);
    } catch {
      if (isNewest()) location.reload();
    }
  });
}

/**
 * @param {Element} parent
 * @param {string} name
 */
function create(parent, name) {
  const pane = document.createElement("div");
  pane.className = `vlak ${name}`;
  pane.dataset.vlak = name;
  pane.addEventListener("change", ({ target }) => {
    if (!isAnswer(target)) return;
    choose(pane, (choices, success) => tellers.get(pane)?.(choices, success));
  });
  parent.append(pane);
  return pane;
}

/**
 * Show what belongs to the choices of a pane, and tell of them.
 *
 * @param {Element} pane
 * @param {Teller} tell
 */
async function choose(pane, tell) {
  const turn = turnOf(pane) + 1;
  turns.set(pane, turn);
  pane.classList.add("uitgeklapt"); // who is answering goes on, on a narrow screen too
  const isNewest = () => turn === turns.get(pane);
  const page = pane.closest("#vooraf, #root");
  const choices = choicesOf(pane);
  const query = queryWith(location.search, choices);
  let success = false;
  setBusy(page, pane, true);
  try {
    const answer = await fetchPanes(query);
    if (isNewest()) show(page, answer);
    if (isNewest()) write(answer.adres);
    success = true;
  } catch {
    if (isNewest()) write(query); // the choice stays, also without a connection
  }
  if (!isNewest()) return;
  setBusy(page, pane, false);
  // When the app was ready before this answer, it does not know the choice yet.
  if (page?.isConnected) tell({ ...choices, beurt: turn }, success);
  else window.dispatchEvent(new PopStateEvent("popstate"));
}

/**
 * Tell whether it is a question that changed, and not a line for a document.
 *
 * @param {EventTarget | null} target
 * @returns {target is HTMLInputElement}
 */
function isAnswer(target) {
  return target instanceof HTMLInputElement && target.type === "radio";
}

/** @param {Element | null} pane */
function turnOf(pane) {
  return (pane && turns.get(pane)) ?? 0;
}

/** @param {Element} pane */
function choicesOf(pane) {
  /** @type {NodeListOf<HTMLInputElement>} */
  const inputs = pane.querySelectorAll("input[type=radio]:checked");
  return Object.fromEntries([...inputs].map(({ name, value }) => [name, value]));
}

/**
 * @param {string} query
 * @returns {Promise<Answer>}
 */
async function fetchPanes(query) {
  const answer = await fetch(`vlakken${query}`, { signal: AbortSignal.timeout(PATIENCE) });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

/**
 * @param {Element | null} page
 * @param {Answer} answer
 */
function show(page, { vlakken }) {
  for (const [name, drawing] of Object.entries(vlakken)) {
    const pane = page?.querySelector(`[data-vlak="${name}"]`);
    if (pane) fill(pane, drawing);
  }
}

/** @param {string} address */
function write(address) {
  if (address !== location.search) history.pushState({}, "", address);
}

/**
 * @param {Element | null} page
 * @param {Element} questions the pane that stays as it is
 * @param {boolean} busy
 */
function setBusy(page, questions, busy) {
  for (const pane of page?.querySelectorAll(".vlak") ?? []) {
    if (pane !== questions) pane.ariaBusy = String(busy);
  }
}

/**
 * @param {Element} pane
 * @param {Drawing} drawing
 */
function fill(pane, { delen, gekozen }) {
  const focus = document.activeElement?.id;
  while (pane.childElementCount > delen.length) pane.lastElementChild?.remove();
  for (const [i, html] of delen.entries()) drawPiece(pane.children[i] ?? append(pane), html);
  tellUnfolded(pane);
  /** @type {HTMLElement | null} */
  const field = focus ? pane.querySelector(`[id="${CSS.escape(focus)}"]`) : null;
  if (field && !field.contains(document.activeElement)) field.focus();
  /** @type {NodeListOf<HTMLInputElement>} */
  const radios = pane.querySelectorAll("input[type=radio]");
  for (const radio of radios) radio.checked = gekozen[radio.name] === radio.value;
}

/**
 * Say of the button that unfolds a pane on a narrow screen whether it has done so.
 *
 * @param {Element} pane
 */
function tellUnfolded(pane) {
  const button = pane.querySelector("[data-klap]");
  if (button) button.ariaExpanded = String(pane.classList.contains("uitgeklapt"));
}

/** @param {Element} pane */
function append(pane) {
  return pane.appendChild(document.createElement("div"));
}

/**
 * @param {Element} piece
 * @param {string} html
 */
function drawPiece(piece, html) {
  if (sources.get(piece) === html) return;
  const open = [...piece.querySelectorAll("details[open][data-deel]")].map(nameOf);
  const lines = linesOf(piece).map(({ id, value, checked }) => ({ id, value, checked }));
  piece.className = "stHtml";
  piece.innerHTML = html;
  sources.set(piece, html);
  for (const part of piece.querySelectorAll("details[data-deel]")) {
    if (part instanceof HTMLDetailsElement && open.includes(nameOf(part))) part.open = true;
  }
  for (const field of linesOf(piece)) {
    Object.assign(
      field,
      lines.find(({ id }) => id === field.id),
    );
  }
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
function linesOf(piece) {
  return [...piece.querySelectorAll("input:is([type=text], [type=checkbox])")].filter(
    (field) => field instanceof HTMLInputElement,
  );
}
