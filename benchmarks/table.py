"""Tables of what was measured, in Markdown, and where they are written."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.programs import (
    AGAIN,
    CLICK,
    FULL,
    KNOWN,
    PHRASED,
    PHRASES,
    SPACY,
    TENFOLD,
    TENFOLD_PHRASED,
    TONELINT,
)
from benchmarks.running import Failed, Taken

BEGIN, END = "<!-- benchmarks: begin -->", "<!-- benchmarks: end -->"
UNKNOWN = "–"
MEGABYTE = 1e6


@dataclass(frozen=True, slots=True)
class Measured:
    """One work and what each program took for it, by name; ``texts`` is how many drafts it has."""

    name: str
    title: str
    texts: int
    taken: Mapping[str, Taken]


@dataclass(frozen=True, slots=True)
class Report:
    """All that one run of the suite measured."""

    machine: Mapping[str, Any]
    works: Sequence[Measured] = ()
    warm: Mapping[str, Any] | None = None
    notes: Sequence[str] = ()

    def work(self, name: str) -> Mapping[str, Taken]:
        """What programs took for a work; nothing if it was not measured."""
        return next((one.taken for one in self.works if one.name == name), {})


@dataclass(frozen=True, slots=True)
class Target:
    """What is aimed at: a figure at most (or at least) as large as another."""

    says: str
    limit: float
    found: float
    at_least: bool = False

    @property
    def is_met(self) -> bool:
        """Whether what was found is what was aimed at."""
        return self.found >= self.limit if self.at_least else self.found <= self.limit


def markdown(report: Report) -> str:
    """The whole report."""
    machine = ", ".join(f"{name} {said}" for name, said in report.machine.items())
    parts = [f"Measured with: {machine}."]
    parts += [f"### {one.title}\n\n{table(one)}" for one in report.works]
    if report.warm:
        parts.append(f"### Warm, through the Python API\n\n{warm_tables(report.warm)}")
    if aims := targets(report):
        parts.append(f"### Targets\n\n{target_table(aims)}")
    parts.append("\n".join(f"- {line}" for line in report.notes))
    return "\n\n".join(parts)


def table(measured: Measured) -> str:
    """Ratios of one work, then what was measured: a row a program, the first of them tonelint's."""
    held = [next(iter(measured.taken)), SPACY, CLICK]
    head = ["program", "× tonelint", "× import spacy", "× import click, yaml"]
    head += ["wall, s", "CPU, s", "CPU ÷ wall", "peak, MB"]
    if measured.texts > 1:
        head.append("drafts a second")
    rows = []
    for name, taken in measured.taken.items():
        row = [shown(name), *(_ratio(taken, measured.taken.get(other)) for other in held)]
        row += map(figure, (taken.wall, taken.cpu, taken.cpu / taken.wall, taken.memory / MEGABYTE))
        if measured.texts > 1:
            reads = name not in (SPACY, CLICK)
            row.append(figure(measured.texts / taken.wall) if reads else UNKNOWN)
        rows.append(row)
    return grid(head, rows)


def _ratio(taken: Taken, other: Taken | None) -> str:
    return figure(taken.wall / other.wall) if other else UNKNOWN


def warm_tables(warm: Mapping[str, Any]) -> str:
    """Milliseconds a draft by length and by number of rules."""
    first = warm["by_length"][0]
    head = [
        "text",
        "words",
        "full, ms",
        "phrases only, ms",
        "full ÷ phrases only",
        "full, × the first",
    ]
    rows = [
        [
            f"× {one['times']}",
            figure(one["words"]),
            figure(one[FULL]),
            figure(one[PHRASED]),
            figure(one[FULL] / one[PHRASED]),
            figure(one[FULL] / first[FULL]),
        ]
        for one in warm["by_length"]
    ]
    numbers, rules = warm["numbers"], warm["by_rules"]
    several = [
        [
            f"{times * numbers['rules']} rules, {times * numbers['phrases']} phrases",
            figure(rules[full]),
            figure(rules[phrases]),
        ]
        for times, full, phrases in (
            (1, FULL, PHRASED),
            (numbers["times"], TENFOLD, TENFOLD_PHRASED),
        )
    ]
    by_rules = grid(["code of conduct", "full, ms", "phrases only, ms"], several)
    return f"{grid(head, rows)}\n\n{by_rules}"


