"""The page: one HTML file, without scripts and without a request to anywhere."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from autograder.feedback.looks import LOOKS, PLOT_COLOURS, SUCCESS
from autograder.feedback.sanitize import for_terminal
from autograder.judge.verdict import Verdict
from autograder.report.summary import Success, Summary

# A part of a bar: word, number, colour.
Part = tuple[str, int, str]
# A class of ten thousand must not make a page that no browser opens.
MOST_ROWS, MOST_NAMES, MOST_UNKNOWN, MOST_CODE = 12, 500, 30, 4000
QUOTED = re.compile("`([^`]+)`")


def render(summaries: Sequence[Summary], course: str, now: datetime) -> str:
    """Write the page on these exercises. All texts of students are escaped."""
    template = _environment(for_terminal).get_template("page.html.j2")
    return template.render(
        summaries=summaries, course=course, now=now, verdicts=_verdicts(summaries)
    )


def render_part(summary: Summary, person: Callable[[str], str]) -> str:
    """Write what the page says about one exercise, for a page of somebody else's.

    `person` writes a student's name; give `Markup` for a link. All other texts are escaped.
    """
    template = _environment(person).get_template("part.html.j2")
    return template.render(summary=summary, verdicts=_verdicts([summary]))


def _environment(person: Callable[[str], str]) -> Environment:
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
        "person": person,
    }
    environment.globals |= {
        "success": SUCCESS,
        "success_parts": success_parts,
        "verdict_parts": verdict_parts,
        "looks": LOOKS,
        "most_rows": MOST_ROWS,
        "most_names": MOST_NAMES,
        "most_unknown": MOST_UNKNOWN,
    }
    return environment


def _verdicts(summaries: Sequence[Summary]) -> dict[Verdict, str]:
    """Give the verdicts of the legend, with colours. Few exercises have tasks that a person marks."""
    by_hand = any(task.by_hand for summary in summaries for task in summary.exercise.tasks)
    return {
        verdict: colour
        for verdict, colour in PLOT_COLOURS.items()
        if by_hand or verdict is not Verdict.WAITING
    }


def success_parts(row: Success) -> list[Part]:
    """Divide a bar by the points earned."""
    return [(word, getattr(row, kind), colour) for kind, (word, colour) in SUCCESS.items()]


def verdict_parts(counts: Counter[Verdict]) -> list[Part]:
    """Divide a bar by verdicts."""
    return [(verdict.value, counts[verdict], colour) for verdict, colour in PLOT_COLOURS.items()]


def percent(part: float, whole: float) -> str:
    """Write a share in per cent; nearly nothing differs from nothing, and nearly all from all."""
    if not whole:
        return "–"
    share = part / whole
    if 0 < share < 0.01:
        return "< 1 %"
    return "> 99 %" if 0.99 < share < 1 else f"{share:.0%}".replace("%", " %")


def quoted(sentence: str) -> Markup:
    """Show the words between backticks in a sentence as code."""
    # A plain string: a `Markup` would escape the tags again.
    return Markup(QUOTED.sub(r"<code>\1</code>", str(escape(sentence))))


def code(source: str) -> str:
    """Show an answer, with hidden characters made visible; the end of a long one is cut off."""
    shown = for_terminal(source[:MOST_CODE])
    return shown if len(source) <= MOST_CODE else f"{shown}\n… {len(source) - MOST_CODE} more"
