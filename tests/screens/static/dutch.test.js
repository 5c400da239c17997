/* What Streamlit says and what becomes of it; also where no page uses it yet. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { translator } from "../../../screens/static/dutch.js";

const NAME = "Gemeente Voorbeelddorp";
const AWAY =
  "De verbinding met de server is weg. Je kunt blijven lezen. Is de verbinding terug, dan gaat " +
  "alles vanzelf verder: je keuzes voor een advies staan in het adres, en wat je in een plan typte, " +
  "blijft in deze browser tot het bewaard is.";
/** @type {[string, string][]} */
const BUILT_IN = [
  ["Close", "Sluiten"],
  ["open", "openen"],
  ["Open", "Openen"],
  ["Expand sidebar", "Menu openen"],
  ["Previous page", "Vorige pagina"],
  ["This field is required.", "Vul dit veld in."],
  ["Drag and drop a file here", "Sleep een bestand hierheen"],
  ["Logo", NAME],
  ["Navigate to home page", `${NAME}: naar het begin`],
  ["Is Streamlit still running? If you accidentally\nstopped it, …", AWAY],
  ["Streamlit server is not responding. Are you connected?", AWAY],
  [
    "Connection failed with status 502, and response “Bad Gateway”.",
    "De server geeft een fout. Probeer het zo nog eens.",
  ],
  ["Help for Leeftijd", "Uitleg bij Leeftijd"],
  ["3 options available.", "3 keuzes."],
  ["1 option available", "1 keuzes."],
  ["line mark container", "deel van de grafiek"],
  ["Actie, selected.", "Actie, gekozen."],
  ["Selected Actie. Press Enter", "Gekozen: Actie. Press Enter"],
  [
    "The page that you have requested does not seem to exist. Running the app's\nmain page.",
    "Je ziet de eerste pagina. Kies in het menu waar je heen wilt.",
  ],
  ["Fullscreen: grafiek", "Volledig scherm: grafiek"],
  ["Remove plan.yaml", "Haal plan.yaml weg"],
  ["Delete plan.yaml", "Haal plan.yaml weg"],
  ["Add: brief", "Toevoegen: brief"],
  ["Cancel upload of plan.yaml", "Stop met plan.yaml"],
  ["Select 12 matches", "Kies alle 12"],
  [
    "You can only select up to 3 options. Remove an option first.",
    "Je kunt er hooguit 3 kiezen. Haal er eerst een weg.",
  ],
  ["200MB per file • CSV", "Hooguit 200 MB per bestand • CSV"],
  ["200 MB per file", "Hooguit 200 MB"],
  ["File must be 5MB or smaller.", "Het bestand mag hooguit 5MB groot zijn."],
  ["text/html files are not allowed.", "Bestanden van het soort text/html kunnen hier niet."],
  ["Number is above the allowed range.", "Dit getal ligt buiten wat hier kan."],
  ["Error: Number is below the allowed range.\n0", "Dit getal ligt buiten wat hier kan."],
  ["Choose date, december 2026", "Kies een datum, december 2026"],
  ["day, Startdatum", "dag, Startdatum"],
  ["month, Startdatum", "maand, Startdatum"],
  ["year, Startdatum", "jaar, Startdatum"],
  ["Press ⌘+Enter to apply", "Druk op ⌘+Enter om door te voeren"],
  ["Press ⌘+Enter to submit form", "Druk op ⌘+Enter om door te voeren"],
  [
    "You have requested page /plannen, but no corresponding file was found",
    "De pagina plannen bestaat niet. Je ziet de eerste pagina.",
  ],
  ["Uncaught app execution", "Er ging iets mis"],
  [
    "This app has encountered an error. The original\nerror message is redacted",
    "Er ging iets mis. Je keuzes staan nog in het adres: laad de pagina opnieuw.",
  ],
];

for (const [english, dutch] of BUILT_IN) {
  test(`"${english}" becomes Dutch`, () => {
    assert.equal(translator(NAME)(english), dutch);
  });
}

test("Dutch and what nobody knows stay as they are", () => {
  for (const text of ["", "  ", "Sluiten", "Actie", "constructor", "Close the door", "daily, x"]) {
    assert.equal(translator(NAME)(text), null, text);
  }
});

test("a word keeps the space around it", () => {
  assert.equal(translator(NAME)(" Close\n"), " Sluiten\n");
});

test("a name is never read as an order to put something in", () => {
  assert.equal(translator("Dorp $& $1")("Logo"), "Dorp $& $1");
});
