"""What is written for people in Markdown, and what stands in it as code."""

import re
from pathlib import Path

from running import ROOT

DOCS = ROOT / "docs"
COMMANDS = (DOCS / "opdrachten.md").read_text(encoding="utf-8")
SETTINGS = (DOCS / "instellingen.md").read_text(encoding="utf-8")
MARKDOWN = sorted(
    path
    for path in (*ROOT.glob("*.md"), *ROOT.glob("[!.]*/**/*.md"))
    if not any(part.startswith(".") for part in path.relative_to(ROOT).parts)
)
FENCE = re.compile(r"^```.*?\n(.*?)^```", re.DOTALL | re.MULTILINE)


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def code(text: str) -> str:
    """Return what a Markdown text sets as code."""
    blocks = FENCE.findall(text)
    return "\n".join([*blocks, *re.findall(r"`([^`\n]+)`", FENCE.sub("", text))])


def stands_as_code(word: str, text: str) -> bool:
    """Tell whether a word stands as code in a Markdown text."""
    return re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", code(text)) is not None
