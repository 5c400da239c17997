/* What our own script does on every page of Streamlit. It fetches nothing from elsewhere. */

import { Announcer } from "./announcement.js";
import { startArrival } from "./arrival.js";
import { drawBoard } from "./board.js";
import { Connection, STATE } from "./connection.js";
import { startCopying } from "./copy.js";
import { OpenParts } from "./details.js";
import { followFaults, startFaults } from "./faults.js";
import { startFocus } from "./focus.js";
import { HeightReporter } from "./height.js";
import { startMaking } from "./making.js";
import { Menu } from "./menu.js";
import { draw, startPanes } from "./pane.js";
import { OwnPlans } from "./plans.js";
import { Prelude } from "./prelude.js";
import { followStops, startStops } from "./stops.js";
import { ATTRIBUTES, Translation } from "./translation.js";
import { Unsaved } from "./unsaved.js";
import { startWaiting } from "./waiting.js";

const announcer = new Announcer();
const connection = new Connection();
const height = new HeightReporter();
const menu = new Menu();
const parts = new OpenParts();
const plans = new OwnPlans();
const prelude = new Prelude();
const translation = new Translation();
const unsaved = new Unsaved();

/** @param {MutationRecord} change */
function follow({ type, target, addedNodes, attributeName }) {
  if (type === "childList") {
    for (const node of addedNodes) {
      translation.node(node);
      parts.reopen(node);
    }
  } else if (!(target instanceof Element)) translation.node(target);
  else if (attributeName === STATE) connection.follow(target);
  else translation.attribute(target, attributeName ?? "");
}

function followPage() {
  announcer.follow();
  height.follow();
  menu.follow();
  followStops();
  followFaults();
  unsaved.follow();
  plans.follow();
}

Object.assign(window, { drawPane: draw, drawBoard }); // for components of Streamlit
// In a frame nobody can log in: the page offers a tab of its own there.
document.documentElement.classList.toggle("in-kader", window.parent !== window);
startWaiting();
startFocus();
startArrival();
startStops();
startFaults();
startCopying(announcer);
startMaking();
startPanes();
translation.node(document.documentElement);
followPage();
new MutationObserver((changes) => {
  changes.forEach(follow);
  followPage();
  prelude.giveWay();
}).observe(document.documentElement, {
  childList: true,
  subtree: true,
  characterData: true,
  attributes: true,
  attributeFilter: [...ATTRIBUTES, STATE, "data-collapsed", "aria-checked", "aria-pressed"],
});
