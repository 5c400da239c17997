/* What was open stays open when the advice changes. */

/** Remembers which parts of the page are open. */
export class OpenParts {
  /** @type {Set<string>} */
  #names = new Set();

  constructor() {
    document.addEventListener("toggle", ({ target }) => this.#remember(target), true);
  }

  /**
   * Open what was open, in a node that came anew.
   *
   * @param {Node} node
   */
  reopen(node) {
    if (!(node instanceof Element) || this.#names.size === 0) return;
    const parts = [node, ...node.querySelectorAll("details[data-deel]")];
    for (const part of parts) {
      if (part instanceof HTMLDetailsElement && this.#names.has(part.dataset.deel ?? "")) {
        part.open = true;
      }
    }
  }

  /** @param {EventTarget | null} target */
  #remember(target) {
    if (!(target instanceof HTMLDetailsElement) || !target.isConnected) return;
    const name = target.dataset.deel;
    if (!name) return;
    if (target.open) this.#names.add(name);
    else this.#names.delete(name);
  }
}
