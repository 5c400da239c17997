/* A fixed place where a screen reader hears of a new advice; the focus stays where it is. */

const UNSEEN = "position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)";
const PAUSE = 50; // milliseconds; the same text twice is then heard twice

/** Tells a screen reader what became of the page. */
export class Announcer {
  #board = document.createElement("div");
  /** @type {string | null} */
  #last = null;

  constructor() {
    this.#board.setAttribute("role", "status");
    this.#board.setAttribute("aria-live", "polite");
    this.#board.className = "alleen-lezer";
    this.#board.style.cssText = UNSEEN;
    document.body.append(this.#board);
  }

  /**
   * Say a text.
   *
   * @param {string} text
   */
  say(text) {
    this.#board.textContent = "";
    setTimeout(() => {
      this.#board.textContent = text;
    }, PAUSE);
  }

  /**
   * Say the outcome of the page when it is another than before; the first one is read anyway.
   * An outcome that says for which answers it is sounds anew when only those are other ones.
   */
  follow() {
    const outcome = document.querySelector("[data-meld]");
    const text = outcome?.getAttribute("data-meld") || outcome?.textContent;
    if (!text || text === this.#last) return;
    if (this.#last !== null) this.say(text);
    this.#last = text;
  }
}
