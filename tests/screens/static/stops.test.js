/* Where the Tab key stops in a row. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { stopOf } from "../../../screens/static/stops.js";

const isChosen = /** @param {string} item */ (item) => item === "b";
const isLast = /** @param {string} item */ (item) => item === "c";

test("the stop is the one with the mark, else the first", () => {
  assert.equal(stopOf(["a", "b", "c"], isChosen), "b");
  assert.equal(stopOf(["a", "c"], isChosen), "a");
  assert.equal(stopOf([], isChosen), undefined);
});

test("an earlier mark goes before a later one", () => {
  assert.equal(stopOf(["a", "c", "b"], isChosen, isLast), "b");
  assert.equal(stopOf(["a", "c"], isChosen, isLast), "c");
});
