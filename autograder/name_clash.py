"""Another distribution of PyPI installs an import package of this package's name."""

from importlib.metadata import PackageNotFoundError, version

from autograder.errors import HeldoutError

OTHER = "autograder"


def refuse() -> None:
    """Raise `HeldoutError` where PyPI's `autograder` is installed: it overwrites files of this package."""
    try:
        found = version(OTHER)
    except PackageNotFoundError:
        return
    raise HeldoutError(
        f"The distribution `{OTHER}` {found} is installed in this environment. It and `heldout` both "
        f"install the import package `{OTHER}`, and overwrite each other's files. Install `heldout` "
        "into a virtual environment of its own: `python3 -m venv .venv`."
    )
