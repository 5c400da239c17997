"""Personal data in search terms: found, masked and reported; look-alikes are left alone."""

import random
import re

from stdnum import iban
from stdnum.nl import bsn

from listening import knowledge, personal
from listening.reading import store

NAMES = "jan fatima els mohamed anouk piet sanne kees aylin joost".split()
LAST = "jansen devries bakker yilmaz vandijk smit mulder ozturk".split()
HOSTS = "gmail.com hotmail.com ziggo.nl kpnmail.nl outlook.com live.nl voorbeeld.org".split()
BEFORE = "uitkering aanvragen|mijn gegevens|bel mij op|wie is|waarom wordt|kwijtschelding".split(
    "|"
)
BANKS = "ABNA INGB RABO SNSB TRIO ASNB KNAB".split()


def citizen(rng: random.Random) -> str:
    while True:
        digits = f"{rng.randint(100_000_000, 999_999_999)}"
        if bsn.is_valid(digits):
            return digits


def account(rng: random.Random) -> str:
    bank, number = rng.choice(BANKS), f"{rng.randint(10**8, 10**10 - 1):010d}"
    return f"NL{iban.calc_check_digits(f'NL00{bank}{number}')}{bank}{number}"


def planted(rng: random.Random, kind: str) -> str:
    if kind == "mail":
        host = rng.choice(HOSTS)
        local = rng.choice([".", "_", "", "-"]).join((rng.choice(NAMES), rng.choice(LAST)))
        at = rng.choice(["@", "@", "@", "(at)", " @ ", "%40"])
        return f"{local}{rng.choice(['', str(rng.randint(1, 99))])}{at}{host}"
    if kind == "phone":
        mobile = f"06{rng.randint(10_000_000, 58_999_999)}"
        area = rng.choice(["010", "020", "053", "074", "030"]) + str(
            rng.randint(2_000_000, 7_999_999)
        )
        forms = [
            mobile,
            f"06-{mobile[2:]}",
            " ".join(re.findall("..", mobile)),
        ]
        forms += [f"+31 6 {mobile[2:]}", f"0031{mobile[1:]}", f"+31{mobile[1:]}", area]
        forms += [f"{area[:3]}-{area[3:]}", f"({area[:3]}) {area[3:]}"]
        return rng.choice(forms)
    if kind == "bsn":
        digits = citizen(rng)
        forms = [digits, digits, f"{digits[:4]}.{digits[4:6]}.{digits[6:]}"]
        return rng.choice([*forms, f"{digits[:3]} {digits[3:6]} {digits[6:]}"])
    written = account(rng)
    spaced = " ".join(re.findall(".{1,4}", written))
    return rng.choice([written, written.lower(), spaced, spaced.lower()])


def clean(rng: random.Random) -> str:
    number = f"{rng.randint(100_000_000, 999_999_999)}"
    while bsn.is_valid(number):
        number = f"{rng.randint(100_000_000, 999_999_999)}"
    price = f"{rng.randint(1, 999)}.{rng.randint(0, 999):03d},{rng.randint(0, 99):02d}"
    return rng.choice(
        [
            f"zaaknummer {number}",
            f"zaak 2026-{rng.randint(10_000, 999_999)}",
            f"kenmerk Z/26/{rng.randint(100_000, 999_999)}",
            f"subsidie {price} euro",
            f"woz waarde {rng.randint(150, 900)}.000 bezwaar",
            f"{rng.randint(1011, 9999)} {rng.choice(['ab', 'xz'])} {rng.randint(1, 250)} grofvuil",
            f"afspraak {rng.randint(1, 28)}-{rng.randint(1, 12)}-2026 {rng.randint(9, 16)}:30",
            "bel gemeente 14 0" + str(rng.randint(10, 79)),
            f"0800-{rng.randint(1000, 9999)} gratis nummer",
            f"0900 {rng.randint(1000, 9999)}",
            f"artikel {rng.randint(1, 8)}:{rng.randint(1, 99)} awb lid {rng.randint(1, 5)}",
            f"kenteken {rng.randint(1, 9)}-xtv-{rng.randint(10, 99)}",
            f"container {rng.randint(140, 1100)} liter {rng.randint(2000, 2026)}",
            f"lantaarnpaal {rng.randint(10_000, 99_999)} kapot",
            f"bestelnummer {rng.randint(10**11, 10**12 - 1)}",
            f"nl{rng.randint(10, 99)} bus lijn {rng.randint(1, 400)}",
            f"kadaster perceel {rng.choice('abcdef')} {rng.randint(100, 9999)}",
            f"paspoort {rng.choice('nb')}w{rng.randint(100_000, 999_999)}c{rng.randint(1, 9)}",
            f"twitter @gemeente{rng.choice(LAST)} volgen",
            f"iban check NL00 {rng.choice(BANKS)} {rng.randint(1000, 9999)}",
            f"{rng.randint(2020, 2026)}/{rng.randint(2027, 2030)} schooljaar {rng.randint(1, 40)}",
            f"leges {rng.randint(10, 99)},{rng.randint(10, 99)} tot {rng.randint(100, 999)},50",
        ]
    )


def test_500_planted_and_5000_look_alikes():
    rng = random.Random(20261122)
    kinds = ("mail", "phone", "bsn", "iban")
    there = [f"{rng.choice(BEFORE)} {planted(rng, kinds[i % 4])}" for i in range(500)]
    missed = [text for text in there if not personal.masked(text)[1]]
    alike = [clean(rng) for _ in range(5000)]
    wrong = [text for text in alike if personal.masked(text)[1]]
    print(f"\ngevonden {500 - len(missed)} van 500; vals {len(wrong)} van 5000")
    assert len(missed) <= 5, missed
    assert len(wrong) <= 50, wrong[:20]
    suspect = re.compile(personal.SUSPECT)
    assert all(suspect.search(text) for text in there if text not in missed)


def test_what_is_masked_is_gone_and_counted(tmp_path):
    path = tmp_path / "q.csv"
    path.write_text(
        "Top queries,Clicks,Impressions\nbsn 123456782 kwijt,1,50\npaspoort,2,60\n"
        "mail jan@voorbeeld.nl en 06-12345678,1,40\n"
    )
    with store.opened(knowledge.load().kinds) as opened:
        found = opened.read(path)[0]
        texts = [row["zoekvraag"] for row in opened.records(found)]
    assert texts == ["bsn [bsn] kwijt", "paspoort", "mail [e-mailadres] en [telefoonnummer]"]
    assert found.masked == {"bsn": 1, "e-mailadres": 1, "telefoonnummer": 1}
    assert found.masked_rows == 2
