"""The sentences about a submission that a terminal and a notebook show alike."""

from datetime import datetime

from autograder.feedback.points import figure
from autograder.portal.client.answers import DONE, Submission, Task

SAME = (
    "This is the same file as attempt {}. If you have changed something: save, run its cells, and "
    "submit again."
)


def receipt(submission: Submission) -> tuple[str, list[tuple[str, str]]]:
    """Tell that a submission is kept: its number, its time here, and its hash, in labelled rows."""
    when = datetime.fromtimestamp(submission.received_at).astimezone()
    late = " It came after the deadline." if submission.late_by > 0 else ""
    whose = f" as {submission.student}" if submission.student else ""
    rows = [("", f"Received {when:%Y-%m-%d %H:%M:%S %Z}.{late}")]
    if submission.same_as is not None:
        rows.append(("", SAME.format(submission.same_as)))
    rows += [("SHA-256 of your file", submission.sha256), ("Page", submission.url)]
    return f"Handed in{whose}: attempt {submission.number} of {submission.assignment}.", rows


def contents(submission: Submission) -> list[str]:
    """Tell task by task what the notebook holds, or why it cannot be graded."""
    told = submission.contents or {}
    if told.get("problem"):
        return [str(told["problem"])]
    tasks = told.get("tasks") or {}
    return [f"{name}: {words}" for name, words in tasks.items()]


def answer(task: Task) -> tuple[str, str]:
    """Give the headline of an answer, and what stands below it."""
    word, sign, _ = task.look
    headline, _, below = task.text.partition("\n")
    # A course's own notebooks have notes without a headline.
    if headline.startswith(f"{sign} {task.name}: "):
        return headline, below
    points = f"{task.points:g} points"
    earned = f"of {points}" if task.score is None else f"{figure(task.score)} of {points}"
    return f"{sign} {task.name}: {word} · {earned}", task.text


def end(submission: Submission) -> str:
    """Tell the score, or why there is none."""
    points = score(submission)
    if not points:
        return submission.sentence
    # `Graded.` says nothing new; another sentence does.
    return points if submission.sentence == "Graded." else f"{points}. {submission.sentence}"


def score(submission: Submission) -> str:
    """Give the score in words; empty without one."""
    if submission.state != DONE or submission.score is None:
        return ""
    return f"{figure(submission.score)} of {submission.points:g} points"
