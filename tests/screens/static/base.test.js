/* Where the server is, as the first script of a page says it to Streamlit. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { runInNewContext } from "node:vm";

const SCRIPT = readFileSync(new URL("../../../screens/static/base.js", import.meta.url), "utf-8");

/**
 * Return what Streamlit is told when the script comes from an address.
 *
 * @param {string} src
 */
function told(src) {
  class HTMLScriptElement {
    src = src;
  }
  const window = {};
  runInNewContext(SCRIPT, {
    window,
    URL,
    HTMLScriptElement,
    document: { currentScript: new HTMLScriptElement() },
  });
  return JSON.parse(JSON.stringify(window));
}

test("the server is where our files are, also in a folder of a site", () => {
  for (const root of ["https://kanalen.nl", "https://www.ede.nl/kanalen"]) {
    const base = { __streamlit: { BACKEND_BASE_URL: root } };
    assert.deepEqual(told(`${root}/assets/0123456789ab/base.js`), base);
  }
});
