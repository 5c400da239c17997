/* The address that belongs to the choices in a pane. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { queryWith } from "../../../screens/static/pane.js";

test("a choice replaces the one before and keeps what else an address says", () => {
  assert.equal(
    queryWith("?embed=true&fase=actie&bron=a%26b", { fase: "afronding", traject: "participatie" }),
    "?embed=true&fase=afronding&bron=a%26b&traject=participatie",
  );
});

test("an address that asks nothing yet gets the choices", () => {
  assert.equal(queryWith("", { fase: "actie" }), "?fase=actie");
  assert.equal(queryWith("", {}), "?");
});

test("what a choice says never becomes another question", () => {
  assert.equal(queryWith("", { fase: "x&leeftijd=y#z" }), "?fase=x%26leeftijd%3Dy%23z");
});

test("what is not known leaves the address", () => {
  assert.equal(queryWith("?fase=actie&leeftijd=x", { leeftijd: "onbekend" }), "?fase=actie");
});
