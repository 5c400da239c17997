/* Maakt elk kader met Ken je inwoner zo hoog als zijn inhoud. Luistert naar niemand anders. */
window.addEventListener("message", ({ data, source, origin }) => {
  if (!data || data.type !== "ken-je-inwoner:hoogte" || !Number.isFinite(data.hoogte)) return;
  for (const kader of document.querySelectorAll("iframe[data-ken-je-inwoner]")) {
    if (kader.contentWindow !== source || new URL(kader.src).origin !== origin) continue;
    kader.style.height = `${Math.min(Math.max(data.hoogte, 300), 20000)}px`;
  }
});
