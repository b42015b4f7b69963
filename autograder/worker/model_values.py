"""Kinds of values that the config of a Keras model may hold: each in words, and as a test.

The values come from a student's process, so a test must not raise, whatever it is given.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeGuard

MOST_VALUES = 1 << 25
# An object of Keras as plain data. Its values may be anything.
Config = dict[str, Any]


@dataclass(frozen=True)
class Kind:
    """A kind of value, in words and as a test that never raises."""

    message: str
    fits: Callable[[object], bool]


Fields = dict[str, Kind]


# Exact types only: `True` is an int to `isinstance`, and a subclass may lie about its contents.
def whole(low: int, high: int) -> Kind:
    """Allow a whole number between two others, these included."""
    return Kind(
        f"a whole number from {low} to {high}", lambda v: type(v) is int and low <= v <= high
    )


def real(low: float, high: float) -> Kind:
    """Allow a number between two others, these included. Never NaN, which compares as false."""
    return Kind(
        f"a number from {low:g} to {high:g}",
        lambda v: (type(v) is int or type(v) is float) and low <= v <= high,
    )


def choice(*names: str) -> Kind:
    """Allow one of these names."""
    allowed = frozenset(names)
    return Kind(f"one of {', '.join(names)}", lambda v: type(v) is str and v in allowed)


def some(kind: Kind) -> Kind:
    """Allow a value of this kind, or `None`."""
    return Kind(f"{kind.message}, or None", lambda v: v is None or kind.fits(v))


def either(first: Kind, second: Kind) -> Kind:
    """Allow a value of either kind."""
    return Kind(f"{first.message}, or {second.message}", lambda v: first.fits(v) or second.fits(v))


def several(kind: Kind, most: int, least: int = 1) -> Kind:
    """Allow a list of values of this kind."""
    return Kind(
        f"{least} to {most} values, each {kind.message}",
        lambda v: is_list(v) and least <= len(v) <= most and all(map(kind.fits, v)),
    )


def one_or_more(kind: Kind) -> Kind:
    """Allow a value of this kind, or a list of one to three."""
    return either(kind, several(kind, 3))


def shape(message: str, dimension: Kind, most: int = 6, least: int = 0) -> Kind:
    """Allow a shape of at most `MOST_VALUES` values."""
    dimensions = several(dimension, most, least)
    return Kind(
        f"{message} of at most {most} dimensions and {MOST_VALUES} values",
        lambda v: (
            is_list(v) and dimensions.fits(v) and math.prod(abs(n or 1) for n in v) <= MOST_VALUES
        ),
    )


def known(module: str, classes: dict[str, Fields]) -> Kind:
    """Allow one of Keras's small objects, such as an initialiser, with settings of known kinds."""

    def fits(value: object) -> bool:
        if not is_object(value) or value["module"] != module:
            return False
        fields = classes.get(value["class_name"])
        config = value["config"]
        return (
            value.keys() == OBJECT
            and value["registered_name"] is None
            and fields is not None
            and all(key in fields and fields[key].fits(item) for key, item in config.items())
        )

    return Kind(f"one of `{module}`'s {', '.join(classes)}, with its own settings", fits)


OBJECT = {"module", "class_name", "config", "registered_name"}


def is_list(value: object) -> TypeGuard[Sequence[Any]]:
    """Tell whether a value is exactly a list or a tuple."""
    return type(value) in (list, tuple)


def is_object(value: object) -> TypeGuard[Config]:
    """Tell whether a value has the form in which Keras writes an object."""
    return (
        type(value) is dict
        # Keras reads a layer without `module` by its loader of old formats, which checks less.
        and value.keys() >= OBJECT
        and type(value["class_name"]) is str
        # `None` for a class that the student's notebook defines.
        and type(value["module"]) in (str, type(None))
        and type(value["config"]) is dict
    )
