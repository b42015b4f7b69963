"""Folders outside a course that its notebooks may read, as an instructor has named them."""

from collections.abc import Iterable, Sequence
from pathlib import Path


class UnfitSharedFolder(ValueError):
    """A folder that is not there, or that shows what students must not see."""


def check(folders: Sequence[str], hidden: Iterable[Path]) -> tuple[str, ...]:
    """Resolve the folders. Raises `UnfitSharedFolder`.

    `hidden` is what none of them may hold, or lie in.
    """
    found = []
    for name in folders:
        path = Path(name)
        if not path.is_absolute() or not path.is_dir():
            raise UnfitSharedFolder(
                f"`c.GradeSubmission.readable` names `{name}`. Expected: the absolute path of a folder."
            )
        path = path.resolve()
        for secret in (each.resolve() for each in hidden):
            if path.is_relative_to(secret) or secret.is_relative_to(path):
                raise UnfitSharedFolder(
                    f"`c.GradeSubmission.readable` names `{name}`, which shows students `{secret}`. "
                    "Expected: a folder with nothing but what they may read."
                )
        found.append(str(path))
    return tuple(found)
