/* Puts the texts of Streamlit's own elements into Dutch and mends what they tell a screen reader. */

import { translator } from "./dutch.js";

/** The attributes that hold a text. */
export const ATTRIBUTES = [
  "aria-label",
  "title",
  "placeholder",
  "alt",
  "aria-description",
  "aria-roledescription",
];
const NAME = "Ken je inwoner"; // of a page without an organisation
const RAW = ["SCRIPT", "STYLE", "TEXTAREA"]; // text that is code, or that a visitor types

/** Translates what comes on the page. */
export class Translation {
  constructor() {
    const author = document.querySelector("meta[name=author]")?.getAttribute("content");
    this.translate = translator(author || NAME);
  }

  /**
   * Translate a node and all in it.
   *
   * @param {Node} node
   */
  node(node) {
    if (node instanceof Text) this.#text(node);
    if (!(node instanceof Element)) return;
    mend(node);
    for (const name of ATTRIBUTES) this.attribute(node, name);
    for (const child of node.childNodes) this.node(child);
  }

  /**
   * Translate an attribute.
   *
   * @param {Element} element
   * @param {string} name
   */
  attribute(element, name) {
    const value = element.getAttribute(name);
    const dutch = value === null ? null : this.translate(value);
    if (dutch !== null && dutch !== value) element.setAttribute(name, dutch);
  }

  /** @param {Text} node */
  #text(node) {
    if (RAW.includes(node.parentElement?.tagName ?? "")) return;
    const dutch = this.translate(node.data);
    if (dutch !== null && dutch !== node.data) node.data = dutch;
  }
}

/** @param {Element} element */
function mend(element) {
  // The description and the table say it already; reading loose points aloud helps nobody.
  if (element.getAttribute("role") === "graphics-symbol") {
    element.setAttribute("aria-hidden", "true");
  }
  // A place to drop files has a name, and can therefore not be presentation only.
  if (element.getAttribute("data-testid") === "stFileUploaderDropzone") {
    element.setAttribute("role", "group");
  }
}
