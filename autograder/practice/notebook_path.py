"""The path of a learner's notebook: where `heldout learn` writes it, and a suggestion for a wrong one."""

import re
import shlex
from collections.abc import Collection, Iterator
from difflib import get_close_matches
from pathlib import Path

# Where `heldout learn` writes, unless another folder is named.
FOLDER = "heldout-learn"
NUMBER = re.compile(r"^\d+-")


def suggestion(path: Path, slugs: Collection[str]) -> str:
    """Return a sentence about the notebook that a wrong path may mean, or an empty string.

    The path may be right in another folder. Or it is the name of an exercise, one of `slugs`.
    """
    there = list(dict.fromkeys(_notebooks(path)))
    wanted = path.name.removesuffix(".ipynb")
    for found in there:
        if wanted in (found.stem, NUMBER.sub("", found.stem)):
            return _ask(found)
    near = get_close_matches(path.name, [found.name for found in there], 1)
    if near:
        return _ask(next(found for found in there if found.name == near[0]))
    return " To write the notebooks of the course: heldout learn" if wanted in slugs else ""


def _notebooks(path: Path) -> Iterator[Path]:
    """Yield notebooks near by: beside the path, here, in the parent, and where `heldout learn` writes."""
    for folder in (path.parent, Path(), Path(".."), Path(FOLDER)):
        yield from sorted(folder.glob("*.ipynb"))


def _ask(found: Path) -> str:
    return f" Did you mean `{shlex.quote(str(found))}`?"
