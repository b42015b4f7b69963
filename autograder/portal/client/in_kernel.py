"""`submit()` in a notebook: finds its file, proves that it is saved, and hands it in."""

import os
from pathlib import Path
from typing import Any

from IPython import get_ipython
from IPython.display import display

from autograder.errors import HeldoutError, PortalError
from autograder.portal.client import handing_in, ran_cells, saved_login, wording
from autograder.portal.client.answers import Submission, Task
from autograder.portal.client.portal_client import PortalClient
from course.card import BAD, GOOD, QUIET, Card

NO_FILE = (
    "The notebook's file is not known here. Name it: `submit({example!r})`, with its own name. "
    "Nothing was handed in."
)
UNSAVED = (
    "The file `{name}` does not hold the code that ran last. Save (Ctrl+S), then run this again. If "
    "it is saved, run these tasks' cells once more. Nothing was handed in."
)


def submit(notebook: str, to: str, assignment: str) -> None:
    """Hand the open notebook in, and show the receipt and each answer. A problem is a red card."""
    kept: list[Submission] = []
    try:
        _submit(notebook, to, assignment, kept)
    except HeldoutError as error:
        headline = "Handed in, and kept" if kept else "Not handed in"
        Card(BAD, headline, [("", str(error))]).show()
    except KeyboardInterrupt:
        if not kept:
            raise
        rows = [("", f"It is kept. Its answer comes at {kept[0].url}")]
        Card(QUIET, "You have stopped waiting.", rows).show()


def _submit(notebook: str, to: str, assignment: str, kept: list[Submission]) -> None:
    shell = get_ipython()
    path = _file(notebook, shell)
    content = path.read_bytes()
    _expect_saved(path, content, shell)
    login = saved_login.find(to)
    view = CardView()
    with PortalClient(login.url, login.token, away=view.state) as client:
        slug = handing_in.find_assignment(client, path, content, assignment)
        kept.append(handing_in.hand_in(client, slug, path.name, content))
        view.receipt(kept[0])
        handing_in.follow(client, kept[0], view)


def _file(named: str, shell: Any) -> Path:
    """Find the notebook's file: as it was named, or as VS Code or Jupyter says. Raises `PortalError`."""
    if named:
        if not Path(named).is_file():
            raise PortalError(f"There is no file `{named}` in {Path.cwd()}.")
        return Path(named)
    names = shell.user_ns if shell else {}
    for told in (names.get("__vsc_ipynb_file__"), os.environ.get("JPY_SESSION_NAME")):
        # Jupyter's name is old when the notebook was renamed since its kernel started.
        if isinstance(told, str) and told.endswith(".ipynb") and Path(told).is_file():
            return Path(told)
    raise PortalError(NO_FILE.format(example="dropout.ipynb"))


def _expect_saved(path: Path, content: bytes, shell: Any) -> None:
    ran = shell.history_manager.input_hist_raw if shell else []
    try:
        tasks = ran_cells.differing(content, ran)
    except ValueError:
        raise PortalError(f"`{path.name}` is no notebook. Save it again in Jupyter.") from None
    if tasks:
        raise PortalError(f"{', '.join(tasks)}: {UNSAVED.format(name=path.name)}")


class CardView:
    """Shows a card for each thing. The card with the place in the queue changes where it stands."""

    def __init__(self) -> None:
        self._state: Any = None

    def receipt(self, submission: Submission) -> None:
        """Show that a submission is kept."""
        headline, *rows = wording.receipt(submission)
        Card(GOOD, headline, [("", row) for row in rows]).show()

    def contents(self, submission: Submission) -> None:
        """Show what the portal has found in the notebook."""
        rows = [("", row) for row in wording.contents(submission)]
        if rows:
            Card(QUIET, "In your notebook", rows).show()

    def state(self, sentence: str) -> None:
        """Show where the submission is."""
        card = Card(QUIET, sentence, [])
        if self._state is None:
            self._state = display(card, display_id=True)
        else:
            self._state.update(card)

    def task(self, task: Task) -> None:
        """Show the answer to a task."""
        headline, below = wording.answer(task)
        Card(task.look[2], headline, [("", row) for row in below.splitlines()]).show()

    def end(self, submission: Submission) -> None:
        """Show the score, or why there is none."""
        Card(GOOD if submission.passed else QUIET, wording.end(submission), []).show()
