"""What one process opens once: catalogues, and each course's journal, marker and errands."""

import atexit
import functools
from pathlib import Path

from autograder.author import notebook
from autograder.author.catalogue import Catalogue
from autograder.author.exercise import Exercise
from autograder.gradebook import archive, intake
from autograder.gradebook.cached_grader import CachedGrader
from autograder.gradebook.executors import LOCAL, executor_of, supervisor_of
from autograder.gradebook.journal import Journal
from autograder.process.untrusted_call import SandboxedCalls


@functools.cache
def catalogue_at(root: str) -> Catalogue:
    """Open a catalogue once in this process."""
    return Catalogue.at(Path(root)) if root else Catalogue.default()


def exercise_in(source: Path, catalogue: Catalogue, slug: str) -> Exercise | None:
    """Find the exercise that an assignment is; an instructor's own may have a name of ours."""
    if slug not in catalogue or not notebook.is_ours(source / f"{slug}.ipynb"):
        return None
    return catalogue.load(slug)


@functools.cache
def journal_of(course: Path) -> Journal:
    """The journal of a course."""
    journal = Journal(course / ".heldout" / "journal.db")
    atexit.register(journal.close)
    return journal


def cached_grader_of(course: Path, isolated: bool, on: str = LOCAL) -> CachedGrader:
    """What grades a course's submissions, and remembers; `executor_of` says where `on` is."""
    return CachedGrader(executor_of(course, isolated, on), journal_of(course))


@functools.cache
def sandboxed_calls_of(course: Path, isolated: bool) -> SandboxedCalls:
    """What reads a course's submissions, in children that are shut in as workers are."""
    supervisor = supervisor_of(course, isolated)
    modules = (intake.__name__, archive.__name__)
    sandboxed_calls = SandboxedCalls(modules, supervisor.scratch, supervisor.level)
    atexit.register(sandboxed_calls.close)
    return sandboxed_calls
