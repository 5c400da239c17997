"""Every page and state of the product, as addresses that the walks in the browser visit."""

from screens.pages import EVIDENCE, MAINTENANCE, MANUAL, PAGES, PLAN, SURVEY

SITUATION = "traject=participatie&fase=bewustwording&leeftijd=75-plus&profiel=zorgzame-senioren"
GUIDE = {MANUAL.address: MANUAL.address}
STATIC = {
    "eenvoudig leeg": "advies/",
    "eenvoudig advies": "advies/participatie/terugkoppeling/75-plus/zorgzame-senioren",
    "eenvoudig fout": "advies/participatie/bestaat-niet",
    "document fout": "document/advies.pdf?traject=participatie",
}
ADVIES = {
    "leeg": "",
    "half": "?traject=participatie",
    "advies": f"?{SITUATION}",
    "advies met plicht": "?traject=dienstverlening&fase=terugkoppeling",
    "advies vergeleken": f"?{SITUATION}&naast_leeftijd=16-24",
    "onbekende keuze": "?traject=participatie&fase=bestaat-niet",
}
DEEPER = {
    "keten van een advies": f"{EVIDENCE.address}?deel=keten&{SITUATION}",
    "niets gevonden": f"{EVIDENCE.address}?deel=bronnen&zoek=qqqq",
    "een regel": f"{MAINTENANCE.address}?deel=regels&regel=75-plus-belt-over-dienst",
}
PARTS = {
    f"{page.address} {part}": f"{page.address}?deel={part}" for page in PAGES for part in page.parts
}
PLANS = {
    "kanaalplan leeg": PLAN.address,
    "kanaalplan bij een advies": f"{PLAN.address}?{SITUATION}",
    "kanaalplan onbekend": f"{PLAN.address}?plan=bestaat-niet",
    "kalender": f"{PLAN.address}?deel=kalender",
}
SURVEYS = {
    f"onderzoek {part}": f"{SURVEY.address}?deel={part}&voorbeeld=ja"
    for part in ("inwoners", "verschil", "rapport")
}
EVERY = {**ADVIES, **GUIDE, **PARTS, **DEEPER, **STATIC, **PLANS, **SURVEYS}
NOWHERE = "bestaat-niet"  # gives a page that says so
FRAMED = {
    **ADVIES,
    **STATIC,
    "kanaalplan leeg": PLANS["kanaalplan leeg"],
}  # what is shown in a frame on another site


def embedded(address: str) -> str:
    """Return the address of a page as a frame asks for it."""
    return f"{address}{'&' if '?' in address else '?'}embed=true"
