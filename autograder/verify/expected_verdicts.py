"""Compares the verdicts of answers with the expected ones. A difference is a finding."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from autograder.author.exam import ExamPaper
from autograder.author.exercise import Exercise
from autograder.judge.outcome import CheckRecord, Outcome, TaskOutcome
from autograder.judge.verdict import Verdict
from autograder.verify.finding import Finding
from autograder.verify.known_answer import REFERENCE, STUB, Result, Trial, visible_answers


def examine(exercise: Exercise, result: Result) -> Iterator[Finding]:
    """Compare the verdicts of a trial with the expected ones; `broken` reports checks that crash."""
    trial, outcome = result.trial, replace(result.outcome, tasks=_judged(result.outcome))
    if trial.name == REFERENCE:
        faults = _reference(exercise, outcome)
    elif trial.name == STUB:
        faults = _stub(exercise, outcome)
    elif trial.paper:
        faults = _paper(trial.paper, outcome)
    else:
        faults = _sample(trial, outcome)
    for what in faults:
        yield Finding(exercise.slug, f"{trial.name}, seed {result.seed}", what)


def _judged(outcome: Outcome) -> dict[str, TaskOutcome]:
    return {
        name: task
        for name, task in outcome.tasks.items()
        if not any(record.verdict is Verdict.BROKEN for record in task.records)
    }


def broken(exercise: Exercise, results: Sequence[Result]) -> Iterator[Finding]:
    """Report each check that crashed, once: a misspelt name crashes it on every answer."""
    by_check: dict[tuple[str, str], list[CheckRecord]] = defaultdict(list)
    for result in results:
        for task in result.outcome.tasks.values():
            for record in task.records:
                by_check[record.task, record.check].append(record)
    for (name, check), records in by_check.items():
        details = [record.detail for record in records if record.verdict is Verdict.BROKEN]
        if details:
            what = f"it could not judge {len(details)} of {len(records)} answers: {details[0]}"
            yield Finding(exercise.slug, f"{name}, {check}", what.rstrip())


def _reference(exercise: Exercise, outcome: Outcome) -> Iterator[str]:
    for name, task in outcome.tasks.items():
        if task.verdict is not Verdict.PASS or task.score != task.task.points:
            yield f"the reference solution of `{name}` is {task.verdict}: {_failures(outcome, name)}"
        if task.seconds > exercise.limits.task_seconds / 2:
            yield f"`{name}` takes {task.seconds:.0f} s, over half of its limit: raise the limit"
        for record in task.records:
            if not record.description:
                yield f"`{record.check}` has no docstring: students read it as what the check claims"
    if outcome.student_seconds > exercise.limits.submission_seconds / 2:
        took = f"{outcome.student_seconds:.0f} s"
        yield f"the reference solution takes {took} of its own time, over half of the limit: raise it"
    for name, text in visible_answers(exercise, outcome).items():
        if "the visible checks pass" not in text:
            yield f"the reference solution fails the visible checks of `{name}`: {text.strip()}"


def _stub(exercise: Exercise, outcome: Outcome) -> Iterator[str]:
    for name, task in outcome.tasks.items():
        if task.verdict is not Verdict.BLANK or task.score != 0:
            yield f"untouched, `{name}` is {task.verdict} with {task.score} points: expected blank"
    for name, text in visible_answers(exercise, outcome).items():
        if "not started" not in text:
            yield f"untouched, the visible checks of `{name}` print: {text.strip()}"


def _sample(trial: Trial, outcome: Outcome) -> Iterator[str]:
    for name, task in outcome.tasks.items():
        expected = trial.expected(name)
        # A mistake that one check takes for wrong may raise an error in another one.
        caught = expected == Verdict.WRONG and any(
            record.verdict is Verdict.WRONG for record in task.records
        )
        if task.verdict != expected and not (caught and task.verdict is Verdict.ERROR):
            yield f"`{name}` is {task.verdict}, expected {expected}: {_failures(outcome, name)}"
        elif (
            trial.known
            and expected == Verdict.WRONG
            and task.misconception not in ("", trial.known.name)
        ):
            fault = f"taken for `{task.misconception}`"
            yield f"caught, but {fault}: tell them apart where {_failures(outcome, name)}"


def _paper(paper: ExamPaper, outcome: Outcome) -> Iterator[str]:
    """Any verdict but `pass` is right for a wrong answer: nobody has foreseen how it fails."""
    for name, task in outcome.tasks.items():
        answer = paper.answers[name]
        passes = task.verdict is Verdict.PASS
        if answer.kind == "wrong" and passes:
            yield f"`{name}` gets full marks, but it breaks: {answer.breaks}"
        if answer.kind == "right" and not passes:
            yield f"`{name}` is {task.verdict}, but it is right: {_failures(outcome, name)}"


def _failures(outcome: Outcome, name: str) -> str:
    task = outcome.tasks[name]
    failed = (r for r in task.records if r.verdict is not Verdict.PASS)
    return "; ".join(f"{r.check}: {r.message or r.detail}" for r in failed) or task.note
