/* Maakt elk kader met Ken je inwoner zo hoog als zijn inhoud. Onthoudt in dit tabblad welk plan erin
   openstaat, zodat herladen het plan niet kwijtmaakt. Luistert naar niemand anders. */
window.addEventListener("message", ({ data, source, origin }) => {
  for (const frame of document.querySelectorAll("iframe")) {
    if (!("kenJeInwoner" in frame.dataset) || frame.contentWindow !== source) continue;
    if (new URL(frame.src).origin !== origin) continue;
    if (data?.type === "ken-je-inwoner:hoogte" && Number.isFinite(data.hoogte)) {
      frame.style.height = `${Math.min(Math.max(data.hoogte, 300), 20000)}px`;
    }
    if (data?.type === "ken-je-inwoner:adres" && typeof data.adres === "string") {
      sessionStorage.setItem(`ken-je-inwoner:${frame.dataset.kenJeInwoner}`, data.adres);
    }
  }
});
for (const frame of document.querySelectorAll("iframe")) {
  if (!("kenJeInwoner" in frame.dataset)) continue;
  frame.dataset.kenJeInwoner ||= frame.src;
  const plan = sessionStorage.getItem(`ken-je-inwoner:${frame.dataset.kenJeInwoner}`);
  if (plan?.startsWith(`${new URL(frame.src).origin}/`)) frame.src = plan;
}
