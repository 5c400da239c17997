/* Streamlit tekent soms opnieuw waar je net bent, en dan is de focus weg. Komt hetzelfde veld terug,
   dan gaat de focus erheen. Kwam er iets anders voor in de plaats, zoals een volgende stap, dan naar
   de kop daarvan, die een schermlezer dan voorleest. In een vlak regelt vlak.js het zelf. */
(() => {
  "use strict";

  const KIJK = 150; // milliseconden
  const KOPPEN = ["#root #stap", "#root [data-testid=stMain] h2", "#root [data-testid=stMain] h1"];
  const KLAAR = "#root [data-testid=stApp][data-test-script-state=notRunning]";
  let laatst = null;

  const naam = (node) => node.getAttribute("aria-label") || node.textContent.trim();
  const kop = () => KOPPEN.map((plek) => document.querySelector(plek)).find(Boolean);

  document.addEventListener("focusin", ({ target }) => {
    if (!target.closest("[data-testid=stMain]") || target.closest(".vlak")) laatst = null;
    else laatst = { node: target, soort: target.tagName, naam: naam(target), kop: kop()?.textContent };
  });

  function terug({ soort, naam: gezocht, kop: eerst }) {
    const main = document.querySelector("#root [data-testid=stMain]");
    const zelfde = gezocht && [...main.querySelectorAll(soort)].find((node) => naam(node) === gezocht);
    const nieuw = kop();
    if (zelfde) zelfde.focus({ preventScroll: true });
    else if (nieuw && nieuw.textContent !== eerst) {
      nieuw.tabIndex = -1;
      nieuw.focus();
    }
  }

  setInterval(() => {
    if (!laatst || laatst.node.isConnected || !document.querySelector(KLAAR)) return;
    const weg = laatst;
    laatst = null;
    if (document.activeElement === document.body) terug(weg);
  }, KIJK);
})();
