/* Where the focus goes when Streamlit drew anew what had it. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { nameOf, successor } from "../../../screens/static/focus.js";

/**
 * Return what stands in for an element of a page.
 *
 * @param {string} text
 * @param {string | null} label
 */
function element(text, label = null) {
  const fake = { textContent: text, getAttribute: () => label };
  return /** @type {Element} */ (/** @type {unknown} */ (fake));
}

const next = element(" Volgende ");
const search = element("", "Zoek in de bronnen");
const heading = element("Stap 2");

test("the name of a field is its label, and else its text", () => {
  assert.equal(nameOf(next), "Volgende");
  assert.equal(nameOf(search), "Zoek in de bronnen");
});

test("the same field gets the focus back, whatever the heading says", () => {
  const place = { name: "Zoek in de bronnen", heading: "Stap 1" };
  assert.equal(successor(place, [next, search], heading), search);
});

test("another heading gets the focus when the field is gone", () => {
  const place = { name: "Zoek in de regels", heading: "Stap 1" };
  assert.equal(successor(place, [next, search], heading), heading);
  assert.equal(successor({ ...place, heading: null }, [], heading), heading);
});

test("a field that went without another in its place is let go", () => {
  const place = { name: "Zoek in de regels", heading: "Stap 2" };
  assert.equal(successor(place, [next], heading), null);
  assert.equal(successor(place, [next], null), null);
});

test("a field without a name is never taken for another one", () => {
  assert.equal(successor({ name: "", heading: "Stap 2" }, [element("")], heading), null);
});
