/* Zegt dat er iets komt: een pagina die nog leeg is, of een antwoord dat langer dan een tel duurt.
   Blijft een pagina weg, dan wijst het de weg naar de pagina die zonder web socket werkt. */
(() => {
  "use strict";

  const TEL = 1000, GEDULD = 12000, KIJK = 200; // milliseconden
  const GEKOMEN = "#vooraf, #root h1, #root .melding, [role=dialog]";
  const GEZEGD = {
    "": [],
    laden: ["De pagina wordt geladen …"],
    bezig: ["Bezig …"],
    laat: ["De pagina laat op zich wachten. De server is druk, of je netwerk houdt de verbinding tegen."],
  };
  const inKader = new URLSearchParams(location.search).get("embed") === "true" ? "?embed=true" : "";
  const bord = document.getElementById("bezig");
  let stand = "laden";
  let sinds = 0; // zo lang als de pagina er is

  function nu() {
    if (!document.querySelector(GEKOMEN)) return "laden";
    const app = document.querySelector("#root [data-testid=stApp]");
    return app?.dataset.testScriptState === "running" ? "bezig" : "";
  }

  function schakel(tekst, naar) {
    const a = document.createElement("a");
    a.textContent = tekst;
    a.href = naar;
    return a;
  }

  function zeg(wat) {
    if (bord.dataset.stand === wat) return;
    bord.dataset.stand = wat;
    const delen = GEZEGD[wat].map((tekst) => {
      const p = document.createElement("p");
      p.textContent = tekst;
      return p;
    });
    if (wat === "laat") {
      delen.push(schakel("Probeer opnieuw", ""), schakel("Advies op de eenvoudige pagina", `./advies/${inKader}`));
    }
    bord.replaceChildren(...delen);
  }

  setInterval(() => {
    const gezien = nu();
    if (gezien !== stand) [stand, sinds] = [gezien, performance.now()];
    const duur = performance.now() - sinds;
    if (stand === "laden" && duur > GEDULD) zeg("laat");
    else if (stand === "laden") zeg("laden"); // de stijl laat het na een tel zien
    else zeg(stand && duur > TEL ? stand : "");
  }, KIJK);
})();