def targets(report: Report) -> list[Target]:
    """The targets of speed and memory of which something was measured."""
    found = [*_of_starting(report), *_of_lines(report)]
    return [*found, *_of_warm(report.warm)] if report.warm else found


def _of_starting(report: Report) -> Iterator[Target]:
    cold, second = report.work("cold"), report.work("second")
    textlint = (name for name in cold if name.startswith("textlint"))
    held = [(SPACY, 1.5), *((name, 1.1) for name in ("alex", *textlint))]
    for other, limit in held:
        for program in (TONELINT, KNOWN):
            if program in cold and other in cold:
                says = f"cold draft: {program}, × {shown(other)}"
                yield Target(says, limit, cold[program].wall / cold[other].wall)
    if second:
        found = second[AGAIN].wall / second[CLICK].wall
        yield Target(f"nothing changed, × {shown(CLICK)}", 2, found)


def _of_lines(report: Report) -> Iterator[Target]:
    lines = report.work("lines")
    if not lines:
        return
    taken, cores = lines[TONELINT], report.machine["cores"]
    yield Target("JSON lines: cores busy", 0.9 * cores, taken.cpu / taken.wall, at_least=True)
    yield Target("JSON lines: peak MB of all processes", 700, taken.memory / MEGABYTE)
    if taken.growth is not None:
        yield Target("JSON lines: peak of the last third ÷ of the second", 1.1, taken.growth)
    ratio = taken.wall / lines[PHRASES].wall
    yield Target("JSON lines: full ÷ phrases only", 10, ratio, at_least=True)


def _of_warm(warm: Mapping[str, Any]) -> Iterator[Target]:
    first, rules = warm["by_length"][0], warm["by_rules"]
    yield Target("warm: a median draft, ms", 5, first[FULL])
    yield Target("warm: text × 8, growth of time ÷ growth of text", 1.1, _growth(warm))
    yield Target("warm: ten times the rules, × the time", 2, rules[TENFOLD] / rules[FULL])
    few = rules[TENFOLD_PHRASED] / rules[PHRASED]
    yield Target("warm: ten times the rules, phrases only, × the time", 2, few)
    ratio = first[FULL] / first[PHRASED]
    yield Target("warm: full ÷ phrases only", 10, ratio, at_least=True)


def _growth(warm: Mapping[str, Any]) -> float:
    """How much more time the longest texts take, against how much longer they are."""
    first, last = warm["by_length"][0], warm["by_length"][-1]
    return float(last[FULL] / first[FULL] / (last["words"] / first["words"]))


def target_table(aims: Sequence[Target]) -> str:
    """A row a target: what is aimed at, what was found, whether it is met."""
    rows = [
        [
            one.says,
            f"{'≥' if one.at_least else '≤'} {figure(one.limit)}",
            figure(one.found),
            "yes" if one.is_met else "no",
        ]
        for one in aims
    ]
    return grid(["target", "aim", "found", "met"], rows)


def shown(name: str) -> str:
    """A program as Markdown shows it: commands as code."""
    return f"`{name}`" if name.startswith("python") else name


def figure(value: float) -> str:
    """A number with as many digits as mean something: 0.058, 1.42, 17.3, 412."""
    for least, digits in ((100, 0), (10, 1), (0.1, 2)):
        if abs(value) >= least:
            return f"{value:.{digits}f}"
    return f"{value:.3f}"


def grid(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table whose columns of figures stand to the right."""
    rule = ["---", *("---:" for _ in head[1:])]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, rule, *rows))


def around(path: Path) -> tuple[str, str]:
    """What a file says before and after what stands between the two markers.

    Raises :class:`Failed` where it has none.
    """
    try:
        whole = path.read_text(encoding="utf-8")
    except OSError as error:
        raise Failed(f"{path}: this cannot be read ({error.strerror})") from None
    before, begins, rest = whole.partition(BEGIN)
    _, ends, after = rest.partition(END)
    if not (begins and ends):
        raise Failed(f"{path}: there is no {BEGIN} … {END} in it")
    return before, after


def write_between(path: Path, text: str) -> None:
    """Puts a text between the two markers of a file. Raises :class:`Failed` where it has none."""
    before, after = around(path)
    path.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{after}", encoding="utf-8")
