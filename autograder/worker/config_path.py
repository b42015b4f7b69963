"""Where a check stands in the config of a model, and how it refuses what it finds there."""

from dataclasses import dataclass, field
from typing import NoReturn


class ArchitectureRefused(ValueError):
    """A model that is not rebuilt: where in its config, what stands there, and what is allowed."""


@dataclass
class Tally:
    """How many layers the walk has met."""

    layers: int = 0


@dataclass(frozen=True)
class ConfigPath:
    """Where the walk stands in the config, and how deep in models and wrappers."""

    path: str = ""
    depth: int = 0
    tally: Tally = field(default_factory=Tally)

    def at(self, key: str) -> "ConfigPath":
        """Go to a key of a dict."""
        return ConfigPath(f"{self.path}.{key}" if self.path else key, self.depth, self.tally)

    def item(self, index: int) -> "ConfigPath":
        """Go to an item of a list."""
        return ConfigPath(f"{self.path}[{index}]", self.depth, self.tally)

    def inner(self) -> "ConfigPath":
        """Go one level of models or wrappers deeper."""
        return ConfigPath(self.path, self.depth + 1, self.tally)

    def refuse(self, value: object, allowed: str) -> NoReturn:
        """Raise `ArchitectureRefused` for a value that stands here."""
        text = f"`{self.path}`" if self.path else "the model"
        raise ArchitectureRefused(f"In the model's config {text} is {shown(value)}; {allowed}.")


def shown(value: object) -> str:
    """Describe a hostile value."""
    # `repr` would raise for a deep list, an int of 5000 digits, or a hostile class.
    if type(value) is int and value.bit_length() > 64:
        return f"a whole number of {value.bit_length()} bits"
    if value is None or type(value) in (bool, int, float):
        return repr(value)
    if type(value) is str:
        return repr(value[:60])
    return f"a {type(value).__name__[:60]}"
