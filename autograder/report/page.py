"""The page itself: one HTML file, without scripts and without a request to anywhere."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from autograder.feedback.feedback import LOOKS
from autograder.feedback.sanitize import for_terminal
from autograder.judge.verdict import Verdict
from autograder.report.summary import Success, Summary

# Okabe and Ito's palette; what stands side by side differs in lightness, too.
SUCCESS = {
    "full": ("full marks", "#0072b2"),
    "part": ("some", "#56b4e9"),
    "none": ("nothing", "#d55e00"),
    "unscored": ("no score yet", "#7b3294"),
}
VERDICTS = {
    Verdict.PASS: "#0072b2",
    Verdict.WRONG: "#d55e00",
    Verdict.BLANK: "#bbbbbb",
    Verdict.ERROR: "#e69f00",
    Verdict.TIMEOUT: "#cc79a7",
    Verdict.MEMORY: "#f0e442",
    Verdict.FORBIDDEN: "#222222",
    Verdict.BROKEN: "#7b3294",
}
Part = tuple[str, int, str]  # of a bar: what it is, how many, its colour
# A class of ten thousand must not make a page that no browser opens.
MOST_ROWS, MOST_NAMES, MOST_UNKNOWN, MOST_CODE = 12, 500, 30, 4000
QUOTED = re.compile("`([^`]+)`")


def render(summaries: Sequence[Summary], course: str, now: datetime) -> str:
    """Write the page on these exercises; whatever came from students is escaped."""
    environment = Environment(
        loader=PackageLoader("autograder.report", ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "percent": percent,
        "visible": for_terminal,
        "quoted": quoted,
        "code": code,
    }
    return environment.get_template("page.html.j2").render(
        summaries=summaries,
        course=course,
        now=now,
        success=SUCCESS,
        success_parts=success_parts,
        verdicts=VERDICTS,
        verdict_parts=verdict_parts,
        looks=LOOKS,
        most_rows=MOST_ROWS,
        most_names=MOST_NAMES,
        most_unknown=MOST_UNKNOWN,
    )


def success_parts(row: Success) -> list[Part]:
    """Cut a bar by what was earned."""
    return [(word, getattr(row, kind), colour) for kind, (word, colour) in SUCCESS.items()]


def verdict_parts(counts: Counter[Verdict]) -> list[Part]:
    """Cut a bar by verdicts."""
    return [(verdict.value, counts[verdict], colour) for verdict, colour in VERDICTS.items()]


def percent(part: float, whole: float) -> str:
    """A share for people: nothing and all are told from nearly so."""
    if not whole:
        return "–"
    share = part / whole
    if 0 < share < 0.01:
        return "< 1 %"
    return "> 99 %" if 0.99 < share < 1 else f"{share:.0%}".replace("%", " %")


def quoted(sentence: str) -> Markup:
    """A sentence whose words between backticks are code."""
    # A plain string: what is put together of a `Markup` is escaped again.
    return Markup(QUOTED.sub(r"<code>\1</code>", str(escape(sentence))))


def code(source: str) -> str:
    """An answer to be looked at, its hidden signs made visible, its end cut off where it is long."""
    shown = for_terminal(source[:MOST_CODE])
    return shown if len(source) <= MOST_CODE else f"{shown}\n… {len(source) - MOST_CODE} more"
