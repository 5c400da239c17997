/* Says that something is on its way: a page that is still empty, or an answer that takes longer
   than a moment. When a page stays away, it shows the way to the page without a web socket. */

/** @typedef {"" | "laden" | "bezig" | "laat"} Sign */

const MOMENT = 1000; // milliseconds
const PATIENCE = 12000;
const INTERVAL = 200;
const CONTENT = "#vooraf, #root h1, #root .melding, [role=dialog]";
/** @type {Record<Sign, string[]>} */
const TEXTS = {
  "": [],
  "laden": ["De pagina wordt geladen …"],
  "bezig": ["Bezig …"],
  "laat": [
    "De pagina laat op zich wachten. De server is druk, of je netwerk houdt de verbinding tegen.",
  ],
};

/**
 * Return what to say when a state has lasted a number of milliseconds.
 *
 * @param {Sign} state what the page does now: loading, busy or nothing
 * @param {number} duration
 * @returns {Sign}
 */
export function signOf(state, duration) {
  if (state === "laden") return duration > PATIENCE ? "laat" : "laden"; // the style waits a moment
  return duration > MOMENT ? state : "";
}

/** Keep the sign of the page true. */
export function startWaiting() {
  const board = document.getElementById("bezig");
  if (!board) return;
  /** @type {Sign} */
  let state = "laden";
  let since = 0; // as long as the page is there
  setInterval(() => {
    const now = currentState();
    if (now !== state) [state, since] = [now, performance.now()];
    show(board, signOf(state, performance.now() - since));
  }, INTERVAL);
}

/** @returns {Sign} */
function currentState() {
  if (!document.querySelector(CONTENT)) return "laden";
  const app = document.querySelector("#root [data-testid=stApp]");
  return app?.getAttribute("data-test-script-state") === "running" ? "bezig" : "";
}

/**
 * @param {HTMLElement} board
 * @param {Sign} sign
 */
function show(board, sign) {
  if (board.dataset.stand === sign) return;
  board.dataset.stand = sign;
  const texts = TEXTS[sign].map((text) => {
    const paragraph = document.createElement("p");
    paragraph.textContent = text;
    return paragraph;
  });
  board.replaceChildren(...texts, ...(sign === "laat" ? waysOut() : []));
}

function waysOut() {
  const embedded = new URLSearchParams(location.search).get("embed") === "true";
  const simple = `./advies/${embedded ? "?embed=true" : ""}`;
  return [link("Probeer opnieuw", ""), link("Advies op de eenvoudige pagina", simple)];
}

/**
 * @param {string} text
 * @param {string} address
 */
function link(text, address) {
  const anchor = document.createElement("a");
  anchor.textContent = text;
  anchor.href = address;
  return anchor;
}
