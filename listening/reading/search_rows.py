"""The answer of the Search Console interface → rows with named dimensions.

It gives the values of dimensions without their names; which is which follows from all values of
one place together.
"""

import re
from collections.abc import Iterator
from typing import Any

DATE, PAGE, QUERY, COUNTRY, DEVICE = "date", "page", "query", "country", "device"
LOOK, HOUR, MORE = "search appearance", "hour", "dimension"
DEVICES = frozenset(("MOBILE", "DESKTOP", "TABLET"))
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_HOUR = re.compile(r"\d{4}-\d{2}-\d{2}t\d{2}:\d{2}.*", re.I)
_LOOK = re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+")
# ISO 3166-1, three letters, and what Search Console uses for an unknown country.
COUNTRIES = frozenset(
    """
    abw afg ago aia ala alb and are arg arm asm ata atf atg aus aut aze bdi bel ben bes bfa
    bgd bgr bhr bhs bih blm blr blz bmu bol bra brb brn btn bvt bwa caf can cck che chl chn
    civ cmr cod cog cok col com cpv cri cub cuw cxr cym cyp cze deu dji dma dnk dom dza ecu
    egy eri esh esp est eth fin fji flk fra fro fsm gab gbr geo ggy gha gib gin glp gmb gnb
    gnq grc grd grl gtm guf gum guy hkg hmd hnd hrv hti hun idn imn ind iot irl irn irq isl
    isr ita jam jey jor jpn kaz ken kgz khm kir kna kor kwt lao lbn lbr lby lca lie lka lso
    ltu lux lva mac maf mar mco mda mdg mdv mex mhl mkd mli mlt mmr mne mng mnp moz mrt msr
    mtq mus mwi mys myt nam ncl ner nfk nga nic niu nld nor npl nru nzl omn pak pan pcn per
    phl plw png pol pri prk prt pry pse pyf qat reu rou rus rwa sau sdn sen sgp sgs shn sjm
    slb sle slv smr som spm srb ssd stp sur svk svn swe swz sxm syc syr tca tcd tgo tha tjk
    tkl tkm tls ton tto tun tur tuv twn tza uga ukr umi ury usa uzb vat vct ven vgb vir vnm
    vut wlf wsm yem zaf zmb zwe xkk zzz
    """.split()  # noqa: SIM905 - two hundred words in quotes are not read by anybody
)


class NoTable(Exception):
    """What was given is no such answer."""


def named(rows: list[Any]) -> Iterator[dict[str, Any]]:
    """Yield rows with every dimension under its name. Raises NoTable."""
    if not all(isinstance(row, dict) for row in rows):
        raise NoTable
    keys = [row.get("keys", []) for row in rows]
    if not all(isinstance(one, list) and len(one) == len(keys[0]) for one in keys):
        raise NoTable
    names = _names(keys)
    for row, values in zip(rows, keys, strict=True):
        more = {key: value for key, value in row.items() if key != "keys"}
        yield dict(zip(names, map(str, values), strict=True)) | more


def _names(keys: list[list[Any]]) -> list[str]:
    """Return the name of each place; no name is given twice."""
    names: list[str] = []
    for place in range(len(keys[0]) if keys else 0):
        name = _dimension({str(values[place]) for values in keys})
        names.append(name if name not in names else f"{MORE} {place + 1}")
    return names


def _dimension(values: set[str]) -> str:
    if all(_DAY.fullmatch(value) for value in values):
        return DATE
    if all(_HOUR.fullmatch(value) for value in values):
        return HOUR
    if all(value.startswith(("http://", "https://")) for value in values):
        return PAGE
    if values <= DEVICES:
        return DEVICE
    if values <= COUNTRIES:
        return COUNTRY
    return LOOK if all(_LOOK.fullmatch(value) for value in values) else QUERY
