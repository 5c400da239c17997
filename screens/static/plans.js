/* The plans that this browser opened, for who has no login; and which plan stands open in a frame,
   for the page around it: its address is nowhere else, and a reload would lose it. */

/** @typedef {{ plan: string, naam: string, op: number }} Opened */

const STORE = "ken-je-inwoner:plannen";
const MOST = 30;
const OPEN = "[data-plan][data-naam]"; // a plan that stands open
const LIST = "[data-mijn-plannen]"; // where the list goes
const WIPE = "[data-wis-plannen]";
const LINK = /^[\w-]{20,64}$/;

/** Remembers which plans were opened, and shows them where a plan begins. */
export class OwnPlans {
  #open = "";
  #told = "";

  constructor() {
    document.addEventListener("click", ({ target }) => {
      if (!(target instanceof Element && target.closest(WIPE))) return;
      write([]);
      for (const list of document.querySelectorAll(LIST)) list.replaceChildren();
    });
  }

  /** Take note of the plan that is open now, and fill the list when it is on the page. */
  follow() {
    /** @type {HTMLElement | null} */
    const mark = document.querySelector(OPEN);
    const { plan = "", naam = "" } = mark?.dataset ?? {};
    if (LINK.test(plan) && this.#open !== plan + naam) {
      this.#open = plan + naam;
      write(withPlan(read(), { plan, naam, op: Date.now() }));
    }
    for (const list of document.querySelectorAll(LIST)) if (!list.firstChild) fill(list, read());
    this.#tellParent();
  }

  /** Only sites that may frame us are asked for here: the browser refuses any other. */
  #tellParent() {
    if (window.parent === window || this.#told === location.href) return;
    this.#told = location.href;
    const open = new URLSearchParams(location.search).has("plan");
    const adres = open ? location.href : "";
    window.parent.postMessage({ type: "ken-je-inwoner:adres", adres }, "*");
  }
}

/**
 * Return the plans with one on top, and no more than are worth a look.
 *
 * @param {Opened[]} plans
 * @param {Opened} one
 */
export function withPlan(plans, one) {
  return [one, ...plans.filter(({ plan }) => plan !== one.plan)].slice(0, MOST);
}

/**
 * @param {Element} list
 * @param {Opened[]} plans
 */
function fill(list, plans) {
  if (!plans.length) return;
  const title = document.createElement("h2");
  title.textContent = "Mijn plannen";
  const note = document.createElement("p");
  note.className = "hulp";
  note.textContent =
    "Deze plannen opende je in deze browser. De lijst staat alleen hier. Deel je de computer? Wis hem dan.";
  const items = document.createElement("ul");
  for (const { plan, naam, op } of plans) items.append(item(plan, naam, op));
  const wipe = document.createElement("button");
  wipe.type = "button";
  wipe.className = "knop";
  wipe.dataset.wisPlannen = "";
  wipe.textContent = "Wis deze lijst";
  list.append(title, note, items, wipe);
}

/**
 * @param {string} plan
 * @param {string} name
 * @param {number} at
 */
function item(plan, name, at) {
  const query = new URLSearchParams(location.search);
  const embed = query.get("embed") === "true" ? "&embed=true" : "";
  const link = document.createElement("a");
  link.href = `${location.pathname}?plan=${plan}${embed}`;
  link.textContent = name;
  const line = document.createElement("li");
  line.append(link, `, geopend op ${new Date(at).toLocaleDateString("nl-NL")}`);
  return line;
}

/** @returns {Opened[]} */
function read() {
  try {
    return JSON.parse(localStorage.getItem(STORE) ?? "[]");
  } catch {
    return []; // a frame of another site may store nothing
  }
}

/** @param {Opened[]} plans */
function write(plans) {
  try {
    if (plans.length) localStorage.setItem(STORE, JSON.stringify(plans));
    else localStorage.removeItem(STORE);
  } catch {
    // a frame of another site may store nothing
  }
}
