"""Shows in a notebook what happens to a submission: cards, of which some change where they stand."""

from collections.abc import Sequence
from typing import Any

from IPython.display import display

from autograder.portal.client import wording
from autograder.portal.client.answers import Submission, Task
from course.card import BAD, GOOD, QUIET, Card, Row

STOP = "Stop this cell whenever you like: it stays handed in."


class Cards:
    """Several cards, one below the other."""

    def __init__(self, cards: Sequence[Card]) -> None:
        self.cards = cards

    def __repr__(self) -> str:
        return "\n".join(map(repr, self.cards))

    def _repr_html_(self) -> str:
        return "".join(card._repr_html_() for card in self.cards)


class Place:
    """A place below a cell. A thing that is put there takes the place of the one before."""

    def __init__(self) -> None:
        self._shown: Any = None

    def put(self, thing: Card | Cards) -> None:
        """Show a card, or several."""
        if self._shown is None:
            self._shown = display(thing, display_id=True)
        else:
            self._shown.update(thing)


class CardView:
    """Shows a card for each thing. Answers stand in `order`, which has the notebook's tasks.

    One card tells the state. It changes where it stands, so that a saved notebook shows the last one.
    """

    def __init__(self) -> None:
        self.order: Sequence[str] = ()
        self._tasks: dict[str, Task] = {}
        self._state, self._answers = Place(), Place()
        self._is_kept = False

    def receipt(self, submission: Submission) -> None:
        """Show that a submission is kept."""
        self._put(GOOD, *wording.receipt(submission))
        # The state after the receipt stands in another card.
        self._state, self._is_kept = Place(), True

    def contents(self, submission: Submission) -> None:
        """Show what the portal has found in the notebook."""
        rows = [("", row) for row in wording.contents(submission)]
        if rows:
            Card(QUIET, "In your notebook", rows).show()

    def state(self, sentence: str) -> None:
        """Show where the submission is."""
        self._put(QUIET, sentence, [("", STOP)] if self._is_kept else [])

    def later(self, submission: Submission) -> None:
        """Show that the cell ends now, and the grading comes later."""
        rows = [("Page", submission.url), ("", "Go on working: its answer will stand there.")]
        self._put(QUIET, f"It is kept. {submission.sentence}", rows)

    def task(self, task: Task) -> None:
        """Show the answer to a task, in the notebook's order."""
        self._tasks[task.name] = task
        known = [name for name in self.order if name in self._tasks]
        names = [*known, *(name for name in self._tasks if name not in known)]
        self._answers.put(Cards([_answer(self._tasks[name]) for name in names]))

    def end(self, submission: Submission) -> None:
        """Show the score, or why there is none."""
        points = wording.score(submission)
        colour = GOOD if submission.passed else QUIET
        if not points:
            self._put(colour, submission.sentence, [])
            return
        more = submission.sentence.removeprefix("Graded.").strip()
        self._put(colour, f"Graded. {points}", [("", more)] if more else [])

    def stopped(self, submission: Submission) -> None:
        """Show that somebody has stopped the cell, and nothing is lost."""
        rows = [("", "It is kept. Its answer comes there:"), ("Page", submission.url)]
        self._put(QUIET, "You have stopped waiting.", rows)

    def problem(self, headline: str, why: str) -> None:
        """Show what went wrong."""
        self._put(BAD, headline, [("", why)])

    def _put(self, colour: str, headline: str, rows: Sequence[Row]) -> None:
        self._state.put(Card(colour, headline, rows))


def _answer(task: Task) -> Card:
    headline, below = wording.answer(task)
    return Card(task.look[2], headline, [("", row) for row in below.splitlines()])
