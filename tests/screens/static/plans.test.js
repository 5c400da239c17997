/* Which plans a browser remembers. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { withPlan } from "../../../screens/static/plans.js";

/** @param {string} plan */
const opened = (plan, naam = plan) => ({ plan, naam, op: 0 });

test("the last plan comes first, once, under its new name", () => {
  const plans = withPlan([opened("a"), opened("b")], opened("b", "nieuw"));
  assert.deepEqual(plans, [opened("b", "nieuw"), opened("a")]);
});

test("no more than thirty are kept", () => {
  const many = Array.from({ length: 30 }, (_, i) => opened(String(i)));
  assert.equal(withPlan(many, opened("x")).length, 30);
});
