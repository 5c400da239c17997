/* What is typed in a plan stays in this tab until the server says that it was saved. After a restart
   of the server, a reload, or a step away from a form it is offered again: nothing is typed twice. */

/** @typedef {{ text: string, before: string[], at: number, label: string, search: string, words?: string }} Entry */
/** @typedef {Record<string, Entry>} Entries */
/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Field */

const STORE = "ken-je-inwoner:getypt:"; // and the link of the plan
const MARK = "[data-bewaard]"; // in which the server says what it saved, and where the offer stands
const FIELDS = ":is([data-testid=stTextInput], [data-testid=stTextArea]) :is(input, textarea)";
const CELLS = ".bord td[data-plek] :is(input, select)[data-typt]"; // what is typed in a table
const FORM = "[data-testid=stForm]"; // saves with its button
const OURS = "plan-"; // so begin the keys of the fields of a plan
const TABLE = "bord-"; // and so those of the cells of its table
const PATIENCE = 2000; // milliseconds in which a text may be on its way
const DAYS = 7;
const LONGEST = 60; // characters of a text that are shown
const STUCK = 6000; // milliseconds after which a text that was left should be saved
const TRIES = 3; // times that a text is sent again by itself
const CALM = "[data-test-connection-state=CONNECTED][data-test-script-state=notRunning]";
const ANSWER = 8000; // milliseconds in which the server may say that a cell is saved

/** Keeps what is typed, and offers it again. */
export class Unsaved {
  /** @type {Set<string>} */
  #typed = new Set(); // fields in which this page was typed
  #before = "";
  #sending = false; // again, by itself: nobody types
  /** @type {Map<string, { text: string, at: number, tries: number }>} */
  #sent = new Map(); // field → what was sent again, when last, and how often

  constructor() {
    document.addEventListener("focusin", ({ target }) => {
      if (isField(target)) this.#before = target.value;
    });
    document.addEventListener("input", ({ target }) => {
      if (isField(target) && !this.#sending) this.#type(target);
    });
    document.addEventListener("click", ({ target }) => {
      const act = target instanceof HTMLElement && target.closest(MARK) && target.dataset.getypt;
      if (act === "terug") this.#putBack();
      if (act === "weg") this.#throwAway();
    });
    setInterval(() => this.follow(), PATIENCE); // a field that gets its old text is no change of the page
  }

  /** Let go of what is saved, and offer what is not when it stays so for a moment. */
  follow() {
    const mark = markOf();
    if (!mark) return;
    const entries = read(plan(mark));
    const now = Date.now();
    const known = unsaved(entries, standing(mark));
    const left = unconfirmed(known, confirmed(mark), shownIn, this.#typed, now);
    if (Object.keys(left).length !== Object.keys(entries).length) write(plan(mark), left);
    show(mark, waiting(left, shownIn, now));
    this.#sendAgain(left, now);
  }

  /**
   * Send what was left and is not saved: a line that broke at that moment took it along.
   *
   * @param {Entries} entries
   * @param {number} now
   */
  #sendAgain(entries, now) {
    if (!document.querySelector(CALM)) return;
    for (const [key, { text, at }] of Object.entries(entries)) {
      const field = fieldOf(key);
      const last = this.#sent.get(key);
      const sent = last?.text === text ? last : { text, at, tries: 0 };
      if (!field || !isLeft(field, text) || now - sent.at < STUCK || sent.tries >= TRIES) continue;
      this.#sent.set(key, { text, at: now, tries: sent.tries + 1 });
      this.#leave(field, [`${text} `, text]); // what was left before is no change by itself
      return; // the next one after the answer
    }
  }

  /**
   * Leave a field with one text after another, without the focus and without anybody typing.
   *
   * @param {Field} field
   * @param {string[]} texts
   */
  async #leave(field, texts) {
    for (const text of texts) {
      this.#sending = true;
      put(field, text);
      this.#sending = false;
      await new Promise((resolve) => setTimeout(resolve)); // until the field knows it
      field.dispatchEvent(new FocusEvent("focusout", { bubbles: true }));
      await new Promise((resolve) => setTimeout(resolve));
    }
  }

  /** @param {Field} field */
  #type(field) {
    const mark = markOf();
    const key = keyOf(field);
    if (!mark || !key) return;
    this.#typed.add(key);
    const entries = read(plan(mark));
    const before = [...new Set([...(entries[key]?.before ?? []), this.#before])];
    const text = key.startsWith(TABLE) ? field.value.trim() : field.value;
    if (text === before[0]) delete entries[key];
    else {
      const label = field.getAttribute("aria-label") ?? "";
      const { search } = location;
      entries[key] = { text, before, at: Date.now(), label, search, ...wordsOf(field) };
    }
    write(plan(mark), entries);
  }

  async #putBack() {
    const mark = markOf();
    if (!mark) return;
    for (const [key, entry] of Object.entries(waiting(read(plan(mark)), shownIn, Date.now()))) {
      if (!fits(entry, shownIn(key))) continue;
      openCell(key);
      const field = fieldOf(key);
      if (!field) continue;
      field.focus();
      this.#before = field.value;
      put(field, entry.text);
      await new Promise((resolve) => setTimeout(resolve)); // until the field knows it
      field.blur();
      if (key.startsWith(TABLE)) await saved(key, entry.text); // one order of a table at a time
    }
    this.follow();
  }

  #throwAway() {
    const mark = markOf();
    if (!mark) return;
    const entries = read(plan(mark));
    for (const key of Object.keys(waiting(entries, shownIn, Date.now()))) delete entries[key];
    write(plan(mark), entries);
    show(mark, {});
  }
}

