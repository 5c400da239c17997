/* Streamlit speaks English and has no setting for that: what its own texts are in Dutch. */

const WORDS = {
  "Skip to main content": "Naar de inhoud",
  "Main menu": "Menu",
  "App pages": "Pagina’s",
  "App view container": "Inhoud",
  "Close": "Sluiten",
  "Clear value": "Keuze wissen",
  "Clear all": "Alles wissen",
  "Select all": "Alles kiezen",
  "No results": "Niets gevonden",
  "No options to select.": "Er is niets te kiezen.",
  "No options to select": "Er is niets te kiezen",
  "Choose an option": "Maak een keuze",
  "Choose options": "Maak een keuze",
  "Open": "Openen",
  "open": "openen",
  "Fullscreen": "Volledig scherm",
  "View fullscreen": "Volledig scherm",
  "Exit fullscreen": "Volledig scherm sluiten",
  "Close fullscreen": "Volledig scherm sluiten",
  "Show data": "Toon gegevens",
  "Show chart": "Toon grafiek",
  "Download as CSV": "Download als CSV",
  "Download as PNG": "Download als PNG",
  "Copy Vega-Lite spec": "Kopieer grafiekcode",
  "visualization": "grafiek",
  "Dismiss": "Sluiten",
  "Search": "Zoeken",
  "Copy to clipboard": "Kopiëren",
  "Copied": "Gekopieerd",
  "Copied to clipboard": "Gekopieerd",
  "Link to heading": "Link naar deze kop",
  "Stop": "Stoppen",
  "Rerun": "Opnieuw laden",
  "Settings": "Instellingen",
  "Print": "Afdrukken",
  "Record a screencast": "Schermopname maken",
  "Running": "Bezig",
  "Running...": "Bezig …",
  "Loading": "Laden",
  "Loading...": "Laden …",
  "Connecting": "Verbinden",
  "Connecting...": "Verbinden …",
  "CONNECTING": "VERBINDEN",
  "Connection error": "Geen verbinding",
  "Connection timed out.": "De server antwoordt niet op tijd.",
  "Script execution error": "Er ging iets mis",
  "Try again": "Probeer opnieuw",
  "Unknown error": "Onbekende fout",
  "Unknown Error": "Onbekende fout",
  "System": "Systeem",
  "Please wait...": "Een moment …",
  "App is not connected": "Geen verbinding",
  "Error": "Fout",
  "Page not found": "Deze pagina bestaat niet",
  "Your app is having trouble loading.": "De pagina laadt niet goed.",
  "Appearance": "Weergave",
  "Choose app theme, colors and fonts": "Kies hoe de pagina eruitziet",
  "Use system setting": "Instelling van je apparaat",
  "Light": "Licht",
  "Dark": "Donker",
  "Wide mode": "Brede pagina",
  "Press Enter to apply": "Druk op Enter om door te voeren",
  "Press Ctrl+Enter to apply": "Druk op Ctrl+Enter om door te voeren",
  "Press ⌘+Enter to apply": "Druk op ⌘+Enter om door te voeren",
  "Increment": "Hoger",
  "Decrement": "Lager",
  "Oh no.": "Dat ging mis.",
  "Sidebar": "Menu aan de zijkant",
  "Expand sidebar": "Menu openen",
  "Collapse sidebar": "Menu sluiten",
  "Scroll tabs left": "Tabbladen naar links",
  "Scroll tabs right": "Tabbladen naar rechts",
  "Notifications": "Meldingen",
  "Notifications Alt+T": "Meldingen",
  "Theme": "Kleuren",
  "Cancel": "Annuleren",
  "Copy": "Kopiëren",
  "(opens in new tab)": "(opent nieuw tabblad)",
  "Scrollable table": "Tabel om door te schuiven",
  "Selectbox options": "Keuzes",
  "Multiselect options": "Keuzes",
  "Selected values": "Gekozen",
  "Show suggestions": "Keuzes tonen",
  "Clear entry": "Invoer wissen",
  "Show password": "Wachtwoord tonen",
  "Hide password": "Wachtwoord verbergen",
  "Invalid input.": "Deze invoer klopt niet.",
  "Invalid value.": "Deze waarde klopt niet.",
  "This field is required.": "Vul dit veld in.",
  "(required)": "(verplicht)",
  "Pagination": "Bladeren",
  "Next page": "Volgende pagina",
  "Previous page": "Vorige pagina",
  "Press Enter to submit form": "Druk op Enter om te versturen",
  "Upload": "Bestand kiezen",
  "Browse files": "Bestand kiezen",
  "Add files": "Bestanden toevoegen",
  "file upload": "bestand kiezen",
  "Drag and drop file here": "Sleep een bestand hierheen",
  "Drag and drop files here": "Sleep bestanden hierheen",
  "Drag and drop a file here": "Sleep een bestand hierheen",
  "Only one file is allowed.": "Kies één bestand.",
  "Too many files": "Te veel bestanden",
  "Upload failed": "Het bestand kwam niet over",
  "Click to retry upload": "Probeer het bestand nog eens",
  "File size is too small.": "Dit bestand is te klein.",
  "Unexpected error. Please try again.": "Er ging iets mis. Probeer het nog eens.",
  "Download failed": "Downloaden lukte niet",
  "Date range": "Periode",
  "Calendar": "Kalender",
  "Choose date": "Kies een datum",
  "Choose date range": "Kies een periode",
  "Clear date": "Datum wissen",
  "Clear dates": "Datums wissen",
  "Clear time": "Tijd wissen",
  "Start Date": "Begindatum",
  "End Date": "Einddatum",
  "Next": "Volgende",
  "Previous": "Vorige",
  "Use arrow keys to navigate dates. Enter to select. Escape to close.":
    "Loop met de pijltjes door de kalender. Enter kiest, Escape sluit.",
  "Long press or press Alt + ArrowDown to open menu":
    "Houd ingedrukt of druk op Alt en pijl-omlaag om het menu te openen",
};
const AWAY =
  "De verbinding met de server is weg. Je kunt blijven lezen. Is de verbinding terug, dan gaat " +
  "alles vanzelf verder: je keuzes voor een advies staan in het adres, en wat je in een plan typte, " +
  "blijft in deze browser tot het bewaard is.";
