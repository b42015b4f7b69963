"""Speaks to a portal's API, and repeats a request that was not answered."""

import time
from collections.abc import Callable, Sequence
from typing import Any, TypeVar
from urllib.parse import quote

import httpx

from autograder.closeable import Closeable
from autograder.errors import PortalError
from autograder.portal.client import address, answers
from autograder.portal.client.answers import Assignment, Submission, Unexpected
from autograder.portal.client.saved_login import NotLoggedIn

# A large notebook on a slow line, and a database that is busy.
PATIENCE = httpx.Timeout(60, connect=10)
# The pauses between tries to hand in, in seconds.
SEND_PAUSES = (1.0, 2.0, 4.0, 8.0, 15.0)
# The pauses until a portal counts as gone: ten minutes, in which it may be started anew.
GONE_PAUSES = (1.0, 2.0, 4.0, 8.0, 15.0, *(30.0,) * 19)
LONGEST_SENTENCE = 600
NO_LOGIN = (
    "Your login is no longer valid. In a terminal: `heldout login {url}`. Then do this again. If that "
    "does not work, ask your instructor."
)
Value = TypeVar("Value")


class NotAnswered(PortalError):
    """The portal was not reached, or has a fault: the same request may succeed later."""


class NotUnderstood(PortalError):
    """Something has answered, and not as a portal does."""


class NotThere(PortalError):
    """The portal has no such thing, or not for this person."""


class PortalClient(Closeable):
    """One person at one portal. `token` is empty before the login.

    `away` hears that a request is repeated.
    """

    def __init__(
        self,
        url: str,
        token: str = "",
        *,
        away: Callable[[str], None] = lambda sentence: None,
    ) -> None:
        self.url = address.origin(url)
        self._away = away
        # A proxy from the environment would see what is sent openly to this machine itself.
        self._http = httpx.Client(
            base_url=self.url,
            timeout=PATIENCE,
            trust_env=address.is_secure(self.url),
            headers={"Authorization": f"Bearer {token}"} if token else {},
        )

    def close(self) -> None:
        """Close the connection."""
        self._http.close()

    def sleep(self, seconds: float) -> None:
        """Wait before the portal is asked again."""
        time.sleep(seconds)

    def log_in(self, student: str, password: str, label: str) -> str:
        """Make a token. Raises `NotLoggedIn` for a wrong password, and `PortalError`."""
        credentials = {"student": student, "password": password, "label": label}
        told = self._ask("POST", "/api/tokens", json=credentials)
        return str(self._read(lambda: told["token"]))

    def log_out(self) -> None:
        """End this token. Raises `NotLoggedIn` if it has ended already, and `PortalError`."""
        self._ask("DELETE", "/api/tokens/current")

    def assignments(self) -> list[Assignment]:
        """List the released assignments. Raises `PortalError`."""
        told = self._repeat(SEND_PAUSES, "GET", "/api/assignments")
        return self._read(lambda: [Assignment.of(each) for each in told])

    def hand_in(self, slug: str, content: bytes, file_name: str, key: str) -> Submission:
        """Hand a notebook in. However often it is sent, `key` makes it one. Raises `PortalError`."""
        told = self._repeat(
            SEND_PAUSES,
            "POST",
            f"/api/assignments/{quote(slug, safe='')}/submissions",
            content=content,
            # A header holds ASCII only.
            headers={"Idempotency-Key": key, "X-File-Name": ascii(file_name)[1:-1]},
        )
        return self._read(lambda: Submission.of(told))

    def submission(self, submission_id: str, pauses: Sequence[float] = GONE_PAUSES) -> Submission:
        """Ask for a submission. Raises `NotAnswered` if no try is answered, and `PortalError`."""
        where = f"/api/submissions/{quote(submission_id, safe='')}"
        told = self._repeat(pauses, "GET", where)
        return self._read(lambda: Submission.of(told))

    def _repeat(self, pauses: Sequence[float], method: str, path: str, **more: Any) -> Any:
        for pause in pauses:
            try:
                return self._ask(method, path, **more)
            except NotAnswered as error:
                self._away(f"{error} Trying again in {pause:g} s.")
                self.sleep(pause)
        return self._ask(method, path, **more)

    def _ask(self, method: str, path: str, **more: Any) -> Any:
        try:
            answer = self._http.request(method, path, **more)
        except httpx.TransportError as error:
            why = answers.harmless(str(error)) or type(error).__name__
            raise NotAnswered(f"{self.url} does not answer ({why}).") from None
        if answer.is_success:
            return answers.harmless(self._read(answer.json)) if answer.content else None
        sentence = _sentence(answer)
        if answer.status_code == 401:
            # The portal's own sentence is for programs, but where it is about a password.
            is_login = path == "/api/tokens"
            raise NotLoggedIn(sentence if is_login else NO_LOGIN.format(url=self.url))
        kind = NotThere if answer.status_code == 404 else PortalError
        raise (NotAnswered if answer.is_server_error else kind)(f"{self.url} answers: {sentence}")

    def _read(self, value: Callable[[], Value]) -> Value:
        try:
            return value()
        except (Unexpected, ValueError, KeyError, TypeError):
            raise NotUnderstood(
                f"{self.url} does not answer as a portal does. Is the address right?"
            ) from None


def _sentence(answer: httpx.Response) -> str:
    """Give the portal's own sentence, or the status where something else has answered."""
    try:
        told = answers.harmless(answer.json()["detail"])
    except (ValueError, KeyError, TypeError):
        told = ""
    named = f"{answer.status_code} {answer.reason_phrase}."
    return told[:LONGEST_SENTENCE] if isinstance(told, str) and told else named
