"""Every page and state of the product, as addresses that the walks in the browser visit."""

from screens.evidence import page as evidence_page
from screens.journey import page as journey_page
from screens.maintenance import page as maintenance_page

SITUATION = "traject=participatie&fase=bewustwording&leeftijd=75-plus&profiel=zorgzame-senioren"
GUIDE = {"handleiding": "handleiding"}
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
    "keten van een advies": f"onderbouwing?deel=keten&{SITUATION}",
    "niets gevonden": "onderbouwing?deel=bronnen&zoek=qqqq",
    "een regel": "beheer?deel=regels&regel=75-plus-belt-over-dienst",
}
PARTS = {
    f"{page} {part}": f"{page}?deel={part}"
    for page, parts in (
        ("reis", journey_page.PARTS),
        ("onderbouwing", evidence_page.PARTS),
        ("beheer", maintenance_page.PARTS),
    )
    for part in parts
}
PLANS = {
    "kanaalplan leeg": "kanaalplan",
    "kanaalplan bij een advies": f"kanaalplan?{SITUATION}",
    "kanaalplan onbekend": "kanaalplan?plan=bestaat-niet",
    "kalender": "kanaalplan?deel=kalender",
}
LISTENING = {"luisteren": "luisteren", "luisteren tekst": "luisteren?deel=tekst"}
EVERY = {**LISTENING, **ADVIES, **GUIDE, **PARTS, **DEEPER, **STATIC, **PLANS}
NOWHERE = "bestaat-niet"  # shows a dialog over the first page
FRAMED = {
    **ADVIES,
    **STATIC,
    "kanaalplan leeg": PLANS["kanaalplan leeg"],
}  # what is shown in a frame on another site


def embedded(address: str) -> str:
    """Return the address of a page as a frame asks for it."""
    return f"{address}{'&' if '?' in address else '?'}embed=true"
