"""How a person tells more, or does it again: by options in a terminal, by arguments in a notebook."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Ways:
    """The words for one place. `slug`, `url` and `id` in braces are filled in."""

    name_assignment: str
    name_portal: str
    again: str
    look_again: str


TERMINAL = Ways(
    "`--assignment {slug}`",
    "`--to {url}`",
    "Run the same command again later.",
    "Look again later: `heldout submit --resume {id}`, or {url}",
)
NOTEBOOK = Ways(
    '`submit(assignment="{slug}")`',
    '`submit(to="{url}")`',
    "Run this cell again later.",
    "Its answer will stand there: {url}",
)
