"""`login`, `logout` and `submit` on the screen."""

import socket
from contextlib import ExitStack
from pathlib import Path

import typer
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from autograder.errors import PortalError

NOT_INSTALLED = (
    "To hand in over the network needs more packages. Install them with `pip install '.[portal]'` in "
    "Held-out's folder."
)
try:
    from autograder.portal.client import address, handing_in, saved_login, wording
    from autograder.portal.client.answers import Submission, Task
    from autograder.portal.client.handing_in import KeptButGone
    from autograder.portal.client.portal_client import NotThere, PortalClient
    from autograder.portal.client.saved_login import Login
    from autograder.portal.client.ways import TERMINAL
except ModuleNotFoundError as error:
    raise PortalError(NOT_INSTALLED) from error

LOOK_AGAIN = "Your submission is kept. Look again: heldout submit --resume {}"


def log_in(url: str, student: str) -> None:
    """Ask for the password, and save a token. Raises `PortalError`."""
    # Before anybody types a password for an address that is refused.
    portal = address.origin(url)
    student = student or typer.prompt("Name")
    password = typer.prompt("Password", hide_input=True)
    with PortalClient(portal) as client:
        token = client.log_in(student, password, socket.gethostname())
    saved_login.save(Login(portal, student, token))
    typer.echo(f"You have logged in at {portal}. Hand in: heldout submit NOTEBOOK --wait")


def log_out(url: str) -> None:
    """End the token for a portal, and forget it. Raises `PortalError`."""
    login = saved_login.find(url, name_portal="`heldout logout {url}`")
    saved_login.forget(login.url)
    try:
        with PortalClient(login.url, login.token) as client:
            client.log_out()
    except saved_login.NotLoggedIn:
        typer.echo("Forgotten. The token had ended already.")
    except PortalError as error:
        typer.echo(f"Forgotten on this machine. {error} To end the token for good: {login.url}/me")
    else:
        typer.echo("Forgotten on this machine, and ended at the portal.")


def submit(path: Path, assignment: str, to: str, *, wait: bool) -> bool:
    """Hand a notebook in; tell whether all went well. With `wait`: whether all tasks pass."""
    view = ScreenView()
    with ExitStack() as stack:
        with handing_in.before_receipt():
            content = handing_in.read(path)
            client = stack.enter_context(_client(to))
            slug = handing_in.find_assignment(client, path, content, assignment, TERMINAL)
            kept = handing_in.hand_in(client, slug, path.name, content, TERMINAL)
        view.receipt(kept)
        if wait:
            return _follow(client, kept, view)
        found = handing_in.await_contents(client, kept, view)
    return not (found.contents or {}).get("problem")


def resume(submission_id: str, to: str) -> bool:
    """Follow an earlier submission; tell whether all tasks pass. Raises `PortalError`."""
    # The receipt shows the submission's address, and people copy that.
    submission_id = submission_id.rstrip("/").rpartition("/")[2]
    with _client(to) as client:
        try:
            kept = client.submission(submission_id)
        except NotThere:
            raise PortalError(
                f"{client.url} has no submission `{submission_id}` of yours. Expected: the address that "
                "the receipt shows, or its last part."
            ) from None
        return _follow(client, kept, ScreenView())


def _follow(client: PortalClient, kept: Submission, view: "ScreenView") -> bool:
    try:
        return handing_in.follow(client, kept, view, TERMINAL).passed
    except KeptButGone as error:
        typer.echo(str(error), err=True)
        return False
    except KeyboardInterrupt:
        typer.echo(LOOK_AGAIN.format(kept.id), err=True)
        raise


def _client(to: str) -> PortalClient:
    login = saved_login.find(to)
    return PortalClient(login.url, login.token, away=lambda line: typer.echo(line, err=True))


class ScreenView:
    """Prints a line or a few for each thing."""

    def __init__(self) -> None:
        self._console = Console(highlight=False)

    def receipt(self, submission: Submission) -> None:
        """Print that a submission is kept."""
        headline, rows = wording.receipt(submission)
        self._print(headline, "bold")
        for label, words in rows:
            self._print(f"{label}: {words}" if label else words)

    def contents(self, submission: Submission) -> None:
        """Print what the portal has found in the notebook."""
        for row in wording.contents(submission):
            self._print(f"  {row}", "dim")

    def state(self, sentence: str) -> None:
        """Print where the submission is."""
        self._print(sentence, "dim")

    def later(self, submission: Submission) -> None:
        """Print nothing: in a terminal, only `--wait` waits, and then for as long as it takes."""

    def task(self, task: Task) -> None:
        """Print the answer to a task, as `heldout check` does."""
        headline, below = wording.answer(task)
        self._print(headline, f"bold {task.look[2]}")
        if below:
            self._console.print(Padding(Text(below), (0, 0, 1, 2)))

    def end(self, submission: Submission) -> None:
        """Print the score, or why there is none."""
        self._print(wording.end(submission), "bold")

    def _print(self, line: str, style: str = "") -> None:
        # A line that is cut would be no address, and no hash.
        self._console.print(Text(line, style=style), soft_wrap=True)
