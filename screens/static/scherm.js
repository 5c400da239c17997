/* Streamlit spreekt Engels en heeft daar geen instelling voor. Dit script vertaalt de ingebouwde
   teksten, meldt een nieuw advies aan schermlezers en kopieert tekst. Het haalt niets van elders. */
(() => {
  "use strict";

  const NAAM = document.querySelector("meta[name=author]")?.content || "Ken je inwoner";
  const WOORDEN = {
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
    "Logo": NAAM,
    "Navigate to home page": `${NAAM}: naar het begin`,
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
  const WEG = "De verbinding met de server is weg. Je kunt het advies blijven lezen en je keuzes " +
    "staan in het adres. Is de verbinding terug, dan gaat alles vanzelf verder.";
  const DATUM = { day: "dag", month: "maand", year: "jaar" };
  const PATRONEN = [
    [/^Is Streamlit still running\?[^]*$/, WEG],
    [/^Streamlit server is not responding\.[^]*$/, WEG],
    [/^Connection failed with status.*$/, "De server geeft een fout. Probeer het zo nog eens."],
    [/^Help for (.*)$/, "Uitleg bij $1"],
    [/^(\d+) options? available\.?$/, "$1 keuzes."],
    [/^.* mark container$/, "deel van de grafiek"],
    [/^(.*), selected\.?$/, "$1, gekozen."],
    [/^Selected (.*)\. (.*)$/, "Gekozen: $1. $2"],
    [/^The page that you have requested does not seem to exist\.[^]*$/,
      "Je ziet de eerste pagina. Kies in het menu waar je heen wilt."],
    [/^Fullscreen: (.*)$/, "Volledig scherm: $1"],
    [/^Remove (.*)$/, "Haal $1 weg"],
    [/^Add: (.*)$/, "Toevoegen: $1"],
    [/^Cancel upload of (.*)$/, "Stop met $1"],
    [/^Select (\d+) matches$/, "Kies alle $1"],
    [/^You can only select up to (\d+) .*$/, "Je kunt er hooguit $1 kiezen. Haal er eerst een weg."],
    [/^(\d+)(B|KB|MB|GB) per file(.*)$/, "Hooguit $1 $2 per bestand$3"],
    [/^File must be (.*) or smaller\.$/, "Het bestand mag hooguit $1 groot zijn."],
    [/^(.*) files are not allowed\.$/, "Bestanden van het soort $1 kunnen hier niet."],
    [/^(?:Error: )?Number is (?:above|below|outside) the allowed range\.[^]*$/,
      "Dit getal ligt buiten wat hier kan."],
    [/^Choose date, (.*)$/, "Kies een datum, $1"],
    [/^(day|month|year), (.*)$/, (_, deel, rest) => `${DATUM[deel]}, ${rest}`],
    [/^Press (.*)\+Enter to (?:apply|submit form)$/, "Druk op $1+Enter om door te voeren"],
    [/^You have requested page \/(.*), but.*$/, "De pagina $1 bestaat niet. Je ziet de eerste pagina."],
    [/^(\d+) ?MB per file([^]*)$/, "Hooguit $1 MB$2"],
    [/^Delete (.*)$/, "Haal $1 weg"],
    [/^Uncaught app execution$/, "Er ging iets mis"],
    [/^This app has encountered an error\.[^]*$/,
      "Er ging iets mis. Je keuzes staan nog in het adres: laad de pagina opnieuw."],
  ];
  const ATTRIBUTEN = ["aria-label", "title", "placeholder", "alt", "aria-description", "aria-roledescription"];

  function vertaal(tekst) {
    const kaal = tekst.trim();
    if (!kaal) return null;
    if (Object.hasOwn(WOORDEN, kaal)) return tekst.replace(kaal, WOORDEN[kaal]);
    for (const [patroon, nieuw] of PATRONEN) {
      if (patroon.test(kaal)) return kaal.replace(patroon, nieuw);
    }
    return null;
  }

  function knoop(node) {
    if (node.nodeType === Node.TEXT_NODE) {
      const naam = node.parentElement && node.parentElement.tagName;
      if (naam === "SCRIPT" || naam === "STYLE" || naam === "TEXTAREA") return;
      const nieuw = vertaal(node.data);
      if (nieuw !== null && nieuw !== node.data) node.data = nieuw;
      return;
    }
    if (node.nodeType !== Node.ELEMENT_NODE) return;
    /* De beschrijving en de tabel zeggen het al; losse punten voorlezen helpt niemand. */
    if (node.getAttribute("role") === "graphics-symbol") node.setAttribute("aria-hidden", "true");
    /* Een plek om bestanden te laten vallen heeft een naam en kan dus niet alleen uiterlijk zijn. */
    if (node.getAttribute("data-testid") === "stFileUploaderDropzone") node.setAttribute("role", "group");
    for (const naam of ATTRIBUTEN) {
      const waarde = node.getAttribute(naam);
      const nieuw = waarde === null ? null : vertaal(waarde);
      if (nieuw !== null && nieuw !== waarde) node.setAttribute(naam, nieuw);
    }
    for (const kind of node.childNodes) knoop(kind);
  }

  /* Een vaste plek waar een schermlezer het nieuwe advies hoort; de focus blijft waar hij is. */
  const melder = document.createElement("div");
  melder.setAttribute("role", "status");
  melder.setAttribute("aria-live", "polite");
  melder.className = "alleen-lezer";
  melder.style.cssText = "position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)";
  let gemeld = null;

  function meld(tekst) {
    melder.textContent = "";
    setTimeout(() => { melder.textContent = tekst; }, 50);
  }

  function meldAdvies() {
    const bron = document.querySelector("[data-meld]");
    const tekst = bron ? bron.textContent : null;
    if (tekst && tekst !== gemeld) {
      if (gemeld !== null) meld(tekst);
      gemeld = tekst;
    }
  }

  /* Kopiëren: eerst de nieuwe manier, dan de oude, en anders een venster waar je zelf kopieert. */
  async function tekstVan(knop) {
    if (knop.dataset.kopieerLink !== undefined) {
      return location.origin + location.pathname + knop.dataset.kopieerLink;
    }
    const antwoord = await fetch(knop.dataset.kopieer);
    if (!antwoord.ok) throw new Error(String(antwoord.status));
    return antwoord.text();
  }

  function kopieerOud(tekst) {
    const veld = document.createElement("textarea");
    veld.value = tekst;
    veld.style.cssText = "position:fixed;top:0;left:0;opacity:0";
    document.body.append(veld);
    veld.select();
    let gelukt = false;
    try { gelukt = document.execCommand("copy"); } catch { gelukt = false; }
    veld.remove();
    return gelukt;
  }

  async function kopieer(knop) {
    const belofte = tekstVan(knop);
    let tekst;
    try {
      if (knop.dataset.kopieer !== undefined && window.ClipboardItem) {
        const blob = belofte.then((t) => new Blob([t], { type: "text/plain" }));
        await navigator.clipboard.write([new ClipboardItem({ "text/plain": blob })]);
        return true;
      }
    } catch { /* geen toestemming of oude browser: hieronder verder */ }
    tekst = await belofte;
    try {
      await navigator.clipboard.writeText(tekst);
      return true;
    } catch { /* idem */ }
    const terug = document.activeElement;
    const gelukt = kopieerOud(tekst);
    if (terug) terug.focus();
    if (!gelukt) toon(tekst, knop);
    return gelukt;
  }

  function toon(tekst, knop) {
    const venster = document.createElement("dialog");
    venster.className = "kopieervenster";
    venster.setAttribute("aria-label", "Kopieer deze tekst");
    const uitleg = document.createElement("p");
    uitleg.textContent = "Je browser laat kopiëren hier niet toe. De tekst staat klaar: druk op Ctrl+C (of Cmd+C).";
    const veld = document.createElement("textarea");
    veld.value = tekst;
    veld.readOnly = true;
    veld.rows = 12;
    veld.setAttribute("aria-label", "Tekst om te kopiëren");
    const sluit = document.createElement("button");
    sluit.type = "button";
    sluit.className = "knop";
    sluit.textContent = "Sluiten";
    sluit.addEventListener("click", () => venster.close());
    venster.addEventListener("close", () => { venster.remove(); knop.focus(); });
    venster.append(uitleg, veld, sluit);
    (document.querySelector(".stApp") || document.body).append(venster);
    venster.showModal();
    veld.focus();
    veld.select();
  }

  document.addEventListener("click", async (gebeurtenis) => {
    const knop = gebeurtenis.target.closest("[data-kopieer], [data-kopieer-link]");
    if (!knop) return;
    const naam = knop.dataset.naam || (knop.dataset.naam = knop.textContent);
    try {
      if (!(await kopieer(knop))) return;
      knop.textContent = "Gekopieerd";
      meld("Gekopieerd");
    } catch {
      knop.textContent = "Kopiëren lukte niet";
      meld("Kopiëren lukte niet. Probeer het nog eens of maak een PDF.");
    }
    setTimeout(() => { knop.textContent = naam; }, 2500);
  });

  /* Wat open stond, blijft open als het advies verandert. */
  const open = new Set();

  document.addEventListener("toggle", (gebeurtenis) => {
    const deel = gebeurtenis.target.dataset && gebeurtenis.target.dataset.deel;
    if (!deel || !gebeurtenis.target.isConnected) return;
    if (gebeurtenis.target.open) open.add(deel);
    else open.delete(deel);
  }, true);

  function heropen(node) {
    if (node.nodeType !== Node.ELEMENT_NODE || open.size === 0) return;
    const delen = [...node.querySelectorAll("details[data-deel]")];
    if (node.matches("details[data-deel]")) delen.push(node);
    for (const deel of delen) {
      if (open.has(deel.dataset.deel)) deel.open = true;
    }
  }

  /* In een kader: vertel de pagina eromheen hoe hoog de inhoud is. Zie docs/insluiten.md. */
  let gemeten = null;
  let hoogte = 0;
  const meter = new ResizeObserver(() => {
    const nu = Math.ceil(gemeten.getBoundingClientRect().bottom + gemeten.parentElement.scrollTop);
    if (nu === hoogte) return;
    hoogte = nu;
    window.parent.postMessage({ type: "ken-je-inwoner:hoogte", hoogte }, "*");
  });

  function meet() {
    if (window.parent === window) return;
    const inhoud = document.querySelector("[data-testid=stMainBlockContainer]");
    if (!inhoud || inhoud === gemeten) return;
    meter.disconnect();
    gemeten = inhoud;
    meter.observe(inhoud);
  }

  /* Na een herstart kent de server deze pagina niet meer, en zou de eerste keuze verloren gaan.
     Vraag de pagina daarom opnieuw op zodra er weer verbinding is: het adres zegt wat erop staat.
     Staat er getypte tekst die nergens anders is, dan niet: die zou dan weg zijn. */
  const GETYPT = ["stTextArea", "stTextInput", "stNumberInput", "stDateInput"]
    .map((naam) => `[data-testid=${naam}] :is(input, textarea)`).join();
  const STAAT = "data-test-connection-state";
  let ooit = false;
  let weg = false;

  function hervat(app) {
    const verbonden = app.getAttribute(STAAT) === "CONNECTED";
    const getypt = [...document.querySelectorAll(GETYPT)].some((veld) => veld.value);
    if (verbonden && weg && !getypt) window.dispatchEvent(new PopStateEvent("popstate"));
    weg = ooit && !verbonden;
    ooit ||= verbonden;
  }

  /* Op een smal scherm ligt het menu over de pagina: na een keuze hoort het weg te gaan. */
  document.addEventListener("click", (gebeurtenis) => {
    if (!gebeurtenis.target.closest?.('[data-testid="stSidebarNavLink"]') || innerWidth > 768) return;
    setTimeout(() => document.querySelector('[data-testid="stSidebarCollapseButton"] button')?.click(), 100);
  });

  /* De pagina die vooraf meekwam gaat weg zodra Streamlit hetzelfde laat zien. Komt Streamlit
     niet, dan blijft ze staan en openen haar vragen zelf een ander adres. */
  const GEDULD = 10000; // milliseconden
  const vooraf = document.getElementById("vooraf");
  const gekomen = location.search;

  function neemOver() {
    if (!vooraf?.isConnected) return;
    const er = (wat) => document.querySelector(`#root ${wat}`);
    const advies = !vooraf.querySelector(".conclusie") || er(".conclusie");
    const klaar = advies && er(".vlak :is(fieldset, .vast)");
    if (!klaar && !er(".storing")) return;
    const plek = vooraf.scrollTop;
    const gefocust = vooraf.contains(document.activeElement) && document.activeElement.id;
    vooraf.remove();
    if (plek) document.querySelector("[data-testid=stMain]")?.scrollTo({ top: plek });
    if (gefocust) document.getElementById(gefocust)?.focus({ preventScroll: true });
    if (location.search !== gekomen) window.dispatchEvent(new PopStateEvent("popstate"));
  }

  setTimeout(() => { if (vooraf?.isConnected) vooraf.querySelector(".melding[hidden]").hidden = false; }, GEDULD);

  function begin() {
    /* In een kader lukt inloggen niet: de pagina biedt dan een eigen tabblad aan. */
    document.documentElement.classList.toggle("in-kader", window.parent !== window);
    document.body.append(melder);
    knoop(document.documentElement);
    meldAdvies();
    meet();
    new MutationObserver((wijzigingen) => {
      for (const w of wijzigingen) {
        if (w.type === "childList") w.addedNodes.forEach((node) => { knoop(node); heropen(node); });
        else if (w.type === "characterData") knoop(w.target);
        else if (w.attributeName === STAAT) hervat(w.target);
        else {
          const nieuw = vertaal(w.target.getAttribute(w.attributeName) || "");
          if (nieuw !== null && nieuw !== w.target.getAttribute(w.attributeName)) {
            w.target.setAttribute(w.attributeName, nieuw);
          }
        }
      }
      meldAdvies();
      meet();
      neemOver();
    }).observe(document.documentElement, {
      childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: [...ATTRIBUTEN, STAAT],
    });
  }

  if (document.body) begin();
  else document.addEventListener("DOMContentLoaded", begin);
})();
