/* What an order of the board says, and where an arrow leads in a grid. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { orderOf, step } from "../../../screens/static/board.js";

test("an order has the data of what is pressed, and no place", () => {
  const data = { doe: "zet", id: "brief", veld: "wie", plek: "brief/wie" };
  assert.deepEqual(
    orderOf(data, ["a"], () => "x"),
    { doe: "zet", id: "brief", veld: "wie" },
  );
});

test("an order for several takes the ticked rows and what stands in its field", () => {
  const data = { doe: "samen", samen: "dagen", bij: "samen-dagen" };
  const order = orderOf(data, ["a", "b"], (name) => `in ${name}`);
  assert.equal(order.waarde, "in samen-dagen");
  assert.deepEqual(order.acties, ["a", "b"]);
});

test("an arrow stays within the grid, and in a shorter row at its end", () => {
  const counts = [3, 1, 4];
  assert.deepEqual(step("ArrowRight", counts, 0, 2), [0, 2]);
  assert.deepEqual(step("ArrowLeft", counts, 0, 0), [0, 0]);
  assert.deepEqual(step("ArrowUp", counts, 0, 1), [0, 1]);
  assert.deepEqual(step("ArrowDown", counts, 0, 2), [1, 0]);
  assert.deepEqual(step("ArrowDown", counts, 2, 3), [2, 3]);
  assert.deepEqual(step("End", counts, 2, 0), [2, 3]);
  assert.deepEqual(step("Home", counts, 2, 3), [2, 0]);
});
