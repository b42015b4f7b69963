"""A learner's notebook of the toy, and the commands that a learner runs on it."""

from pathlib import Path
from typing import Any

from conftest import TOY
from typer.testing import CliRunner

from autograder.author import notebook, sample
from autograder.author.exercise import Exercise
from autograder.cli.app import app


def save(path: Path, toy: Exercise, **answers: str) -> Path:
    """Write a notebook with these answers, as a learner saves it."""
    path.write_bytes(notebook.write(sample.fill(toy, answers)))
    return path


def heldout(*words: object) -> Any:
    """Run a command on the toy's catalogue, in this process."""
    return CliRunner().invoke(app, [*map(str, words), "--catalogue", str(TOY)])
