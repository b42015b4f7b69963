"""Puts lazy answers in the place of right ones; its text runs at the end of an answer cell.

A lazy answer calls the right one only to learn what kind of thing is asked for: it gives zeros of
the right shape, say. So no check can be passed by the right shape and type alone.
"""

import functools
import inspect
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

ARGUMENT, CONSTANT, PREVIOUS = "the argument itself", "a constant", "the previous answer"
EMPTY = "empty"
# What numbers become; in the order in which `heldout verify` tries them.
NUMBERS = {"zeros": 0, "ones": 1, "NaN": float("nan"), "infinities": float("inf")}
KINDS = ("None", *NUMBERS, EMPTY, ARGUMENT, CONSTANT, PREVIOUS)
TENSORS = ("tensorflow", "keras", "jax", "jaxlib", "torch")


def replace(names: dict[str, Any], wanted: list[str], kind: str) -> None:
    """Replace each wanted function and class of a notebook by a lazy one."""
    for name in wanted:
        right = names.get(name)
        if getattr(right, "_is_protocol", False):
            names[name] = None if kind == "None" else object
        elif inspect.isclass(right):
            _replace_methods(right, kind)
        elif callable(right):
            names[name] = lazily(kind, right)


def _replace_methods(right: type, kind: str) -> None:
    for name, method in list(vars(right).items()):
        plain = not name.startswith("__") or name in ("__call__", "__iter__", "__len__")
        if inspect.isfunction(method) and plain:
            setattr(right, name, lazily(kind, method, skipped=1))


def lazily(kind: str, right: Callable[..., Any], skipped: int = 0) -> Callable[..., Any]:
    """Make the lazy twin of a function; its first `skipped` arguments are no input (`self`)."""
    given: list[Any] = []

    @functools.wraps(right)
    def answer(*positional: Any, **named: Any) -> Any:
        if kind == "None":
            return None
        inputs = [*positional[skipped:], *named.values()]
        if kind == ARGUMENT:
            return inputs[0] if inputs else None
        try:
            value = right(*positional, **named)
        # A lazy answer refuses nothing.
        except Exception:
            value = None
        if kind in (CONSTANT, PREVIOUS):
            # The first call has nothing before it; without inputs, one answer is right for ever.
            before = given[0 if kind == CONSTANT else -1] if given and inputs else None
            given.append(value)
            return before
        return cheapened(kind, value)

    return answer


def cheapened(kind: str, value: Any) -> Any:
    """Make a value of the same kind and shape that tells nothing."""
    match value:
        case str() | bytes():
            return type(value)()
        case dict():
            return {} if kind == EMPTY else {k: cheapened(kind, v) for k, v in value.items()}
        case list() | tuple() | set():
            return _container(kind, value)
        case bool() | int() | float() | complex() | np.generic():
            return _number(kind, value)
    if isinstance(value, Iterator):
        return iter([] if kind == EMPTY else [cheapened(kind, item) for item in value])
    return _object(kind, value)


def _container(kind: str, value: Any) -> Any:
    # A named tuple has its fields, whatever is in them.
    named = hasattr(value, "_fields")
    items = [cheapened(kind, item) for item in value] if named or kind != EMPTY else []
    return type(value)(*items) if named else type(value)(items)


def _number(kind: str, value: Any) -> Any:
    if kind == EMPTY:
        return None
    number = NUMBERS[kind]
    return number if isinstance(number, float) else type(value)(number)


def _object(kind: str, value: Any) -> Any:
    module = type(value).__module__.partition(".")[0]
    if isinstance(value, np.ndarray):
        return _array(kind, value)
    if hasattr(value, "element_spec"):
        return _dataset(kind, value)
    if module in TENSORS and hasattr(value, "shape") and hasattr(value, "dtype"):
        return _tensor(kind, value)
    if hasattr(value, "get_weights") and hasattr(value, "layers"):
        return _model(kind, value)
    if inspect.isclass(value):
        return object
    if callable(value):
        return lazily(kind, value)
    # Of an object of one's own nothing is known: its class is lazy already if it has a public name.
    return None if kind == EMPTY else value


def _array(kind: str, value: np.ndarray) -> Any:
    if kind == EMPTY:
        return value[:0] if value.ndim else None
    if value.dtype.kind not in "biufc":
        return np.zeros_like(value)
    number = NUMBERS[kind]
    whole = isinstance(number, float) and value.dtype.kind in "biu"
    return np.full(value.shape, number, np.float64 if whole else value.dtype)


def _tensor(kind: str, value: Any) -> Any:
    import keras

    if kind == EMPTY:
        return value[:0] if len(value.shape) else None
    number, dtype = NUMBERS[kind], keras.backend.standardize_dtype(value.dtype)
    if dtype == "string":
        return _texts(value)
    whole = isinstance(number, float) and "float" not in dtype
    return keras.ops.cast(
        keras.ops.full_like(value, number, "float32" if whole else dtype),
        "float32" if whole else dtype,
    )


def _texts(value: Any) -> Any:
    import tensorflow as tf

    return tf.zeros_like(value)


def _dataset(kind: str, value: Any) -> Any:
    import tensorflow as tf

    if kind == EMPTY:
        return value.take(0)

    def changed(*parts: Any) -> Any:
        return cheapened(kind, parts if len(parts) > 1 else parts[0])

    # It has no file that AutoGraph could read, and needs none.
    return value.map(tf.autograph.experimental.do_not_convert(changed))


def _model(kind: str, value: Any) -> Any:
    import keras

    if kind == EMPTY:
        return None
    # A model that was never trained.
    twin = keras.models.clone_model(value)
    if value.get_weights():
        twin.set_weights([cheapened(kind, weight) for weight in value.get_weights()])
        return twin
    # Nothing in it could be trained: what it gives tells nothing instead.
    given = keras.tree.map_structure(lambda output: cheapened(kind, output), twin.output)
    return keras.Model(twin.input, given)
