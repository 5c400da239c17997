/* Buttons that copy: first the new way, then the old one, else a window to copy from yourself. */

/** @typedef {import("./announcement.js").Announcer} Announcer */

const DONE = "Gekopieerd";
const FAILURE = "Kopiëren lukte niet";
const SHOWN = 2500; // milliseconds that a button says how it went

/**
 * Let every button that copies do so.
 *
 * @param {Announcer} announcer
 */
export function startCopying(announcer) {
  document.addEventListener("click", async ({ target }) => {
    const clicked = /** @type {Element} */ (target);
    /** @type {HTMLElement | null} */
    const button = clicked.closest(
      "[data-kopieer], [data-kopieer-link], [data-kopieer-van], [data-kopieer-adres]",
    );
    if (!button) return;
    button.dataset.naam ||= button.textContent;
    const label = button.dataset.naam;
    try {
      if (!(await copy(button))) return;
      button.textContent = DONE;
      announcer.say(DONE);
    } catch {
      button.textContent = FAILURE;
      announcer.say(`${FAILURE}. Probeer het nog eens of maak een PDF.`);
    }
    setTimeout(() => {
      button.textContent = label;
    }, SHOWN);
  });
}

/**
 * Return the text that a button copies: an address of this page or beside it, what stands on the
 * page, or what another address answers.
 *
 * @param {DOMStringMap} data of the button
 * @param {Pick<Location, "origin" | "pathname" | "href">} place of the page
 */
export async function textOf(data, place) {
  if (data.kopieerLink !== undefined) return place.origin + place.pathname + data.kopieerLink;
  if (data.kopieerAdres !== undefined) return new URL(data.kopieerAdres, place.href).href;
  if (data.kopieerVan !== undefined) {
    // biome-ignore lint/performance/useDomNodeTextContent: lines must stay apart, as they are seen
    return document.getElementById(data.kopieerVan)?.innerText.trim() ?? "";
  }
  const answer = await fetch(data.kopieer ?? "");
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.text();
}

/**
 * Copy the text of a button; return whether it is on the clipboard.
 *
 * @param {HTMLElement} button
 */
async function copy(button) {
  const promise = textOf(button.dataset, location);
  try {
    if (button.dataset.kopieer !== undefined && "ClipboardItem" in window) {
      const blob = promise.then((text) => new Blob([text], { type: "text/plain" }));
      await navigator.clipboard.write([new ClipboardItem({ "text/plain": blob })]);
      return true;
    }
  } catch {
    // No permission or an old browser: the next way.
  }
  const text = await promise;
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Idem.
  }
  const before = document.activeElement;
  const done = copyOldWay(text);
  if (before instanceof HTMLElement) before.focus();
  if (!done) show(text, button);
  return done;
}

/** @param {string} text */
function copyOldWay(text) {
  const field = document.createElement("textarea");
  field.value = text;
  field.style.cssText = "position:fixed;top:0;left:0;opacity:0";
  document.body.append(field);
  field.select();
  try {
    return document.execCommand("copy");
  } catch {
    return false;
  } finally {
    field.remove();
  }
}

/**
 * Show a text in a window to copy it from.
 *
 * @param {string} text
 * @param {HTMLElement} button what gets the focus again
 */
function show(text, button) {
  const dialog = document.createElement("dialog");
  dialog.className = "kopieervenster";
  dialog.setAttribute("aria-label", "Kopieer deze tekst");
  const explanation = document.createElement("p");
  explanation.textContent =
    "Je browser laat kopiëren hier niet toe. De tekst staat klaar: druk op Ctrl+C (of Cmd+C).";
  const field = document.createElement("textarea");
  field.value = text;
  field.readOnly = true;
  field.rows = 12;
  field.setAttribute("aria-label", "Tekst om te kopiëren");
  const close = document.createElement("button");
  close.type = "button";
  close.className = "knop";
  close.textContent = "Sluiten";
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => {
    dialog.remove();
    button.focus();
  });
  dialog.append(explanation, field, close);
  (document.querySelector(".stApp") ?? document.body).append(dialog);
  dialog.showModal();
  field.focus();
  field.select();
}
