"""The process of the pages, shut in: what is hidden is out of its reach, and it serves all the same."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from portals import OWN_FORM, PASSWORD, portal

from autograder.portal.portal_folder import PortalFolder
from autograder.sandbox import landlock

CHECKOUT = Path(__file__).parents[1]
HIDDEN = (".heldout/secret", ".heldout/journal.db", "gradebook.db", "nbgrader_config.py")


@dataclass
class Confined:
    """The process of the pages, at work: its address, its course, and what its tries came to."""

    url: str
    course: Path
    told: dict[str, Any]

    def of(self, path: Path) -> str:
        """Give what came of reading a path."""
        return self.told[str(path)]


def paths(course: Path) -> list[Path]:
    """Paths that are there, and that an honest process of the pages never reads."""
    hidden = [course / name for name in HIDDEN] + [course, course / ".heldout", CHECKOUT]
    hidden += [CHECKOUT / "solutions", CHECKOUT / "exercises", CHECKOUT / "tests" / "toy"]
    hidden += [Path(sys.prefix), Path(sys.prefix, "share"), Path(sys.executable)]
    hidden += [Path("/etc/passwd"), Path("/etc/hostname"), Path("/"), Path("/proc/1/environ")]
    hidden += [
        Path.home(),
        Path(f"/proc/{os.getpid()}/environ"),
        Path("/proc/self/root/etc/passwd"),
    ]
    return hidden


@pytest.fixture(scope="module")
def confined(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Confined]:
    if not landlock.abi():
        pytest.skip("This kernel has no Landlock.")
    course = tmp_path_factory.mktemp("course")
    for name in HIDDEN:
        (course / name).parent.mkdir(exist_ok=True)
        (course / name).write_text("hidden")
    with portal(course / ".heldout") as made:
        made.person("ann")
    listening = socket.create_server(("127.0.0.1", 0))
    other = socket.create_server(("127.0.0.1", 0))
    folder, url = PortalFolder(course), f"http://127.0.0.1:{listening.getsockname()[1]}"
    environment = os.environ | {
        "HELDOUT_COURSE": str(course),
        "HELDOUT_PARENT": str(os.getpid()),
        "HELDOUT_URL": url,
        "HELDOUT_DATABASE": f"sqlite:///{folder.database}",
        "HELDOUT_SOCKET": str(listening.fileno()),
    }
    more = (Path(httpx.__file__), folder.database)
    process = subprocess.Popen(
        [
            sys.executable,
            str(CHECKOUT / "tests" / "confined_pages.py"),
            str(other.getsockname()[1]),
            *map(str, [*paths(course), *more]),
        ],
        env=environment,
        pass_fds=[listening.fileno()],
        stdout=subprocess.PIPE,
    )
    with process, listening, other:
        assert process.stdout
        try:
            yield Confined(url, course, json.loads(process.stdout.readline()))
        finally:
            process.terminate()


def test_what_is_hidden_cannot_be_read(confined: Confined) -> None:
    there = [path for path in paths(confined.course) if path.exists()]
    assert {CHECKOUT / "solutions", Path("/etc/passwd"), Path(sys.prefix, "share")} <= set(there)
    assert {str(path): confined.of(path) for path in there} == {
        str(path): "PermissionError" for path in there
    }


def test_what_it_needs_can_be_read(confined: Confined) -> None:
    assert confined.of(Path(httpx.__file__)) == "done"
    assert confined.of(PortalFolder(confined.course).database) == "done"
    assert confined.told["write to the portal"] == "done"


def test_it_changes_and_starts_nothing(confined: Confined) -> None:
    deeds = ("run", "write to the course", "write to the package")
    # The kernel's word for a name that would move a file out of what it may use.
    assert confined.told["link out"] in ("OSError", "PermissionError")
    assert {deed: confined.told[deed] for deed in deeds} == dict.fromkeys(deeds, "PermissionError")


@pytest.mark.skipif(landlock.abi() < 4, reason="This kernel's Landlock knows no TCP.")
def test_it_opens_no_connection(confined: Confined) -> None:
    assert confined.told["connect"] == confined.told["bind"] == "PermissionError"


def test_it_reads_no_notebook_and_loads_no_tensorflow(confined: Confined) -> None:
    heavy = {"nbgrader", "nbformat", "nbconvert", "tensorflow", "keras", "IPython"}
    assert "fastapi" in confined.told["modules"]
    assert not heavy & set(confined.told["modules"])


def test_it_serves_pages_and_takes_a_notebook(confined: Confined) -> None:
    with httpx.Client(base_url=confined.url, timeout=600) as client:
        assert client.get("/sign-in").status_code == 200
        assert client.get("/static/style.css").status_code == 200
        data = {"student": "ann", "password": PASSWORD}
        assert client.post("/sign-in", data=data, headers=OWN_FORM).status_code == 303
        page = client.get("/a/squares")
        csrf = page.text.split('name="csrf" value="')[1].split('"')[0]
        # So large that the form's file lies on the disk before it is kept.
        files = {"notebook": ("squares.ipynb", b"x" * (3 << 20))}
        answer = client.post(
            "/a/squares/submissions", data={"csrf": csrf}, files=files, headers=OWN_FORM
        )
        assert answer.status_code == 303
        assert "3145728 bytes" in client.get(answer.headers["location"]).text
    assert "no-store" in answer.headers["cache-control"]
