"""English words on a page: in what is seen and in what a screen reader says.

Any browser test can use it: `assert english(page) == []`.
"""

import re
from collections.abc import Iterable

from playwright.sync_api import Page

# Common English words and words of Streamlit that are no Dutch word and no name of a source.
WORDS = (
    "the and with from your you this that these those they have has does not cannot could "
    "would should which when where what who why how select selected choose show hide loading "
    "running error copy copied submit clear settings rerun skip close dismiss view fullscreen "
    "drag drop browse files upload remove sort ascending descending search sidebar expand "
    "collapse press apply required field please again connection available options results "
    "visualization container mark save cancel next previous date month year day "
    "password notifications theme heading clipboard toolbar loaded empty value values "
    "increment decrement missing unknown invalid allowed range exist found requested"
)
ENGLISH = re.compile(rf"(?<![\w-])(?:{'|'.join(WORDS.split())})(?![\w-])", re.IGNORECASE)
# Titles of publications stay as they are: they are marked as a source or as English. The name of
# an icon is hidden from a screen reader, and its font draws the icon in its place.
COMMON = re.compile(
    r"\b(the|and|with|select|choose|show|hide|loading|running|copy|submit|clear|settings|rerun|"
    r"skip|close|dismiss|view|fullscreen|download as|options available|mark container)\b",
    re.IGNORECASE,
)
NAMES = """[...document.querySelectorAll('*')].flatMap(e =>
  ['aria-label', 'title', 'placeholder', 'alt', 'aria-description', 'aria-roledescription']
    .map(name => e.getAttribute(name))).filter(Boolean)"""
READ = """() => {
  const skip = '.bron, [lang=en], code, pre, script, style, textarea, ' +
    '[data-testid=stIconMaterial][aria-hidden=true]';
  const names = ['aria-label', 'title', 'placeholder', 'alt', 'aria-description',
    'aria-roledescription', 'aria-valuetext'];
  const said = [document.title];
  const walk = (node) => {
    if (node.nodeType === Node.TEXT_NODE) { said.push(node.data); return; }
    if (node.nodeType !== Node.ELEMENT_NODE || node.matches(skip)) return;
    for (const name of names) if (node.hasAttribute(name)) said.push(node.getAttribute(name));
    node.childNodes.forEach(walk);
  };
  walk(document.body);
  return said.map((text) => text.replace(/\\s+/g, ' ').trim()).filter(Boolean);
}"""


def english(page: Page, names: Iterable[str] = ()) -> list[str]:
    """Return "word: the text it stands in" for every English word of a page.

    `names` are texts that stay as they are, such as makers of sources.
    """
    texts: list[str] = page.evaluate(READ)
    for name in names:
        texts = [text.replace(name, "") for text in texts]
    return sorted({f"{word}: {text[:120]}" for text in texts for word in words(text)})


def words(text: str) -> list[str]:
    """Return the English words of a text."""
    return [found.lower() for found in ENGLISH.findall(text)]
