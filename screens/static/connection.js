/* After a restart the server does not know this page, and the first choice would be lost. So the
   page is asked for anew as soon as there is a connection: the address says what is on it. Not when
   someone has typed text that is nowhere else: that would be gone. Of a plan it is kept. */

import { isKept } from "./unsaved.js";

/** The attribute in which Streamlit says whether it is connected. */
export const STATE = "data-test-connection-state";
const FIELDS = ["stTextArea", "stTextInput", "stNumberInput", "stDateInput"]
  .map((name) => `[data-testid=${name}] :is(input, textarea)`)
  .join();

/** Follows whether there is a connection. */
export class Connection {
  #known = false;
  #lost = false;

  /**
   * Take the newest state; return whether the connection is back after it was lost.
   *
   * @param {boolean} connected
   */
  isBack(connected) {
    const back = connected && this.#lost;
    this.#lost = this.#known && !connected;
    this.#known ||= connected;
    return back;
  }

  /**
   * Ask for the page anew when its connection is back.
   *
   * @param {Element} app
   */
  follow(app) {
    if (!this.isBack(app.getAttribute(STATE) === "CONNECTED")) return;
    /** @type {NodeListOf<HTMLInputElement | HTMLTextAreaElement>} */
    const fields = document.querySelectorAll(FIELDS);
    if ([...fields].some((field) => field.value && !isKept(field))) return;
    window.dispatchEvent(new PopStateEvent("popstate"));
  }
}
