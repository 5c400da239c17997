/* What a field is described by. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { listed } from "../../../screens/static/faults.js";

test("a name comes once, after the others", () => {
  assert.equal(listed(null, "fout-a", true), "fout-a");
  assert.equal(listed("hulp", "fout-a", true), "hulp fout-a");
  assert.equal(listed("fout-a hulp", "fout-a", true), "hulp fout-a");
});

test("a name goes, and the others stay", () => {
  assert.equal(listed("hulp fout-a", "fout-a", false), "hulp");
  assert.equal(listed("fout-a", "fout-a", false), "");
  assert.equal(listed(null, "fout-a", false), "");
});
