/* When another page is there. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { change } from "../../../screens/static/arrival.js";

const advice = { path: "/", heading: "Welke kanalen passen bij deze inwoners?" };
const plan = { path: "/kanaalplan", heading: "Kanaalplan" };

test("the first page, and the same page with other choices, are nothing new", () => {
  assert.equal(change(null, advice), "same");
  assert.equal(change(advice, { ...advice }), "same");
  assert.equal(change(plan, { ...plan, heading: "Plan Parkweg" }), "same");
});

test("an address that changed before its page is drawn is waited for", () => {
  assert.equal(change(advice, { ...advice, path: "/kanaalplan" }), "coming");
});

test("another address with another heading is another page", () => {
  assert.equal(change(advice, plan), "other");
  assert.equal(change(plan, advice), "other");
});
