"""The feedback under each task: what was called, what came back, what was expected."""

from collections import Counter
from collections.abc import Sequence

from autograder.author import sample_header
from autograder.author.exercise import Exercise
from autograder.feedback import diagnosis
from autograder.feedback.looks import LOOKS
from autograder.feedback.points import figure
from autograder.judge.outcome import CheckRecord, TaskOutcome
from autograder.judge.verdict import Verdict
from course import card, rubric
from course.card import Fold, Row
from course.descriptions import with_limit

ADVICE = {
    Verdict.TIMEOUT: "Look for a loop that does not end, or a training with more epochs than needed.",
    Verdict.MEMORY: "Look for arrays that grow with every call, or batches that need not be so large.",
    Verdict.FORBIDDEN: "While grading there is no network, no other program, and no file outside "
    "the notebook's own folder.",
    Verdict.WAITING: rubric.BY_PERSON,
    Verdict.BROKEN: "This is our fault, not yours, and has cost you nothing. The people who run the "
    "course can mend it.",
}

# For checks such as "the input is not changed", which an answer that does nothing passes too.
WAITING = (
    "No points yet for {} of the checks that pass: an answer that does nothing passes them, too. They "
    "count as soon as another check passes."
)
HALVED = "The main point of this task does not hold yet, so at most half of its points count."
# The label of a task's first hint.
HINT = "Hint"
# So many failed checks are shown at once. One cause often fails many: the others are folded up.
SHOWN = 3


def lines(task: TaskOutcome, exercise: Exercise) -> list[Row | Fold]:
    """Give the feedback on one task as rows of label and text, in reading order."""
    result: list[Row | Fold] = []
    if task.note and task.verdict is not Verdict.BROKEN:
        result.append(("", task.note))
    if task.verdict in ADVICE:
        result.append(("", ADVICE[task.verdict]))
    if task.verdict in (Verdict.WAITING, Verdict.BLANK):
        result += rubric.rows(task.task.rubric)
    if task.verdict not in (Verdict.PASS, Verdict.BLANK, Verdict.BROKEN):
        result += _checks(task)
    if task.halved:
        result.append(("", HALVED))
    if task.waiting:
        result.append(("", WAITING.format(len(task.waiting))))
    # Facts come first: they are nearly always true. Their cause comes after them.
    # Known mistakes are read from files: only for those who have made one.
    sentences = sample_header.diagnoses(exercise) if task.misconception else {}
    if sentence := diagnosis.recognised(task, sentences):
        result.append(("What may have happened", sentence))
    # Beside a failed check a hint would be taken for its cause.
    if task.verdict is Verdict.BLANK:
        result.append((HINT, task.task.hints[0]))
    return result


def _checks(task: TaskOutcome) -> list[Row | Fold]:
    """Show each failed check once: first one that recognised the mistake, then the main ones.

    Checks that stopped in the same way are counted.
    """
    failed: list[CheckRecord] = []
    stopped: Counter[str] = Counter()
    for record in task.records:
        if record.verdict in (Verdict.PASS, Verdict.BLANK):
            continue
        if record.verdict is not Verdict.WRONG:
            stopped[record.message] += 1
            if stopped[record.message] > 1:
                continue
        failed.append(record)
    by_it = [r for r in failed if task.misconception and r.misconception == task.misconception]
    failed.sort(key=lambda record: (record not in by_it, not record.main, record.promise))
    result = _first_ones(failed, by_it)
    again = stopped.total() - len(stopped)
    if again:
        result.append(("", f"{again} more of the checks stopped in the same way."))
    return result


def _first_ones(failed: Sequence[CheckRecord], by_it: Sequence[CheckRecord]) -> list[Row | Fold]:
    """Show the first ones, and fold up the rest.

    One mistake was recognised in the checks of `by_it`. So one of them is enough to show it.
    """
    shown = [record for record in failed if record not in by_it[1:]][:SHOWN]
    # A single one takes no more room than the line that would fold it up.
    if len(failed) == len(shown) + 1:
        shown = list(failed)
    result: list[Row | Fold] = [row for record in shown for row in _check(record)]
    folded = [record for record in failed if record not in shown]
    if folded:
        known = all(record in by_it for record in folded)
        why = "by the same mistake" if known else "perhaps for the same reason"
        rows = tuple(row for record in folded for row in _check(record))
        result.append(Fold(f"{len(folded)} more of the checks fail, {why}.", rows))
    return result


def _check(record: CheckRecord) -> list[Row]:
    shown = (record.returned, record.found)
    rows = [
        (card.CLAIM, record.description),
        ("", record.message if record.message != record.description else ""),
        ("Called", record.called),
        ("Returned", record.returned),
        ("Found", record.found),
        # Two arrays of one shape may look equal in words. Then this line would tell nothing.
        ("Expected", record.expected if record.expected not in shown else ""),
        ("Measured", with_limit(record.measured, record.limit)),
        ("Your line", record.line),
    ]
    return [row for row in rows if row[1]]


def headline(task: TaskOutcome) -> str:
    """Give one line: the task, its verdict, its points."""
    word, sign, _ = LOOKS[task.verdict]
    if task.verdict is Verdict.BLANK and task.score:
        word = "not finished"
    points = f"{task.task.points:g} points"
    earned = f"of {points}" if task.score is None else f"{figure(task.score)} of {points}"
    passed = sum(record.verdict is Verdict.PASS for record in task.records)
    share = f" · {passed} of {len(task.records)} checks pass" if task.records else ""
    if task.task.credit == "all" and 0 < passed < len(task.records):
        share += ", and all must"
    return f"{sign} {task.task.name}: {word} · {earned}{share}"


def by_hand(manual: float, auto: float | None, points: float) -> dict[str, str]:
    """Give the card above the feedback of a task that a person has marked, by media type."""
    first = f"✎ Marked by hand: {figure(manual)} of {points:g} points"
    rows = [
        ("", f"This counts. What stands below is what the checks say, which gave {figure(auto)}.")
    ]
    return {
        "text/html": card.html(card.QUIET, first, rows),
        "text/plain": card.text(first, rows),
    }


def by_person(task: str, manual: float, points: float, note: str = "") -> dict[str, str]:
    """Give the card of a task that only a person marks, by media type."""
    first = f"✎ {task}: {figure(manual)} of {points:g} points, given by a person"
    rows = [("", note)] if note else []
    return {
        "text/html": card.html(card.QUIET, first, rows),
        "text/plain": card.text(first, rows),
    }


def text(task: TaskOutcome, exercise: Exercise) -> str:
    """Give the feedback in plain text, for programs that show no HTML."""
    return _text(task, lines(task, exercise))


def by_media_type(task: TaskOutcome, exercise: Exercise, stamp: str = "") -> dict[str, str]:
    """Give the feedback in plain text, and as one HTML block that ends with `stamp`.

    A submission's texts are escaped in HTML.
    """
    rows = lines(task, exercise)
    stamped = [*rows, ("", stamp)] if stamp else rows
    return {
        "text/html": card.html(LOOKS[task.verdict][2], headline(task), stamped),
        "text/plain": _text(task, rows),
    }


def _text(task: TaskOutcome, rows: Sequence[Row | Fold]) -> str:
    shown = [f"{label}: {words}" if label else words for label, words in card.unfolded(rows)]
    return "\n".join([headline(task), *shown])
