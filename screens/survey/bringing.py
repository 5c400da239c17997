"""The tab Antwoorden: bring a file, see what was read and dropped, say what it is, and estimate."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import streamlit as st

from dutch import Illegible, counted, read_day
from engine.knowledge import own_survey
from engine.knowledge.own_survey import OwnSurvey
from engine.model import KnowledgeError, Rulebook
from screens.page import knowledge
from screens.page.fields import put
from screens.page.markup import bullets, fault, join, notice, tag
from screens.page.reading import asking, rooms
from screens.survey import choices, held, mapping_form, steps_to_take
from screens.survey.held import HeldSurvey
from screens.survey.respondents import MODES
from surveys import harvest
from surveys.harvest import AnswerFile, Files, FirstLook, SurveyFacts, digest
from surveys.reading import mapping

FILES, KEPT_MAPPING = "onderzoek-bestand", "onderzoek-bewaarde-koppeling"
RESIDENTS = "onderzoek-inwoners-cijfers"
TITLE, START, END, MODE = "onderzoek-titel", "onderzoek-begin", "onderzoek-einde", "onderzoek-wijze"
USED, LOOKED, FAULTS = "onderzoek-gebruikt", "onderzoek-gekeken", "onderzoek-fouten"
OPENED = "onderzoek-laag-open"
LARGEST = 20  # MB
TYPES = ["csv", "txt", "tsv", "xlsx", "sav", "zsav", "lsa", "zip", "json", "yaml", "yml"]
ON_SERVER = "Dit telt op deze server mee in elk advies."
LABEL = "Bestanden met antwoorden, of een laag die je eerder bewaarde"
SEVERAL = (
    "Vroeg je het online en op papier? Breng dan beide bestanden. We tellen ze samen. Heb je nog "
    "de laag van een eerder onderzoek, breng die dan ook. We leggen haar ernaast."
)
WHO_LIVES = (
    "Dan wegen we de antwoorden naar je inwoners en zie je wie weinig meedeed. Neem een bestand "
    "van CBS StatLine, of een eigen CSV met leeftijd en aantal."
)
KEPT = (
    "Namen, mailadressen, telefoonnummers, postcodes, open antwoorden en tijden gooien we eerst "
    "weg. Het bestand blijft niet op de server. Wat we bewaren, is per groep een aandeel met marge "
    "en een aantal van 10 of meer."
)
WRONG = "Dit lukt nog niet. Er is niets van overgenomen."
NAMED = "Geef het onderzoek een naam."
ORDER = "De laatste dag ligt voor de eerste."
LABELS = {START: "Eerste dag", END: "Laatste dag"}


def show(book: Rulebook, now: HeldSurvey | None) -> None:
    """Show the tab."""
    if now:
        _held(now)
    st.html(join((tag("h2", "Breng de antwoorden"), tag("p", KEPT), tag("p", SEVERAL))))
    given = st.file_uploader(LABEL, type=TYPES, key=FILES, accept_multiple_files=True,
                             max_upload_size=LARGEST)  # fmt: skip
    if not given:
        st.session_state.pop(USED, None)
        st.session_state.pop(OPENED, None)
        if not now:
            steps_to_take.button("antwoorden")
        return
    files = [(rooms.file_name(file.name), file.getvalue()) for file in given]
    layers = [file for file in files if is_layer(file[0])]
    answers = [AnswerFile(*file, meant(file[1])) for file in files if not is_layer(file[0])]
    try:
        opened = sorted(_layers(book, layers), key=lambda one: one.about.end, reverse=True)
        if answers:
            _answers(book, answers, next(iter(opened), None))
        else:
            _open_layers(book, opened)
    except KnowledgeError as error:
        st.html(notice(WRONG, items=map(str, error.problems)))


def is_layer(name: str) -> bool:
    """Tell whether a file is a layer that was kept, and not one with answers."""
    return name.rpartition(".")[2].lower() in ("yaml", "yml")


def _layers(book: Rulebook, files: Files) -> Iterator[OwnSurvey]:
    for at, (name, content) in enumerate(files):
        text = asking.read(name, "laag", name, content, book, key=f"onderzoek-laag-{at}")
        yield own_survey.parse(name, text, book)


def meant(content: bytes) -> str:
    """Return what was said that the columns of a file mean, "" when nothing was."""
    said: dict[str, str] = st.session_state.get(USED, {})
    return said.get(digest([content]), "")


def _held(now: HeldSurvey) -> None:
    """Show which survey is open, and the way to leave it."""
    text = f"Nu open: {now.own.about.title}, {counted(now.own.about.n, 'antwoord', 'antwoorden')}."
    with st.container(horizontal=True, key="onderzoek-nu-open"):
        st.html(tag("p", f"{text} {ON_SERVER}" if now.loaded else text, role="status"))
        if now.loaded:
            return
        st.button("Sluit dit onderzoek", key="onderzoek-sluit", on_click=held.let_go)


def _open_layers(book: Rulebook, newest: Sequence[OwnSurvey]) -> None:
    """Open the newest layer, with the one before it beside it."""
    digests = [one.digest for one in newest]
    if st.session_state.get(OPENED) != digests:
        held.hold(book, own_survey.write(newest[0]), earlier=next(iter(newest[1:]), None))
        st.session_state[OPENED] = digests
        put({choices.EXAMPLE: "", choices.PART: choices.WISHES})
        st.rerun()


def _residents() -> Files:
    """Show where to bring how many residents there are, and return those files."""
    with st.expander("Hoeveel inwoners zijn er van elke leeftijd?"):
        st.html(tag("p", WHO_LIVES, class_="hulp"))
        files = st.file_uploader("Cijfers van je inwoners (CSV)", type=["csv", "zip"],
                                 accept_multiple_files=True, key=RESIDENTS,
                                 max_upload_size=LARGEST)  # fmt: skip
    return tuple((rooms.file_name(file.name), file.getvalue()) for file in files or ())


def _answers(book: Rulebook, files: Sequence[AnswerFile], earlier: OwnSurvey | None) -> None:
    """Show what stands in files; ask what they are, and estimate when all is said."""
    harvest.check_once([(file.name, file.content) for file in files])
    residents = _residents()
    every = [(file, look(book, file, residents, at)) for at, file in enumerate(files)]
    for file, seen in every:
        if seen.columns:
            _map(book, file, seen)
            return
    for at, (file, seen) in enumerate(every):
        _tell(file.name if len(files) > 1 else "", seen)
        if file.mapping:
            st.download_button("Download de koppeling voor een volgende keer",
                               data=seen.mapping.encode, file_name=mapping_form.FILE,
                               mime="application/yaml", on_click="ignore",
                               key=f"onderzoek-koppeling-download-{at}")  # fmt: skip
    _form(book, files, residents, earlier)


def look(book: Rulebook, file: AnswerFile, residents: Files = (), at: int = 0) -> FirstLook:
    """Return what stands in a file, the how many-th of its survey. Raises KnowledgeError."""
    seen: FirstLook = asking.read(
        file.name, "antwoorden", file, book, residents, (), key=f"onderzoek-antwoorden-{at}"
    )
    return seen


def _map(book: Rulebook, file: AnswerFile, seen: FirstLook) -> None:
    """Show where to say what columns mean, and take a mapping that was kept."""
    which = digest([file.content])
    if st.session_state.get(LOOKED) != which:
        mapping_form.start(mapping.read(mapping_form.FILE, seen.mapping, book))
        st.session_state[LOOKED] = which
    with st.expander("Heb je nog een koppeling van een vorige keer?"):
        kept = st.file_uploader("Koppeling (YAML)", type=["yaml", "yml"], key=KEPT_MAPPING,
                                max_upload_size=1)  # fmt: skip
        if kept is not None:
            text = asking.read(kept.name, "koppeling", rooms.file_name(kept.name),
                               kept.getvalue(), book, key="onderzoek-oude-koppeling")  # fmt: skip
            st.button("Gebruik deze koppeling", key="onderzoek-gebruik-koppeling",
                      on_click=_use, args=(which, text))  # fmt: skip
    if seen.dropped:
        st.html(_dropped(seen))
    mapping_form.show(book, file.name, seen.columns, seen.notes)
    ready = mapping_form.ready()
    if ready is None:
        st.html(tag("p", "Wijs minstens één vraag naar kanalen aan.", class_="zacht"))
        return
    text = mapping_form.text(ready)
    with st.container(horizontal=True, key="onderzoek-koppel-knoppen"):
        st.button("Lees met deze koppeling", type="primary", key="onderzoek-lees",
                  on_click=_use, args=(which, text))  # fmt: skip
        st.download_button("Download de koppeling", data=text.encode, file_name=mapping_form.FILE,
                           mime="application/yaml", on_click="ignore",
                           key="onderzoek-koppeling-bewaar")  # fmt: skip


def _use(which: str, text: str) -> None:
    st.session_state[USED] = {**st.session_state.get(USED, {}), which: text}


def _tell(name: str, seen: FirstLook) -> None:
    """Show what was read, what was dropped and what was left out; `name` where there are more."""
    lead = f"{name}: gelezen" if name else "Gelezen"
    read = f"{lead} als {seen.kind}: {counted(seen.n, 'antwoord', 'antwoorden')}."
    st.html(join((tag("p", tag("strong", read), role="status"), _dropped(seen),
                  bullets(seen.notes))))  # fmt: skip


def _dropped(seen: FirstLook) -> str:
    if not seen.dropped:
        return tag("p", "Er stonden geen kolommen met gegevens van personen in.", class_="zacht")
    head = f"Weggegooid, want van personen: {counted(len(seen.dropped), 'kolom', 'kolommen')}"
    return tag("details", tag("summary", head), bullets(seen.dropped), open="")


def _form(
    book: Rulebook, files: Sequence[AnswerFile], residents: Files, earlier: OwnSurvey | None
) -> None:
    """Ask what a reader must know of the survey, and estimate."""
    st.html(tag("h3", "Wat voor onderzoek is het?"))
    with st.form("onderzoek-wat", border=False):
        st.text_input("Naam van het onderzoek", key=TITLE, max_chars=120,
                      placeholder="Inwonerspanel najaar 2026")  # fmt: skip
        with st.container(horizontal=True, key="onderzoek-dagen"):
            for key, label in LABELS.items():
                st.text_input(label, key=key, max_chars=20, placeholder="1-9-2026")
        st.selectbox("Hoe antwoordden inwoners?", list(MODES), format_func=_mode, key=MODE)
        for text, key in st.session_state.get(FAULTS, {}).items():
            st.html(fault(text, key))
        pressed = st.form_submit_button("Schat wat inwoners willen", type="primary")
    if not pressed:
        return
    facts, wrong = facts_of(st.session_state)
    st.session_state[FAULTS] = wrong
    if facts is None:
        st.rerun()
    estimate(book, files, residents, facts, earlier)


def _mode(mode: str) -> str:
    return MODES[mode][:1].upper() + MODES[mode][1:]


def facts_of(answers: Mapping[str | int, object]) -> tuple[SurveyFacts | None, dict[str, str]]:
    """Return what was said of a survey, or per sentence the field in which something is wrong."""
    wrong: dict[str, str] = {}
    title = " ".join(str(answers.get(TITLE) or "").split())
    if not title:
        wrong[NAMED] = TITLE
    days: dict[str, date] = {}
    for key, label in LABELS.items():
        try:
            days[key] = read_day(str(answers.get(key) or ""))
        except Illegible as error:
            wrong[f"{label}: {error}"] = key
    if len(days) == len(LABELS) and days[END] < days[START]:
        wrong[ORDER] = END
    if wrong:
        return None, wrong
    return SurveyFacts(title, days[START], days[END], str(answers.get(MODE))), {}


def estimate(
    book: Rulebook,
    files: Sequence[AnswerFile],
    residents: Files,
    facts: SurveyFacts,
    earlier: OwnSurvey | None = None,
) -> None:
    """Estimate, keep the outcome and show what residents want. Raises KnowledgeError."""
    rules = harvest.scores_of(knowledge.table())
    made: harvest.Harvest = asking.read(
        files[0].name, "oogst", tuple(files), book, rules, facts, residents, (),
        key="onderzoek-oogst",
    )  # fmt: skip
    asking.forget("onderzoek-oogst")
    held.hold(book, made.layer, made, earlier)
    put({choices.EXAMPLE: "", choices.PART: choices.WISHES})
    st.rerun()
