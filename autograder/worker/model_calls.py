"""Checks the calls between the layers of a Functional model: one graph, without dead ends."""

from collections.abc import Iterator

from autograder.worker.config_path import ConfigPath
from autograder.worker.model_tables import (
    CALL,
    CALL_TENSORS,
    CONSTANT,
    GRAPH_KEYS,
    NAME,
    OPERATIONS,
    TENSOR_DTYPE,
    TENSOR_SHAPE,
)
from autograder.worker.model_values import Config, is_list

# Bounds a nested model that is called ten times in a nested model that is called ten times, and so on.
MOST_CALLS = 1000
# A call of a layer: its name, and which of its calls.
Node = tuple[str, int]


def few(calls: int, where: ConfigPath) -> int:
    """Give a number of calls, or refuse one that is too large."""
    if calls > MOST_CALLS:
        where.at("layers").refuse(calls, f"one run may call at most {MOST_CALLS} layers")
    return calls


class CallGraph:
    """The calls of a Functional model, by the names that its config gives to layers."""

    def __init__(self, entries: list[Config], costs: dict[str, int], where: ConfigPath) -> None:
        self.costs = costs
        self.where = where
        self.classes = {entry["config"]["name"]: entry["class_name"] for entry in entries}
        self.operations = {
            entry["config"]["name"] for entry in entries if entry["module"] in OPERATIONS
        }
        self.sources: dict[Node, set[Node]] = {}
        for index, entry in enumerate(entries):
            self._add(entry, where.at("layers").item(index).at("inbound_nodes"))

    def calls(self, config: Config) -> int:
        """Check that the calls form one graph without dead ends. Count the layer calls of one run."""
        ends = {
            key: {self._end(leaf, self.where.at(key)) for leaf in _leaves(config.get(key))}
            for key in GRAPH_KEYS
        }
        for name, _ in ends["input_layers"]:
            if self.classes.get(name) != "InputLayer":
                self.where.at("input_layers").refuse(name, "a model's inputs are its InputLayers")
        for sources in self.sources.values():
            for name, index in sources - self.sources.keys():
                self.where.at("layers").refuse(name, f"this layer has no call {index}")
        # Bound the count first: the walk below takes the square of it.
        calls = few(sum(self.costs[name] for name, _ in self.sources), self.where)
        self._no_circle()
        for name, _ in self.sources.keys() - self._needed(ends["output_layers"]):
            if (name, 0) not in ends["input_layers"]:
                self.where.at("layers").refuse(name, "each call of a layer leads to an output")
        return calls

    def _add(self, entry: Config, where: ConfigPath) -> None:
        name, nodes = entry["config"]["name"], entry.get("inbound_nodes")
        if type(nodes) is not list or len(nodes) > MOST_CALLS:
            where.refuse(nodes, "a layer in a Functional model has a list of calls")
        if entry["class_name"] == "InputLayer":
            self.sources[name, 0] = set()
        if bool(nodes) == (entry["class_name"] == "InputLayer"):
            where.refuse(nodes, "every layer but an InputLayer is called, an InputLayer never")
        for index, node in enumerate(nodes):
            self.sources[name, index] = set(self._inputs(name, node, where.item(index)))

    def _inputs(self, name: str, node: object, where: ConfigPath) -> Iterator[Node]:
        if type(node) is not dict or node.keys() != {"args", "kwargs"}:
            where.refuse(node, "a call has `args` and `kwargs`")
        if type(node["args"]) not in (list, tuple) or type(node["kwargs"]) is not dict:
            where.refuse(node, "`args` is a list and `kwargs` a dict")
        operation = name in self.operations
        found = list(self._tensors(node["args"], where.at("args"), constants=operation))
        for key, value in node["kwargs"].items():
            if operation:
                where.at("kwargs").refuse(key, "an operation is called with values in order")
            if key in CALL_TENSORS:
                found += self._tensors(value, where.at("kwargs").at(key))
            elif key not in CALL:
                where.at("kwargs").refuse(key, "a layer is not called with this")
            elif not CALL[key].fits(value):
                where.at("kwargs").at(key).refuse(value, f"allowed is {CALL[key].message}")
        if not found:
            where.refuse(node, "a layer is called with at least one tensor")
        yield from found

    def _tensors(
        self, value: object, where: ConfigPath, depth: int = 0, *, constants: bool = False
    ) -> Iterator[Node]:
        if is_list(value) and depth < 3:
            for index, item in enumerate(value):
                yield from self._tensors(item, where.item(index), depth + 1, constants=constants)
        elif value is not None and not (constants and CONSTANT.fits(value)):
            yield self._tensor(value, where)

    def _tensor(self, value: object, where: ConfigPath) -> Node:
        tensor: Config = value if type(value) is dict else {}
        config = tensor.get("config")
        # With any other `class_name` Keras would make an object, or call a function.
        if (
            type(config) is not dict
            or tensor.keys() != {"class_name", "config"}
            or type(tensor["class_name"]) is not str
            or tensor["class_name"] != "__keras_tensor__"
            or config.keys() != {"shape", "dtype", "keras_history"}
        ):
            where.refuse(value, "layers are called with tensors of other layers only")
        if not TENSOR_SHAPE.fits(config["shape"]) or not TENSOR_DTYPE.fits(config["dtype"]):
            where.refuse(value, "a tensor has a shape and a numeric dtype")
        return self._reference(config["keras_history"], where)

    def _reference(self, value: object, where: ConfigPath) -> Node:
        if (
            not is_list(value)
            or len(value) != 3
            or type(value[0]) is not str
            or value[0] not in self.classes
            or not all(type(n) is int and 0 <= n < MOST_CALLS for n in value[1:])
        ):
            where.refuse(value, "a tensor is [a layer of this model, its call, its output]")
        return value[0], value[1]

    def _end(self, value: object, where: ConfigPath) -> Node:
        name, index = self._reference(value, where)
        # Keras counts a nested Functional's calls from 1 here, and from 0 in `keras_history`.
        index -= self.classes[name] == "Functional"
        if (name, index) not in self.sources:
            where.refuse(name, "a model's inputs and outputs are calls of its layers")
        return name, index

    def _needed(self, outputs: set[Node]) -> set[Node]:
        needed, waiting = set(outputs), list(outputs)
        while waiting:
            for node in self.sources[waiting.pop()] - needed:
                needed.add(node)
                waiting.append(node)
        return needed

    def _no_circle(self) -> None:
        waiting = {node: set(sources) for node, sources in self.sources.items()}
        while waiting:
            ready = {node for node, sources in waiting.items() if not sources}
            if not ready:
                self.where.at("layers").refuse(
                    next(iter(waiting))[0], "calls may not form a circle"
                )
            waiting = {n: s - ready for n, s in waiting.items() if n not in ready}


def _leaves(value: object, depth: int = 0) -> Iterator[object]:
    """Walk a model's inputs or outputs. A leaf is `[name, call, output]`, if the config is honest."""
    if type(value) is dict and depth < 2 and all(NAME.fits(key) for key in value):
        value = list(value.values())
    elif is_list(value) and any(type(item) is str for item in value):
        yield value
        return
    if not is_list(value) or depth > 2:
        yield value
        return
    for item in value:
        yield from _leaves(item, depth + 1)