/**
 * Tell whether a field is of a plan, so that what is typed in it is kept here.
 *
 * @param {Element} field
 */
export function isKept(field) {
  return Boolean(markOf() && keyOf(field));
}

/**
 * Return a number that tells texts apart; the server makes the same (FNV-1a of 32 bits).
 *
 * @param {string} text
 */
export function checksum(text) {
  let sum = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) sum = Math.imul(sum ^ byte, 0x01000193) >>> 0;
  return sum;
}

/**
 * Return what is not known to be saved: the server does not say so, and the page does not show it.
 *
 * @param {Entries} entries
 * @param {Record<string, number>} saved field → checksum of what was saved of it
 * @param {(key: string) => string | undefined} shown what a field on the page shows
 * @param {Set<string>} typed fields in which this page was typed: what those show is no proof
 * @param {number} now
 * @returns {Entries}
 */
export function unconfirmed(entries, saved, shown, typed, now) {
  return Object.fromEntries(
    Object.entries(entries).filter(
      ([key, { text, at }]) =>
        saved[key] !== checksum(text) &&
        (typed.has(key) || shown(key) !== text) &&
        now - at < DAYS * 86_400_000,
    ),
  );
}

/**
 * Return what is not in the plan as the server read it when this page, or its session, began: what
 * was saved just before a crash is no loss.
 *
 * @param {Entries} entries
 * @param {Set<string>} standing the checksums of every field of the plan with its text
 * @returns {Entries}
 */
export function unsaved(entries, standing) {
  return Object.fromEntries(
    Object.entries(entries).filter(
      ([key, { text }]) => !standing.has(checksum(`${key}\n${text.trim()}`).toString(36)),
    ),
  );
}

/**
 * Return what is nowhere on the page for longer than a moment, so that it must be offered.
 *
 * @param {Entries} entries
 * @param {(key: string) => string | undefined} shown
 * @param {number} now
 * @returns {Entries}
 */
export function waiting(entries, shown, now) {
  return Object.fromEntries(
    Object.entries(entries).filter(
      ([key, { text, at }]) => shown(key) !== text && now - at > PATIENCE,
    ),
  );
}

/**
 * Tell whether a text can go back into a field: it has what it had before that was typed. Else
 * somebody changed it since, or another part of the plan stands there now.
 *
 * @param {Pick<Entry, "before">} entry
 * @param {string | undefined} value
 */
export function fits({ before }, value) {
  return value !== undefined && before.includes(value);
}

/**
 * Say what still stands in this browser: "Er staat nog tekst van 16.41 in deze browser: …".
 *
 * @param {Entries} entries
 */
export function offerText(entries) {
  const every = Object.values(entries);
  const first = new Date(Math.min(...every.map(({ at }) => at)));
  const time = `${first.getHours()}.${String(first.getMinutes()).padStart(2, "0")}`;
  const parts = every.map(
    ({ label, text, words }) => `${label || "tekst"} (‘${shorten(words ?? text)}’)`,
  );
  return `Er staat nog tekst van ${time} in deze browser die niet bewaard is: ${parts.join(", ")}.`;
}

/** @param {string} text */
function shorten(text) {
  const line = text.replaceAll(/\s+/g, " ");
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line;
}

/**
 * Show the offer, or take it away when there is nothing to offer.
 *
 * @param {HTMLElement} mark
 * @param {Entries} entries
 */
function show(mark, entries) {
  const text = Object.keys(entries).length ? offerText(entries) : "";
  const here = Object.entries(entries).filter(([key, entry]) => fits(entry, shownIn(key)));
  const state = text && `${text} ${here.map(([key]) => key).join()}`;
  if ((mark.dataset.aanbod ?? "") === state) return;
  mark.dataset.aanbod = state;
  mark.replaceChildren();
  mark.classList.toggle("melding", Boolean(text));
  if (!text) return;
  const away = Object.values(entries).filter((entry) => !here.some(([, one]) => one === entry));
  const line = document.createElement("p");
  line.textContent = text;
  const buttons = document.createElement("div");
  buttons.className = "knoppen";
  if (here.length) buttons.append(button("Zet terug", "terug"));
  for (const search of new Set(away.map((entry) => entry.search))) buttons.append(way(search));
  buttons.append(button("Gooi weg", "weg"));
  mark.append(line, ...away.map(whole), buttons);
}

/**
 * Return a text as a whole, to copy by hand where it cannot be put back.
 *
 * @param {Entry} entry
 */
