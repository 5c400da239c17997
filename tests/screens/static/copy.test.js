/* What a button copies. */

import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { textOf } from "../../../screens/static/copy.js";

const PLACE = new URL("https://kanalen.voorbeeld.nl/app/kanaalplan?plan=x");

/** @param {Response} response */
const answering = (response) => mock.method(globalThis, "fetch", async () => response);

test("a link is the address of the page with the answers behind it", async () => {
  assert.equal(
    await textOf({ kopieerLink: "?fase=actie" }, PLACE),
    "https://kanalen.voorbeeld.nl/app/kanaalplan?fase=actie",
  );
  assert.equal(
    await textOf({ kopieerLink: "" }, PLACE),
    "https://kanalen.voorbeeld.nl/app/kanaalplan",
  );
});

test("an address beside the page is written out whole", async () => {
  assert.equal(
    await textOf({ kopieerAdres: "agenda/plan/geheim.ics" }, PLACE),
    "https://kanalen.voorbeeld.nl/app/agenda/plan/geheim.ics",
  );
});

test("a text is what its address answers", async () => {
  const ask = answering(new Response("Stuur een brief."));
  assert.equal(await textOf({ kopieer: "document/advies.txt" }, PLACE), "Stuur een brief.");
  assert.deepEqual(
    ask.mock.calls.map(({ arguments: [address] }) => address),
    ["document/advies.txt"],
  );
});

test("a page that says what went wrong is never copied", async () => {
  answering(new Response("Kies een fase.", { status: 400 }));
  await assert.rejects(textOf({ kopieer: "document/advies.txt" }, PLACE), /400/);
});
