/* On a narrow screen the menu lies over the page: after a choice it goes away. */

const NARROW = 768; // pixels; where Streamlit lays it over the page
const PAUSE = 100; // milliseconds
const LINK = "[data-testid=stSidebarNavLink]";
const CLOSE = "[data-testid=stSidebarCollapseButton] button";

/** Close the menu of a narrow screen after a choice. */
export function startMenu() {
  document.addEventListener("click", ({ target }) => {
    if (!(target instanceof Element) || !target.closest(LINK) || innerWidth > NARROW) return;
    setTimeout(() => {
      /** @type {HTMLElement | null} */
      const button = document.querySelector(CLOSE);
      button?.click();
    }, PAUSE);
  });
}
