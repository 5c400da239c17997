"""What axe-core finds wrong on a page in a real browser, after WCAG 2.2 levels A and AA.

Any browser test can use it: `assert violations(page) == []`.
"""

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
COLOURS = ["color-contrast", "link-in-text-block"]  # all that a theme changes
UNROLLED = "[tabindex='0'] { overflow: visible !important; }"
SHOWN = 160  # characters of an element


def violations(page: Page, best_practice: bool = False) -> list[str]:
    """Return every violation as "rule: what is wrong: the element"; an empty list is good.

    With `best_practice` also what WCAG does not ask: landmarks, order of headings, and so on.
    """
    tags = [*LEVELS, "best-practice"] if best_practice else LEVELS
    return _run(page, {"type": "tag", "values": tags})


def colours(page: Page) -> list[str]:
    """Return what is wrong with the colours of a page that `violations` looked at before."""
    return _run(page, {"type": "rule", "values": COLOURS})


def _run(page: Page, rules: dict[str, Any]) -> list[str]:
    """Run rules; one on which axe stumbles (4.12 does, inside what scrolls) gets a second try."""
    found = _run_axe(page, rules)
    stumbled = [rule["id"] for rule in found["incomplete"] if "error" in rule]
    all_ = found["violations"]
    if stumbled:
        style = page.add_style_tag(content=UNROLLED)
        again = _run_axe(page, {"type": "rule", "values": stumbled})
        style.evaluate("style => style.remove()")
        assert not [rule["error"]["message"] for rule in again["incomplete"] if "error" in rule]
        all_ += again["violations"]
    return [_violation_text(rule, node) for rule in all_ for node in rule["nodes"]]


def _run_axe(page: Page, rules: dict[str, Any]) -> dict[str, Any]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    options = {"runOnly": rules, "resultTypes": ["violations"]}
    found: dict[str, Any] = page.evaluate("options => axe.run(document, options)", options)
    return found


def _violation_text(rule: dict[str, Any], node: dict[str, Any]) -> str:
    checks = [*node["any"], *node["all"], *node["none"]]
    why = checks[0]["message"] if checks else rule["help"]
    return f"{rule['id']}: {why}: {node['html'][:SHOWN]}"
