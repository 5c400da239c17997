/* The script that a site pastes beside the frame: whom it believes, and what. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { runInNewContext } from "node:vm";

const SCRIPT = readFileSync(new URL("../../../screens/static/frame.js", import.meta.url), "utf-8");
const TYPE = "ken-je-inwoner:hoogte";
const ORIGIN = "https://kanalen.voorbeeld.nl";
const [ADVICE, ELSEWHERE] = ["window of the advice", "another window"];

/** @param {string} contentWindow */
const frame = (contentWindow, dataset = {}) => ({
  contentWindow,
  dataset,
  src: `${ORIGIN}/app/?embed=true`,
  style: { height: "900px" },
});

/**
 * Return how high the frame of the advice and another one are after a message.
 *
 * @param {unknown} data
 */
function heights(data, source = ADVICE, origin = ORIGIN) {
  const frames = [frame(ADVICE, { kenJeInwoner: "" }), frame(ELSEWHERE)];
  /** @param {string} _ @param {(message: object) => void} listener */
  const addEventListener = (_, listener) => listener({ data, source, origin });
  const document = { querySelectorAll: () => frames };
  const sessionStorage = { getItem: () => null, setItem: () => {} };
  runInNewContext(SCRIPT, { window: { addEventListener }, document, sessionStorage, URL });
  return frames.map(({ style }) => style.height);
}

const say = /** @param {unknown} hoogte */ (hoogte) => ({ type: TYPE, hoogte });

test("a frame becomes as high as its content, within reason", () => {
  assert.deepEqual(heights(say(1234)), ["1234px", "900px"]);
  assert.deepEqual(heights(say(300)), ["300px", "900px"]);
  assert.deepEqual(heights(say(3)), ["300px", "900px"]);
  assert.deepEqual(heights(say(-1)), ["300px", "900px"]);
  assert.deepEqual(heights(say(20000)), ["20000px", "900px"]);
  assert.deepEqual(heights(say(1e9)), ["20000px", "900px"]);
});

test("only a height is believed", () => {
  const nonsense = [say("1234"), say(Number.NaN), say(Number.POSITIVE_INFINITY), say(null)];
  for (const data of [...nonsense, say({}), { type: "anders", hoogte: 5000 }, "5000", null]) {
    assert.deepEqual(heights(data), ["900px", "900px"], JSON.stringify(data));
  }
});

test("only our own frame is believed", () => {
  assert.deepEqual(heights(say(1234), ELSEWHERE), ["900px", "900px"]);
  assert.deepEqual(heights(say(1234), "a window without a frame"), ["900px", "900px"]);
  assert.deepEqual(heights(say(1234), ADVICE, "https://vreemd.voorbeeld.nl"), ["900px", "900px"]);
});

/**
 * Return the address of our frame after a message and a reload of the page around it.
 *
 * @param {unknown} adres
 */
function reloaded(adres, source = ADVICE, origin = ORIGIN) {
  /** @type {Map<string, string>} */
  const store = new Map();
  const sessionStorage = {
    getItem: /** @param {string} key */ (key) => store.get(key) ?? null,
    setItem: /** @param {string} key @param {string} value */ (key, value) => store.set(key, value),
  };
  let src = "";
  for (const _ of ["first", "again"]) {
    const one = frame(ADVICE, { kenJeInwoner: "" });
    /** @type {((message: object) => void)[]} */
    const listeners = [];
    const window = {
      addEventListener: /** @param {string} _ @param {(message: object) => void} listener */ (
        _,
        listener,
      ) => listeners.push(listener),
    };
    const document = { querySelectorAll: () => [one] };
    runInNewContext(SCRIPT, { window, document, sessionStorage, URL });
    src = one.src;
    for (const listener of listeners) {
      listener({ data: { type: "ken-je-inwoner:adres", adres }, source, origin });
    }
  }
  return src;
}

test("a reload of the page around it keeps the plan, of our own frame and server only", () => {
  const [begin, plan] = [`${ORIGIN}/app/?embed=true`, `${ORIGIN}/app/kanaalplan?plan=geheim`];
  assert.equal(reloaded(plan), plan);
  assert.equal(reloaded(""), begin);
  assert.equal(reloaded(5), begin);
  assert.equal(reloaded(plan, ELSEWHERE), begin);
  assert.equal(reloaded(plan, ADVICE, "https://vreemd.voorbeeld.nl"), begin);
  assert.equal(reloaded("https://vreemd.voorbeeld.nl/kanaalplan?plan=geheim"), begin);
  assert.equal(reloaded("javascript:alert(1)"), begin);
});