/** @type {[RegExp, string][]} */
const PATTERNS = [
  [/^Is Streamlit still running\?.*$/s, AWAY],
  [/^Streamlit server is not responding\..*$/s, AWAY],
  [/^Connection failed with status.*$/, "De server geeft een fout. Probeer het zo nog eens."],
  [/^(\d+) more$/, "Nog $1"],
  [/^Help for (.*)$/, "Uitleg bij $1"],
  [/^(\d+) options? available\.?$/, "$1 keuzes."],
  [/^.* mark container$/, "deel van de grafiek"],
  [/^(.*), selected\.?$/, "$1, gekozen."],
  [/^Selected (.*)\. (.*)$/, "Gekozen: $1. $2"],
  [
    /^The page that you have requested does not seem to exist\..*$/s,
    "Je ziet de eerste pagina. Kies in het menu waar je heen wilt.",
  ],
  [/^Fullscreen: (.*)$/, "Volledig scherm: $1"],
  [/^Remove (.*)$/, "Haal $1 weg"],
  [/^Add: (.*)$/, "Toevoegen: $1"],
  [/^Cancel upload of (.*)$/, "Stop met $1"],
  [/^Select (\d+) matches$/, "Kies alle $1"],
  [/^You can only select up to (\d+) .*$/, "Je kunt er hooguit $1 kiezen. Haal er eerst een weg."],
  [/^(\d+)(B|KB|MB|GB) per file(.*)$/, "Hooguit $1 $2 per bestand$3"],
  [/^File must be (.*) or smaller\.$/, "Het bestand mag hooguit $1 groot zijn."],
  [/^(.*) files are not allowed\.$/, "Bestanden van het soort $1 kunnen hier niet."],
  [
    /^(?:Error: )?Number is (?:above|below|outside) the allowed range\..*$/s,
    "Dit getal ligt buiten wat hier kan.",
  ],
  [/^Choose date, (.*)$/, "Kies een datum, $1"],
  [/^day, (.*)$/, "dag, $1"],
  [/^month, (.*)$/, "maand, $1"],
  [/^year, (.*)$/, "jaar, $1"],
  [/^Press (.*)\+Enter to (?:apply|submit form)$/, "Druk op $1+Enter om door te voeren"],
  [
    /^You have requested page \/(.*), but.*$/,
    "De pagina $1 bestaat niet. Je ziet de eerste pagina.",
  ],
  [/^(\d+) ?MB per file(.*)$/s, "Hooguit $1 MB$2"],
  [/^Delete (.*)$/, "Haal $1 weg"],
  [/^Uncaught app execution$/, "Er ging iets mis"],
  [
    /^This app has encountered an error\..*$/s,
    "Er ging iets mis. Je keuzes staan nog in het adres: laad de pagina opnieuw.",
  ],
];

/**
 * Return a function that gives the Dutch of a text, or null when it knows none.
 *
 * @param {string} name whose pages these are: what the logo is called
 * @returns {(text: string) => string | null}
 */
export function translator(name) {
  const home = { "Logo": name, "Navigate to home page": `${name}: naar het begin` };
  const words = new Map(Object.entries({ ...WORDS, ...home }));
  return (text) => {
    const bare = text.trim();
    const word = words.get(bare);
    return word ? text.replace(bare, () => word) : translateSentence(bare);
  };
}

/** @param {string} text */
function translateSentence(text) {
  const known = PATTERNS.find(([pattern]) => pattern.test(text));
  return known ? text.replace(...known) : null;
}
