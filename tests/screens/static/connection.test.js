/* When a page asks itself anew because the server is back. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Connection } from "../../../screens/static/connection.js";

/** @param {boolean[]} states */
const answers = (states) => {
  const connection = new Connection();
  return states.map((connected) => connection.isBack(connected));
};

test("the first connection is no return", () => {
  assert.deepEqual(answers([false, true]), [false, false]);
  assert.deepEqual(answers([true, true]), [false, false]);
});

test("a connection that was lost comes back once", () => {
  assert.deepEqual(answers([true, false, true, true]), [false, false, true, false]);
  assert.deepEqual(answers([true, false, false, true]), [false, false, false, true]);
});

test("it comes back as often as it is lost", () => {
  const states = [false, true, false, true, false, true];
  assert.deepEqual(answers(states), [false, false, false, true, false, true]);
});
