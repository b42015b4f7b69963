"""The group of all commands: it accepts old names and prints errors as sentences."""

from typing import Any

from typer.core import TyperGroup

from autograder.cli.old_names import with_new_names
from autograder.cli.sentences import errors_as_sentences


class CommandGroup(TyperGroup):
    """Runs the commands of `heldout`."""

    # `ctx` has no type here: typer takes it from click or, in later versions, from a copy of its own.
    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command of a command line, which may contain old names."""
        return super().resolve_command(ctx, with_new_names(args))

    def invoke(self, ctx: Any) -> Any:
        """Run the command."""
        with errors_as_sentences():
            return super().invoke(ctx)
