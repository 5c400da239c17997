/* When a page says that it is on its way. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { signOf } from "../../../screens/static/waiting.js";

/** @typedef {import("../../../screens/static/waiting.js").Sign} Sign */
/** @type {[Sign, number, Sign][]} */
const CASES = [
  ["laden", 0, "laden"],
  ["laden", 12_000, "laden"],
  ["laden", 12_001, "laat"],
  ["bezig", 0, ""],
  ["bezig", 1_000, ""],
  ["bezig", 1_001, "bezig"],
  ["bezig", 60_000, "bezig"],
  ["", 0, ""],
  ["", 60_000, ""],
];

for (const [state, duration, sign] of CASES) {
  test(`"${state}" for ${duration} ms says "${sign}"`, () => {
    assert.equal(signOf(state, duration), sign);
  });
}
