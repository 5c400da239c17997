/* In a frame: tells the page around it how high the content is. See docs/insluiten.md. */

const CONTENT = "[data-testid=stMainBlockContainer]";

/** Measures the content of a page in a frame. */
export class HeightReporter {
  /** @type {Element | null} */
  #content = null;
  #height = 0;
  #observer = new ResizeObserver(() => this.#report());

  /** Measure the content that stands on the page now. */
  follow() {
    if (window.parent === window) return;
    const content = document.querySelector(CONTENT);
    if (!content || content === this.#content) return;
    this.#observer.disconnect();
    this.#content = content;
    this.#observer.observe(content);
  }

  #report() {
    if (!this.#content) return;
    const scroll = this.#content.parentElement?.scrollTop ?? 0;
    const height = Math.ceil(this.#content.getBoundingClientRect().bottom + scroll);
    if (height === this.#height) return;
    this.#height = height;
    window.parent.postMessage({ type: "ken-je-inwoner:hoogte", hoogte: height }, "*");
  }
}
