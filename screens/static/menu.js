/* On a narrow screen the menu lies over the page. Closed it is out of reach; open it is all there
   is, until a choice or Escape closes it and the focus goes back to what opened it. */

const VIEW = "#root [data-testid=stAppViewContainer]";
const MENU = `${VIEW} [data-testid=stSidebar]`;
const LINK = "[data-testid=stSidebarNavLink]";
const OPENER = "[data-testid=stExpandSidebarButton]";
const CLOSER = "[data-testid=stSidebarCollapseButton] button";
const PAUSE = 100; // milliseconds

/** Keeps the focus where the menu is open, and out of it where it is closed. */
export class Menu {
  #open = false;

  constructor() {
    document.addEventListener("click", ({ target }) => {
      if (target instanceof Element && target.closest(`${MENU} ${LINK}`)) setTimeout(close, PAUSE);
    });
    document.addEventListener("keydown", ({ key }) => {
      if (key === "Escape" && this.#open) close();
    });
  }

  /** Follow the menu as it opens, closes, or goes because the screen is wide enough. */
  follow() {
    const menu = find(document, MENU);
    const open = menu !== null && menu.dataset.collapsed !== "true";
    if (menu) menu.inert = !open;
    if (open === this.#open) return;
    this.#open = open;
    const lost = document.activeElement === document.body || isWithin(menu);
    for (const part of document.querySelector(VIEW)?.children ?? []) {
      if (part instanceof HTMLElement && !part.contains(menu)) part.inert = open;
    }
    if (menu && open) (find(menu, `${LINK}[aria-current=page]`) ?? find(menu, LINK))?.focus();
    else if (lost) find(document, OPENER)?.focus();
  }
}

function close() {
  find(document, CLOSER)?.click();
}

/** @param {Element | null} menu */
function isWithin(menu) {
  return menu?.contains(document.activeElement) ?? false;
}

/**
 * @param {ParentNode} within
 * @param {string} selector
 * @returns {HTMLElement | null}
 */
function find(within, selector) {
  return within.querySelector(selector);
}
