/* A document of an advice on its way: after a second the button says so, and when it cannot be made
   the page says what is kept and what to do. Without script the link saves it just the same. */

const PATIENCE = 1000; // milliseconds until a button says that it is at work
const LINK = "a.knop[download]";

/** Let every button that saves a document say how that goes. */
export function startMaking() {
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest(LINK) : null;
    if (!(link instanceof HTMLAnchorElement)) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (link.ariaBusy !== "true") make(link);
  });
}

/**
 * Return the name of a document that the server gives along.
 *
 * @param {string | null} disposition
 */
export function nameIn(disposition) {
  return /filename="([^"]+)"/.exec(disposition ?? "")?.[1] ?? "";
}

/** @param {HTMLAnchorElement} link */
async function make(link) {
  const label = link.textContent ?? "";
  const kind = label.replace("Maak ", "");
  link.ariaBusy = "true";
  const waiting = setTimeout(() => {
    link.textContent = `${kind} maken …`;
  }, PATIENCE);
  trouble(link)?.remove();
  try {
    const answer = await fetch(link.href);
    if (!answer.ok) throw new Error(String(answer.status));
    save(await answer.blob(), nameIn(answer.headers.get("content-disposition")));
  } catch {
    tell(link, kind);
  } finally {
    clearTimeout(waiting);
    link.textContent = label;
    link.ariaBusy = null;
  }
}

/**
 * @param {Blob} document_
 * @param {string} name
 */
function save(document_, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(document_);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** @param {Element} link */
function trouble(link) {
  return link.closest(".knoppen")?.querySelector(".melding");
}

/**
 * @param {Element} link
 * @param {string} kind
 */
function tell(link, kind) {
  const message = document.createElement("div");
  message.className = "melding mislukt";
  message.setAttribute("role", "alert");
  const what = document.createElement("b");
  what.textContent = `${kind} is niet gemaakt.`;
  message.append(what, " Je keuzes zijn bewaard. Probeer het opnieuw of kopieer de tekst.");
  link.closest(".knoppen")?.append(message);
}
