"""Makes the folders of a new exercise. It works, except for the answer and the texts."""

import re
import tomllib
from pathlib import Path

from autograder.errors import ExerciseError

TEMPLATE = Path(__file__).with_name("template")
SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
LISTED = re.compile(r"^exercises\s*=\s*\[(.*?)\]", re.MULTILINE | re.DOTALL)
# Marks a part that the author has not written yet. `heldout verify` reports each.
UNWRITTEN = "TODO"


def new(slug: str, root: Path) -> list[Path]:
    """Make an exercise's folders in the catalogue at `root`, add it to the course, return its files.

    A folder without a catalogue becomes one. Raises `ExerciseError`; then no file is made.
    """
    if not SLUG.fullmatch(slug):
        raise ExerciseError(f"`{slug}` is no name for an exercise: expected one like `even-odd`.")
    folders = {part: root / part / slug for part in ("exercises", "solutions")}
    for folder in folders.values():
        if folder.exists():
            raise ExerciseError(f"`{folder}` is there already; nothing was changed.")
    order, listed = _entered(slug, root)
    made = [order]
    for part, folder in folders.items():
        for source in sorted((TEMPLATE / part).rglob("*")):
            if source.is_file() and source.suffix != ".pyc":
                made.append(folder / source.relative_to(TEMPLATE / part))
                made[-1].parent.mkdir(parents=True, exist_ok=True)
                made[-1].write_text(source.read_text("utf-8").replace("SLUG", slug), "utf-8")
    order.parent.mkdir(parents=True, exist_ok=True)
    order.write_text(listed, "utf-8")
    return made


def _entered(slug: str, root: Path) -> tuple[Path, str]:
    """Return the path and the new text of the course's list, with this exercise at its end."""
    order = root / "course" / "course.toml"
    text = (
        order.read_text("utf-8") if order.exists() else 'title = "TODO: its name"\nexercises = []\n'
    )
    slugs = tomllib.loads(text).get("exercises", [])
    wanted = [*slugs, slug]
    inside = ", ".join(f'"{each}"' for each in wanted)
    listed = LISTED.sub(f"exercises = [{inside}]", text, count=1)
    if slug in slugs or tomllib.loads(listed).get("exercises") != wanted:
        raise ExerciseError(f"`{order}`: expected a list `exercises` without `{slug}`.")
    return order, listed