function whole({ text, words }) {
  const block = document.createElement("blockquote");
  block.textContent = words ?? text;
  return block;
}

/**
 * @param {string} text
 * @param {string} act
 */
function button(text, act) {
  const element = document.createElement("button");
  element.type = "button";
  element.className = "knop";
  element.dataset.getypt = act;
  element.textContent = text;
  return element;
}

/** @param {string} search */
function way(search) {
  const link = document.createElement("a");
  link.className = "knop";
  link.href = location.pathname + search;
  link.textContent = "Ga naar waar je dit typte";
  return link;
}

/** @returns {HTMLElement | null} */
function markOf() {
  return document.querySelector(MARK);
}

/** @param {HTMLElement} mark */
function plan(mark) {
  return mark.dataset.plan ?? "";
}

/**
 * @param {HTMLElement} mark
 * @returns {Record<string, number>}
 */
function confirmed(mark) {
  return JSON.parse(mark.dataset.bewaard || "{}");
}

/**
 * @param {HTMLElement} mark
 * @returns {Set<string>}
 */
function standing(mark) {
  return new Set((mark.dataset.stand || "").split(" "));
}

/**
 * @param {EventTarget | null} target
 * @returns {target is Field}
 */
function isField(target) {
  return target instanceof HTMLElement && target.matches(`${FIELDS}, ${CELLS}`);
}

/**
 * Return what a choice is called, for who reads the offer.
 *
 * @param {Field} field
 */
function wordsOf(field) {
  const words = field instanceof HTMLSelectElement && field.selectedOptions[0]?.textContent;
  return words ? { words } : {};
}

/**
 * Write in a field as a visitor does.
 *
 * @param {Field} field
 * @param {string} text
 */
function put(field, text) {
  Object.getOwnPropertyDescriptor(kindOf(field).prototype, "value")?.set?.call(field, text);
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
}

/**
 * Tell whether a text stands in a field that somebody has left, and that saves itself.
 *
 * @param {Field} field
 * @param {string} text
 */
function isLeft(field, text) {
  const away = document.activeElement !== field && field.ariaInvalid !== "true";
  return away && field.value === text && !field.matches(CELLS) && !field.closest(FORM);
}

/** @param {Field} field */
function kindOf(field) {
  if (field instanceof HTMLSelectElement) return HTMLSelectElement;
  return field instanceof HTMLInputElement ? HTMLInputElement : HTMLTextAreaElement;
}

/**
 * Wait until the server says that a text is saved, or takes too long for it.
 *
 * @param {string} key
 * @param {string} text
 */
async function saved(key, text) {
  const until = Date.now() + ANSWER;
  while (Date.now() < until) {
    const mark = markOf();
    if (mark && confirmed(mark)[key] === checksum(text)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/**
 * Return the key of a field of a plan, or nothing for any other.
 *
 * @param {Element} field
 */
function keyOf(field) {
  if (field.matches(CELLS)) return TABLE + (field.closest("td")?.dataset.plek ?? "");
  const holder = field.closest("[class*=st-key-]");
  const name = [...(holder?.classList ?? [])].find((one) => one.startsWith("st-key-"));
  const key = name?.slice("st-key-".length) ?? "";
  return key.startsWith(OURS) ? key : "";
}

/**
 * @param {string} key
 * @returns {Field | null}
 */
function fieldOf(key) {
  const cell = cellOf(key);
  return cell
    ? cell.querySelector("[data-typt]")
    : document.querySelector(`.st-key-${CSS.escape(key)} ${FIELDS}`);
}

/**
 * Return the cell of a table with this key; nothing for a field, or a cell that is not in sight.
 *
 * @param {string} key
 */
function cellOf(key) {
  if (!key.startsWith(TABLE)) return null;
  return document.querySelector(`.bord td[data-plek="${CSS.escape(key.slice(TABLE.length))}"]`);
}

/** @param {string} key */
function openCell(key) {
  /** @type {HTMLElement | null | undefined} */
  const button = cellOf(key)?.querySelector("button.veld");
  button?.click();
}

/** @param {string} key */
function shownIn(key) {
  const field = fieldOf(key);
  if (field) return field.value;
  /** @type {HTMLElement | null | undefined} */
  const button = cellOf(key)?.querySelector("button.veld");
  return button?.dataset.wacht ?? button?.dataset.waarde;
}

/** @type {Map<string, string>} */
const spare = new Map(); // where a frame of another site may store nothing

/**
 * @param {string} link
 * @returns {Entries}
 */
function read(link) {
  return JSON.parse(stored(STORE + link) ?? "{}");
}

/**
 * @param {string} link
 * @param {Entries} entries
 */
function write(link, entries) {
  const text = Object.keys(entries).length ? JSON.stringify(entries) : "";
  try {
    if (text) sessionStorage.setItem(STORE + link, text);
    else sessionStorage.removeItem(STORE + link);
  } catch {
    spare.set(STORE + link, text || "{}");
  }
}

/** @param {string} key */
function stored(key) {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return spare.get(key);
  }
}
