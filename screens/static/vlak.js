/* Een vlak: stukken HTML van ons op een pagina. Alleen een stuk dat verandert wordt opnieuw
   getekend. Na een keuze in een van de rondjes haalt dit script zelf de nieuwe stukken op; daarna
   hoort Streamlit het en volgt de rest van de pagina. Lukt ophalen niet, dan tekent Streamlit. */
(() => {
  "use strict";

  const GEDULD = 2000; // milliseconden

  function teken(vlak, delen) {
    const gefocust = document.activeElement?.id;
    while (vlak.childElementCount > delen.length) vlak.lastElementChild.remove();
    delen.forEach((html, i) => {
      const deel = vlak.children[i] ?? vlak.appendChild(document.createElement("div"));
      if (deel.getekend === html) return;
      deel.className = "stHtml";
      deel.innerHTML = deel.getekend = html;
    });
    const nieuw = gefocust && vlak.querySelector(`[id="${CSS.escape(gefocust)}"]`);
    if (nieuw && !nieuw.contains(document.activeElement)) nieuw.focus();
  }

  function vink(vlak, gekozen) {
    for (const rondje of vlak.querySelectorAll("input[type=radio]")) {
      rondje.checked = gekozen[rondje.name] === rondje.value;
    }
  }

  async function haal(adres) {
    const antwoord = await fetch(`vlakken${adres}`, { signal: AbortSignal.timeout(GEDULD) });
    if (!antwoord.ok) throw new Error(String(antwoord.status));
    return antwoord.json();
  }

  function toon(pagina, vlakken) {
    for (const [naam, { delen, gekozen }] of Object.entries(vlakken)) {
      const vlak = pagina.querySelector(`[data-vlak="${naam}"]`);
      if (!vlak) continue;
      teken(vlak, delen);
      vink(vlak, gekozen);
    }
  }

  function schrijf(adres) {
    if (adres !== location.search) history.pushState({}, "", adres);
  }

  function bezig(pagina, vragen, is) {
    for (const vlak of pagina.querySelectorAll(".vlak")) if (vlak !== vragen) vlak.ariaBusy = is;
  }

  async function kies(vlak, stuur) {
    const beurt = vlak.beurt = (vlak.beurt ?? 0) + 1;
    const pagina = vlak.closest("#vooraf, #root");
    const keuzes = {};
    for (const rondje of vlak.querySelectorAll("input:checked")) keuzes[rondje.name] = rondje.value;
    const vraag = new URLSearchParams(location.search);
    for (const naam in keuzes) vraag.set(naam, keuzes[naam]);
    const nieuwste = () => beurt === vlak.beurt;
    let gelukt = false;
    bezig(pagina, vlak, true);
    try {
      const { adres, vlakken } = await haal(`?${vraag}`);
      if (nieuwste()) toon(pagina, vlakken);
      if (nieuwste()) schrijf(adres);
      gelukt = true;
    } catch {
      if (nieuwste()) schrijf(`?${vraag}`); // de keuze blijft, ook als er nu geen verbinding is
    }
    if (!nieuwste()) return;
    bezig(pagina, vlak, false);
    /* Was de app eerder klaar dan dit antwoord, dan kent die de keuze nog niet. */
    if (pagina.isConnected) stuur({ ...keuzes, beurt }, gelukt);
    else window.dispatchEvent(new PopStateEvent("popstate"));
  }

  function nieuw(ouder, naam) {
    const vlak = document.createElement("div");
    vlak.className = "vlak";
    vlak.dataset.vlak = naam;
    vlak.addEventListener("change", () => kies(vlak, (keuzes) => vlak.stuur(keuzes)));
    ouder.append(vlak);
    return vlak;
  }

  document.addEventListener("click", (klik) => {
    const gewezen = klik.target.closest(".vlak [data-kies]")?.dataset.kies;
    if (gewezen) document.getElementById(gewezen)?.click();
  });

  /* De pagina die vooraf meekwam, doet hetzelfde zonder Streamlit. */
  const vooraf = document.getElementById("vooraf");

  vooraf?.addEventListener("change", ({ target }) => {
    kies(target.closest(".vlak"), (_, gelukt) => { if (!gelukt) location.reload(); });
  });

  window.addEventListener("popstate", async () => {
    if (!vooraf?.isConnected) return;
    try {
      toon(vooraf, (await haal(location.search)).vlakken);
    } catch {
      location.reload();
    }
  });

  window.vlak = ({ data, parentElement, setStateValue }) => {
    const vlak = parentElement.querySelector(":scope > .vlak") ?? nieuw(parentElement, data.naam);
    vlak.stuur = (keuzes) => setStateValue("keuzes", keuzes);
    /* Een antwoord op een oudere keuze zet de nieuwste niet terug. */
    const vragen = document.querySelector(`#root [data-vlak="${data.na}"]`);
    if (vlak.childElementCount && data.beurt < (vragen?.beurt ?? 0)) return;
    if (vlak === vragen) vlak.beurt = data.beurt;
    teken(vlak, data.delen);
    vink(vlak, data.gekozen);
  };
})();
