"""Names that the cells of a learner's notebook define, whether or not its kernel has run them."""

import json
import os
from collections.abc import Container, Iterator, Mapping
from pathlib import Path
from typing import Any

from autograder.author import notebook
from autograder.author.bindings import bound, missed
from autograder.author.exercise import Exercise
from autograder.judge.outcome import TaskOutcome
from autograder.judge.verdict import Verdict


def not_run(judged: TaskOutcome, exercise: Exercise, names: Mapping[str, Any]) -> list[str]:
    """List names that checks have missed, that a cell of the notebook defines, and that no cell has made.

    After a restart a learner may have run only some cells. `names` are those of the kernel.
    """
    failed = [record.message for record in judged.records if record.verdict is not Verdict.PASS]
    absent = {name for name in missed(" ".join(failed)) if name not in names}
    return sorted(_defined_among(absent, exercise, names)) if absent else []


def _defined_among(
    wanted: Container[str], exercise: Exercise, names: Mapping[str, Any]
) -> set[str]:
    cells = [cell.source for cell in notebook.released(exercise).cells if cell.cell_type == "code"]
    return {name for text in (*cells, *_saved(names)) for name in bound(text) if name in wanted}


def _saved(names: Mapping[str, Any]) -> Iterator[str]:
    """Yield the code cells of the notebook as it was last saved, if its file is known here."""
    for path in (names.get("__vsc_ipynb_file__"), os.environ.get("JPY_SESSION_NAME")):
        try:
            cells = json.loads(Path(str(path)).read_text("utf-8"))["cells"]
            yield from ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
        # It is another kind of file, or it was renamed since the kernel started.
        except (OSError, ValueError, LookupError, TypeError):
            continue
