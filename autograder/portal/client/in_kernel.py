"""`submit()` in a notebook: finds its file, proves that it is saved, and hands it in."""

from pathlib import Path
from typing import Any

from IPython import get_ipython

from autograder.errors import HeldoutError, PortalError
from autograder.portal.client import handing_in, open_notebook, ran_cells, saved_login
from autograder.portal.client.answers import Submission
from autograder.portal.client.card_view import CardView
from autograder.portal.client.handing_in import NoReceipt
from autograder.portal.client.portal_client import PortalClient
from autograder.portal.client.ways import NOTEBOOK
from course.card import QUIET, Card

# A kernel that waits runs nothing else. So nobody waits longer for a turn.
LONGEST_WAIT = 60.0
UNSAVED = (
    "The file `{name}` does not hold the code that ran last. Save (Ctrl+S), then run this again. If "
    "it is saved, run these tasks' cells once more."
)
NOTHING_RAN = (
    "No task's cell was run since the kernel started, so nothing shows that `{name}` is what you see. "
    "If it is not saved: save it, and run this cell again."
)


def submit(notebook: str, to: str, assignment: str) -> None:
    """Hand the open notebook in, and show the receipt and each answer. A problem is a red card."""
    view = CardView()
    kept: list[Submission] = []
    try:
        _submit(notebook, to, assignment, view, kept)
    except NoReceipt as error:
        view.problem("No receipt", str(error))
    except HeldoutError as error:
        view.problem("Handed in, and kept" if kept else "Not handed in", str(error))
    except KeyboardInterrupt:
        if not kept:
            raise
        view.stopped(kept[0])


def _submit(
    notebook: str, to: str, assignment: str, view: CardView, kept: list[Submission]
) -> None:
    shell = get_ipython()
    with handing_in.before_receipt():
        path = open_notebook.find(notebook, shell)
        content = handing_in.read(path)
        open_notebook.expect_open(path, content, shell)
        view.order = _expect_saved(path, content, shell)
        login = saved_login.find(to, name_portal=NOTEBOOK.name_portal)
    with PortalClient(login.url, login.token, away=view.state) as client:
        with handing_in.before_receipt():
            slug = handing_in.find_assignment(client, path, content, assignment, NOTEBOOK)
            kept.append(handing_in.hand_in(client, slug, path.name, content, NOTEBOOK))
        view.receipt(kept[0])
        handing_in.follow(client, kept[0], view, NOTEBOOK, LONGEST_WAIT)


def _expect_saved(path: Path, content: bytes, shell: Any) -> list[str]:
    """Give the notebook's tasks in order. Raises `PortalError` if one ran as the file does not hold it.

    A card says so if nothing ran that could prove it.
    """
    try:
        runs = ran_cells.newest(content, shell.history_manager.input_hist_raw if shell else [])
        tasks = ran_cells.tasks(content)
    except ValueError:
        raise PortalError(f"`{path.name}` is no notebook. Save it again in Jupyter.") from None
    if differing := ran_cells.differing(runs):
        raise PortalError(f"{', '.join(differing)}: {UNSAVED.format(name=path.name)}")
    if shell and runs and not any(run.ran for run in runs):
        rows = [("", NOTHING_RAN.format(name=path.name))]
        Card(QUIET, "Is your notebook saved?", rows).show()
    return tasks
