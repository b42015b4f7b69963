"""The summary after grading: signs, devices, slow and ungraded submissions, faults."""

from collections.abc import Mapping, Sequence

from rich.console import Console

from autograder.cli.reasons import missing_modules
from autograder.feedback.looks import LOOKS
from autograder.feedback.sanitize import for_terminal
from autograder.gradebook.graded import NotGraded
from autograder.judge.gpu_slots import ON_CPU, ON_GPU
from autograder.judge.outcome import Outcome
from autograder.judge.verdict import Verdict

SLOWEST = 5
TESTS_IN_CELLS = (
    "These tests are in cells: they run in the student's process, and a student could forge them."
)
# Printed only if the exercise asks for a GPU.
DEVICES = {
    ON_GPU: "ran on a GPU, where isolation is weaker: `heldout doctor` shows what it lets through.",
    ON_CPU: "ran on the CPU, because no GPU was available.",
}
BROKEN = "Broken by a fault of Held-out (no score, staff must look)"


def show(
    console: Console,
    outcomes: Mapping[str, Outcome],
    refused: Sequence[NotGraded],
    level: str,
    seconds: float,
) -> None:
    """Print the summary of a class that was graded in so many seconds at this isolation level."""
    console.print(_signs(outcomes), style="dim")
    cached = sum(len(outcome.known) == len(outcome.tasks) for outcome in outcomes.values())
    line = f"{len(outcomes)} graded in {seconds:.0f} s, isolation {level}."
    line += f" {cached} of them were cached and not run again." if cached else ""
    console.print(line, highlight=False)
    for device, sentence in DEVICES.items():
        count = sum(outcome.device == device for outcome in outcomes.values())
        if count:
            console.print(f"{count} {sentence}", highlight=False)
    _show_slowest(console, outcomes)
    for problem in refused:
        text = for_terminal(f"Not graded: {problem.student}: {problem.why}")
        console.print(text, style="red", markup=False)
    _show_broken(console, outcomes)
    for sentence in missing_modules(outcomes):
        console.print(for_terminal(sentence), style="yellow", markup=False, highlight=False)


def _signs(outcomes: Mapping[str, Outcome]) -> str:
    """Tell what each sign means. Few classes have tasks that a person marks."""
    tasks = (task for outcome in outcomes.values() for task in outcome.tasks.values())
    by_hand = any(task.task.by_hand for task in tasks)
    shown = [look for verdict, look in LOOKS.items() if by_hand or verdict is not Verdict.WAITING]
    return "  ".join(f"{sign} {word}" for word, sign, _ in shown)


def _show_slowest(console: Console, outcomes: Mapping[str, Outcome]) -> None:
    slowest = sorted(outcomes.items(), key=lambda pair: -pair[1].seconds)[:SLOWEST]
    names = ", ".join(
        f"{for_terminal(student)} {outcome.seconds:.1f} s"
        for student, outcome in slowest
        if outcome.seconds > 1
    )
    if names:
        console.print(f"Slowest: {names}", markup=False, highlight=False)


def _show_broken(console: Console, outcomes: Mapping[str, Outcome]) -> None:
    for student, outcome in sorted(outcomes.items()):
        for name, task in outcome.tasks.items():
            if task.verdict is Verdict.BROKEN:
                why = next((f"{r.check}: {r.detail}" for r in task.records if r.detail), task.note)
                # The last line of a traceback names the error.
                error = next(reversed(why.strip().splitlines()), "")
                text = for_terminal(f"{BROKEN}: {student}, {name}: {error}")
                console.print(text, style="magenta", markup=False)
