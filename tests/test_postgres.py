"""A gradebook on a real PostgreSQL server: `pytest -m postgres`, with Debian's `postgresql` installed."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from autograder.gradebook.batch import Batch
from autograder.gradebook.course_folder import CourseFolder
from autograder.gradebook.publisher import write_feedback

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning"),
]
BINARIES = Path("/usr/lib/postgresql")


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """A server of our own that listens on a socket in its folder; gives the address of a database."""
    folder = Path(tempfile.mkdtemp(prefix="heldout-postgres-"))
    programs = max(BINARIES.glob("*/bin"))
    # The server refuses to be root.
    user = "postgres" if os.getuid() == 0 else None
    if user:
        shutil.chown(folder, user, user)

    def run(program: str, *arguments: str) -> None:
        command = [str(programs / program), *arguments]
        subprocess.run(command, check=True, capture_output=True, user=user, cwd=folder)

    run("initdb", "-D", str(folder / "data"), "--auth=trust", "--username=heldout")
    options = f"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off"
    run(
        "pg_ctl",
        "-D",
        str(folder / "data"),
        "-o",
        options,
        "-l",
        str(folder / "log"),
        "-w",
        "start",
    )
    try:
        run("createdb", "-h", str(folder), "-U", "heldout", "gradebook")
        yield f"postgresql+psycopg://heldout@/gradebook?host={folder}"
    finally:
        run("pg_ctl", "-D", str(folder / "data"), "-m", "immediate", "stop")
        shutil.rmtree(folder)


def test_a_class_is_graded_into_postgresql(server, tmp_path, toy, right):
    from autograder.author import notebook, sample

    root = tmp_path / "course"
    CourseFolder.init(root, str(toy.folder.parents[1]))
    config = root / "nbgrader_config.py"
    config.write_text(f"{config.read_text()}\nc.CourseDirectory.db_url = {server!r}\n")
    room = CourseFolder(root)
    room.release("squares")
    for student, answers in (("ann", right), ("bob", {})):
        path = root / "submitted" / student / "squares" / "squares.ipynb"
        path.parent.mkdir(parents=True)
        path.write_bytes(notebook.write(sample.fill(toy, answers)))
    first = Batch(room, "squares", room.students("squares"), jobs=2)
    assert len(list(first.run())) == 2
    assert first.refused == []
    assert not (root / "gradebook.db").exists()
    with Gradebook(server) as book:
        scores = {each.student.id: each.score for each in book.assignment_submissions("squares")}
    assert scores == {"ann": 6.0, "bob": 0.0}
    again = Batch(room, "squares", room.students("squares"), jobs=2)
    list(again.run())
    assert again.unchanged == 2
    assert len(write_feedback(room, "squares").paths) == 2
