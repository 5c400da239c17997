/* Een vlak: stukken HTML van ons op een pagina. Alleen een stuk dat verandert wordt opnieuw
   getekend, en een keuze in een van de rondjes gaat naar de server. */

function nieuw(ouder) {
  const vlak = document.createElement("div");
  vlak.className = "vlak";
  vlak.beurt = 0; // het nummer van de laatste keuze
  vlak.addEventListener("change", () => {
    const keuzes = {};
    for (const rondje of vlak.querySelectorAll("input:checked")) keuzes[rondje.name] = rondje.value;
    vlak.stuur(++vlak.beurt, keuzes);
  });
  vlak.addEventListener("click", (klik) => {
    const kies = klik.target.closest("[data-kies]")?.dataset.kies;
    if (kies) document.getElementById(kies)?.click();
  });
  ouder.append(vlak);
  return vlak;
}

function teken(vlak, delen) {
  const gefocust = document.activeElement?.id;
  while (vlak.childElementCount > delen.length) vlak.lastElementChild.remove();
  delen.forEach((html, i) => {
    const deel = vlak.children[i] ?? vlak.appendChild(document.createElement("div"));
    if (deel.getekend === html) return;
    deel.className = "stHtml";
    deel.innerHTML = deel.getekend = html;
  });
  if (gefocust && !document.getElementById(gefocust)?.contains(document.activeElement)) {
    document.getElementById(gefocust)?.focus();
  }
}

function vink(vlak, gekozen) {
  for (const rondje of vlak.querySelectorAll("input[type=radio]")) {
    rondje.checked = gekozen[rondje.name] === rondje.value;
  }
}

export default function ({ data, parentElement, setStateValue }) {
  const vlak = parentElement.querySelector(":scope > .vlak") ?? nieuw(parentElement);
  vlak.stuur = (beurt, keuzes) => setStateValue("keuzes", { ...keuzes, beurt });
  teken(vlak, data.delen);
  /* Een antwoord op een oudere keuze zet de nieuwste niet terug. */
  if (data.beurt < vlak.beurt) return;
  vlak.beurt = data.beurt;
  vink(vlak, data.gekozen);
}
