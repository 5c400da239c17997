/* What of the texts that were typed must be offered again. */

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  checksum,
  fits,
  offerText,
  unconfirmed,
  unsaved,
  waiting,
} from "../../../screens/static/unsaved.js";

const NOW = new Date(2026, 10, 29, 16, 41).getTime();
/** @param {string} text */
const entry = (text) => ({
  text,
  before: ["oud"],
  at: NOW,
  label: "Naam",
  search: "?stap=project",
});

test("the server makes the same number of a text", () => {
  assert.deepEqual(["", "a", "één €"].map(checksum), [2166136261, 3826002220, 745465157]);
});

test("what the server confirms is let go of, and nothing else", () => {
  const entries = { a: entry("nieuw"), b: entry("ook") };
  const left = unconfirmed(entries, { a: checksum("nieuw"), b: 1 }, () => "oud", new Set(), NOW);
  assert.deepEqual(Object.keys(left), ["b"]);
});

test("what a page shows that was not typed in it comes from the server", () => {
  const entries = { a: entry("nieuw"), b: entry("ook") };
  /** @param {string} key */
  const shown = (key) => entries[/** @type {"a" | "b"} */ (key)].text;
  assert.deepEqual(Object.keys(unconfirmed(entries, {}, shown, new Set("b"), NOW)), ["b"]);
});

test("what nobody wanted for a week is let go of", () => {
  const week = 7 * 86_400_000;
  assert.deepEqual(
    unconfirmed({ a: entry("nieuw") }, {}, () => "", new Set(), NOW + week),
    {},
  );
});

test("what the page does not show is offered, with its time and field", () => {
  const entries = { a: entry("nieuw"), b: entry("een  erg lange tekst ".repeat(9)) };
  const left = waiting(entries, (key) => (key === "a" ? "nieuw" : undefined), NOW + 5000);
  assert.deepEqual(
    waiting(entries, () => undefined, NOW + 500),
    {},
    "it may be on its way",
  );
  assert.deepEqual(Object.keys(left), ["b"]);
  const text = offerText(left);
  assert.match(
    text,
    /^Er staat nog tekst van 16\.41 in deze browser die niet bewaard is: Naam \(‘een erg/,
  );
  assert.ok(text.endsWith("…’)."));
});

test("a text goes back only into the field as it was", () => {
  assert.ok(fits(entry("nieuw"), "oud"));
  assert.ok(!fits(entry("nieuw"), "van een ander"));
  assert.ok(!fits(entry("nieuw"), undefined));
});

test("what the plan had when the page began is saved, in that field only", () => {
  const entries = { a: entry("nieuw "), b: entry("nieuw") };
  const standing = new Set([checksum("a\nnieuw").toString(36)]);
  assert.deepEqual(Object.keys(unsaved(entries, standing)), ["b"]);
});

test("of a choice in a list the offer says what it is called", () => {
  assert.match(
    offerText({ a: { ...entry("brief"), words: "Brief per post" } }),
    /‘Brief per post’/,
  );
});
