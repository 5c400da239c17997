/* What a screen reader hears when the outcome of a page is another than before. */

import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { Announcer } from "../../../screens/static/announcement.js";

/** @type {{aloud: string, seen: string} | null} */
let outcome = null;
/** @type {Array<Record<string, any>>} */
let boards = [];

function board() {
  /** @type {Record<string, string>} */
  const attributes = {};
  const element = {
    attributes,
    className: "",
    style: { cssText: "" },
    textContent: "",
    setAttribute: (/** @type {string} */ name, /** @type {string} */ value) => {
      attributes[name] = value;
    },
  };
  boards.push(element);
  return element;
}

/** What the page shows as its outcome, with what is said of it aloud. */
const shown = () =>
  outcome && { getAttribute: () => outcome?.aloud ?? "", textContent: outcome.seen };

Object.assign(globalThis, {
  document: { createElement: board, body: { append: () => {} }, querySelector: shown },
});

beforeEach(() => {
  boards = [];
  outcome = null;
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
});

/** @param {Announcer} announcer */
function heard(announcer) {
  announcer.follow();
  mock.timers.tick(50);
  return boards[0]?.textContent;
}

test("it is a status that is read out without taking the focus", () => {
  assert.ok(new Announcer());
  assert.deepEqual(boards[0]?.attributes, { role: "status", "aria-live": "polite" });
});

test("the first outcome is read with the page, the next one is said", () => {
  const announcer = new Announcer();
  outcome = { aloud: "", seen: "Kies een fase." };
  assert.equal(heard(announcer), "");
  outcome = { aloud: "", seen: "Zet de brief in." };
  assert.equal(heard(announcer), "Zet de brief in.");
});

test("the same headline for other answers is heard", () => {
  const announcer = new Announcer();
  outcome = { aloud: "Advies voor alle leeftijden. Zet de brief in.", seen: "Zet de brief in." };
  heard(announcer);
  outcome = { aloud: "Advies voor 75 jaar en ouder. Zet de brief in.", seen: "Zet de brief in." };
  assert.equal(heard(announcer), "Advies voor 75 jaar en ouder. Zet de brief in.");
});

test("what did not change is not said again", () => {
  const announcer = new Announcer();
  for (const seen of ["Een.", "Twee.", "Twee."]) {
    outcome = { aloud: "", seen };
    announcer.follow();
  }
  mock.timers.tick(50);
  const [first] = boards;
  assert.equal(first?.textContent, "Twee.");
  if (first) first.textContent = "";
  assert.equal(heard(announcer), "");
});
