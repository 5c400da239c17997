"""Own research in sentences: a share always with its interval and the answers behind it."""

from dataclasses import dataclass

from dutch import whole
from engine.model import UNKNOWN, Quality, Rulebook, Situation
from engine.model.survey import Asked, Cells, OwnSurvey

OWN, RULES = "eigen-onderzoek", "eigen-onderzoek-regels"  # what its reasons are called
ABOUT = "eigen onderzoek"
# Groups by two statements, in a survey in which nobody's profile is known. Never called a profile.
STAND_INS = {
    "vertrouwen-en-betrokken": "vertrouwen en betrokken",
    "vertrouwen-niet-betrokken": "vertrouwen, niet betrokken",
    "geen-vertrouwen-betrokken": "geen vertrouwen, wel betrokken",
    "geen-vertrouwen-niet-betrokken": "geen vertrouwen, niet betrokken",
}
LEAST = 10  # answers below which nothing is said of a group
GOOD = 400  # answers from which a share is known within five percentage points: quality B
FLAT = 0.25  # points: what residents add less than this hardly differs from the rules
TOO_FEW = "Er kwamen te weinig antwoorden om een percentage te noemen. Ze tellen wel mee."
NO_DECISION = "Gebruik dit advies niet voor een besluit."
SIMULATED = "Nagebootst, dus niet van echte inwoners."
MORE, LESS, EQUAL = (
    "meer dan de regels verwachten",
    "minder dan de regels verwachten",
    "ongeveer zoals de regels verwachten",
)


@dataclass(frozen=True, slots=True)
class Portion:
    """What a survey tells of one channel among the residents of a situation."""

    book: Rulebook
    survey: OwnSurvey
    asked: Asked
    channel: str
    situation: Situation

    @property
    def cells(self) -> Cells:
        """The channel over all groups."""
        return self.survey.rows[self.asked][self.channel]

    @property
    def place(self) -> tuple[int, int]:
        """The group of these residents, or everyone where too few of them answered."""
        place = self.survey.place(self.situation.age, self.situation.profile)
        return place if int(self.cells.n[place]) >= LEAST else (-1, -1)

    @property
    def thin(self) -> bool:
        """Whether too few of these residents answered to tell of them apart."""
        place = self.survey.place(self.situation.age, self.situation.profile)
        return int(self.cells.n[place]) < LEAST

    @property
    def n(self) -> int:
        """How many answers it tells of, rounded to tens; 0 where there is nothing to tell."""
        return int(self.cells.n[self.place])

    @property
    def figures(self) -> tuple[float, float, float]:
        """The share with its 90 % interval (0-1)."""
        cells, place = self.cells, self.place
        return float(cells.share[place]), float(cells.low[place]), float(cells.high[place])


def source_of(number: int) -> str:
    """Return the slug of a survey among the sources: the newest is number 0."""
    return f"{OWN}-{number + 1}"


def quality(portion: Portion) -> Quality:
    """Return how good what it tells is: by the number of answers."""
    return "B" if portion.n >= GOOD else "C"


def rules_hold(survey: OwnSurvey) -> str:
    """Return how much of the rules counts here."""
    percent = round(100 * survey.rules)
    return (
        f"Onze regels tellen hier voor {percent} %. Zo goed voorspelden ze wat de eigen inwoners "
        "kiezen."
    )


def own_line(portion: Portion) -> str:
    """Return what the survey tells of a channel, with the share, its interval and the answers."""
    if portion.n < LEAST:
        return marked(portion.survey, TOO_FEW)
    cell = portion.survey.place(portion.situation.age, portion.situation.profile)
    shift = float(portion.cells.shift[cell])
    against = EQUAL if abs(shift) < FLAT else MORE if shift > 0 else LESS
    return marked(
        portion.survey, f"{_few(portion)}{_chosen(portion)}, {against}. {between(portion)}"
    )


def beside_line(portion: Portion) -> str:
    """Return what an older survey tells of a channel; it is shown and does not count."""
    name = f"Eerder onderzoek ({portion.survey.about.end.year}) telt niet meer mee."
    if portion.n < LEAST:
        return name
    return marked(portion.survey, f"{name} {_few(portion)}{_chosen(portion)}. {between(portion)}")


def between(portion: Portion) -> str:
    """Return the interval and the answers behind a share."""
    _, low, high = portion.figures
    return (
        f"Met 90 % zekerheid ligt het tussen {_percent(low)} en {_percent(high)} % "
        f"({whole(portion.n)} antwoorden)."
    )


def saying(share: float, n: int, text: str) -> str:
    """Return a motive or expectation with how many name it."""
    return f"{_percent(share)} % noemt: {text.rstrip('.')} ({whole(n)} antwoorden)."


def _chosen(portion: Portion) -> str:
    share, _, _ = portion.figures
    channel = portion.book.channels[portion.channel]
    return f"Van {_whom(portion)} kiest {_percent(share)} % {channel.phrase}"


def _whom(portion: Portion) -> str:
    """Return of whom the share is, as far as the survey tells them apart."""
    row, column = portion.place
    age, profile = portion.survey.ages[row], portion.survey.profiles[column]
    parts = ["de eigen inwoners" if (age, profile) != (UNKNOWN, UNKNOWN) else "alle eigen inwoners"]
    parts += [f"van {portion.book.ages[age].name}"] if age != UNKNOWN else []
    parts += (
        [f"met het profiel {portion.book.profiles[profile].name}"] if profile != UNKNOWN else []
    )
    return " ".join(parts)


def _few(portion: Portion) -> str:
    return "Uit deze groep kwamen te weinig antwoorden. " if portion.thin else ""


def _percent(share: float) -> str:
    return str(round(100 * share))


def marked(survey: OwnSurvey, text: str) -> str:
    """Return a sentence that says when no real resident was asked."""
    return f"{SIMULATED} {text}" if survey.about.simulated else text
