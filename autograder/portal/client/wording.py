"""The sentences about a submission that a terminal and a notebook show alike."""

from datetime import datetime

from autograder.feedback.points import figure
from autograder.portal.client.answers import DONE, Submission, Task


def receipt(submission: Submission) -> list[str]:
    """Tell that a submission is kept: its number, its time here, and its hash."""
    when = datetime.fromtimestamp(submission.received_at).astimezone()
    late = " It came after the deadline." if submission.late_by > 0 else ""
    return [
        f"Handed in: attempt {submission.number} of {submission.assignment}.",
        f"Received {when:%Y-%m-%d %H:%M:%S %Z}.{late}",
        f"SHA-256 {submission.sha256}, as your file has.",
        submission.url,
    ]


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
    if submission.state != DONE or submission.score is None:
        return submission.sentence
    score = f"{figure(submission.score)} of {submission.points:g} points"
    # `Graded.` says nothing new; another sentence does.
    return score if submission.sentence == "Graded." else f"{score}. {submission.sentence}"
