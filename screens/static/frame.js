/* Maakt elk kader met Ken je inwoner zo hoog als zijn inhoud. Luistert naar niemand anders. */
window.addEventListener("message", ({ data, source, origin }) => {
  if (data?.type !== "ken-je-inwoner:hoogte" || !Number.isFinite(data.hoogte)) return;
  for (const frame of document.querySelectorAll("iframe")) {
    if (!("kenJeInwoner" in frame.dataset) || frame.contentWindow !== source) continue;
    if (new URL(frame.src).origin !== origin) continue;
    frame.style.height = `${Math.min(Math.max(data.hoogte, 300), 20000)}px`;
  }
});
