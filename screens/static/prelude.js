/* The page that came with the first answer goes away as soon as Streamlit shows the same. When
   Streamlit does not come, it stays, and its questions open another address by themselves. */

const PATIENCE = 10000; // milliseconds

/** The page that came beforehand, when there is one. */
export class Prelude {
  #page = document.getElementById("vooraf");
  #search = location.search; // which it answers

  constructor() {
    setTimeout(() => this.#tellAlone(), PATIENCE);
  }

  /** Make room for Streamlit when that shows as much. */
  giveWay() {
    const page = this.#page;
    if (!page?.isConnected) return;
    if (isBehind(page) && location.search !== this.#search) {
      this.#search = location.search;
      window.dispatchEvent(new PopStateEvent("popstate"));
    }
    if (!isReplaced(page)) return;
    const top = page.scrollTop;
    const focus = page.contains(document.activeElement) ? document.activeElement?.id : "";
    page.remove();
    if (top) document.querySelector("[data-testid=stMain]")?.scrollTo({ top });
    if (focus) document.getElementById(focus)?.focus({ preventScroll: true });
    if (location.search !== this.#search) window.dispatchEvent(new PopStateEvent("popstate"));
  }

  #tellAlone() {
    if (!this.#page?.isConnected) return;
    /** @type {HTMLElement | null} */
    const notice = this.#page.querySelector(".melding[hidden]");
    if (notice) notice.hidden = false;
  }
}

/** @param {string} what */
function shows(what) {
  return document.querySelector(`#root ${what}`);
}

/**
 * Tell whether Streamlit still asks what was answered here while it was on its way.
 *
 * @param {Element} page
 */
function isBehind(page) {
  return Boolean(page.querySelector(".conclusie") && shows(".uitnodiging"));
}

/** @param {Element} page */
function isReplaced(page) {
  if (shows(".storing")) return true;
  const advice = shows(".conclusie") || !page.querySelector(".conclusie");
  return Boolean(advice && shows(".vlak :is(fieldset, .vast)"));
}
