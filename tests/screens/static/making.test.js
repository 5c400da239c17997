/* The name of a document that the server gives along. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { nameIn } from "../../../screens/static/making.js";

test("the name is the one the server gives", () => {
  assert.equal(nameIn('attachment; filename="kanaaladvies-x.pdf"'), "kanaaladvies-x.pdf");
});

test("without a name there is none", () => {
  assert.equal(nameIn(null), "");
  assert.equal(nameIn("attachment"), "");
});
