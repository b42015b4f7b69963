"""Rebuilds a student's Keras model from plain data, in a process that runs only our code.

`describe` runs on the other side, in the student's process: what it says is a claim. What a
rebuilt model computes is a fact.
"""

import math
import re
import socket
from pathlib import Path
from typing import Any

import numpy as np

from autograder.process.channel import Channel, ChannelClosed
from autograder.process.messages import SandboxedStart, WireDict, as_dict
from autograder.process.wire import WireError
from autograder.worker import model_allowlist, model_tracing
from autograder.worker.model_allowlist import MOST_PARAMETERS, MOST_VALUES, ArchitectureRefused
from autograder.worker.startup import enter_and_report

# Values between layers that one step of `predict` may hold, and its rows where they are few.
STEP_VALUES = 1 << 23
STEP_ROWS = 1024
ZEROS: dict[str, Any] = {
    "module": "keras.initializers",
    "class_name": "Zeros",
    "config": {},
    "registered_name": None,
}


def describe(model: Any) -> dict[str, Any]:
    """Write a built model, or one in a `.keras` file, as what `rebuild` takes: config and weights.

    A model with classes of the student's own is followed down to Keras's layers. The state of random
    seeds and optimizers is not among the weights: a model that predicts has no use for it. Raises
    `TypeError` for what is no model, `ValueError` for one without a known input shape, or one that
    cannot be followed.
    """
    import keras

    if isinstance(model, str | Path):
        # Keras runs what such a file says, in safe mode too: here is the process for that.
        model = keras.saving.load_model(model, compile=False)
    if not isinstance(model, keras.Model):
        raise TypeError(f"Expected a Keras model. Received: {type(model).__name__}.")
    if not model.built:
        raise ValueError("The model is not built: give it a `keras.Input`, or call it once.")
    with model_tracing.followed(model) as graph:
        config = model_allowlist.bare(keras.saving.serialize_keras_object(graph))
        # A weight without dimensions comes as a NumPy scalar.
        weights = [np.asarray(weight) for weight in graph.get_weights()]
    return {"config": _packed(config), "weights": weights}


def _packed(value: Any) -> Any:
    """Copy a config with arrays as such, and without what cannot be rebuilt and need not be.

    Keras writes an array as lists. How weights start and what they cost may be functions of the
    student's. Keras's own penalties stay: two models may be asked to share them.
    """
    if isinstance(value, list | tuple):
        return type(value)(_packed(item) for item in value)
    if not isinstance(value, dict):
        return value
    if value.get("class_name") == "__numpy__":
        numbers = value["config"]
        array = np.asarray(numbers["value"], numbers["dtype"])
        return {**value, "config": {**numbers, "value": array}}
    copied: dict[Any, Any] = {}
    for key, item in value.items():
        if str(key).endswith("_initializer"):
            copied[key] = ZEROS
        elif str(key).endswith(("_regularizer", "_constraint")):
            copied[key] = item if _is_kerass(item) else None
        else:
            copied[key] = _packed(item)
    return copied


def _is_kerass(item: Any) -> bool:
    places = ("keras.regularizers", "keras.constraints")
    return isinstance(item, dict) and item.get("module") in places


def main(config: WireDict, sock: socket.socket) -> None:
    """Shut this process in, report it, then answer requests until the grader closes its end."""
    channel = Channel(sock)
    if not enter_and_report(SandboxedStart.from_wire(config), channel):
        return
    host = ModelHost()
    try:
        while True:
            channel.send(_answer(host, as_dict(channel.receive())))
    except WireError as error:
        channel.send({"refused": f"The model's description is too large: {error}."})
    except ChannelClosed:
        return


def _answer(host: "ModelHost", request: WireDict) -> WireDict:
    arguments = {name: value for name, value in request.items() if name != "op"}
    try:
        return {"value": getattr(host, str(request["op"]))(**arguments)}
    except ValueError as error:
        return {"refused": str(error)}
    except MemoryError:
        return {"memory": "The model needs more memory than is allowed."}


class ModelHost:
    """Holds one rebuilt model; every method but `rebuild` needs one."""

    def __init__(self) -> None:
        self.model: Any = None
        self.rows = STEP_ROWS

    def rebuild(self, config: Any, weights: list[np.ndarray]) -> dict[str, Any]:
        """Build a model from hostile data; return what is then known of it.

        `config` may still hold what training left in it. The result has `parameters` (and what
        numbers operations hold), `trainable`, `input_shapes`, `output_shapes` and `layers`: for
        each in order its `name`, `class`, `parameters`, `output_shapes` (one for each output of
        each call) and the `layers` inside it. Raises `ArchitectureRefused` or `ValueError`, with a
        sentence.
        """
        config = model_allowlist.bare(config)
        model_allowlist.check(config)
        self.model = None
        constants = _constants(config)
        model, values = _build(_prepared(config), constants)
        _set_weights(model, weights)
        self.model = model
        self.rows = max(1, min(STEP_ROWS, STEP_VALUES // max(1, values)))
        return _facts(model, constants)

    def predict(self, inputs: Any) -> Any:
        """Run the model on an array, or on a list or dict of arrays, and return arrays likewise."""
        return self._run(self.model, inputs)

    def layer_output(self, layer: str | int, inputs: Any) -> Any:
        """Run the model up to one of its layers, by name or by index; return what this gives.

        Raises `ValueError` for a layer that is not there, or is called more than once.
        """
        import keras

        found = _find(self.model, layer)
        calls = _nodes(self.model, found)
        if len(calls) != 1:
            raise ValueError(f"The layer `{found.name}` is called {len(calls)} times, not once.")
        outputs = calls[0].outputs
        part = keras.Model(_graph(self.model).input, outputs[0] if len(outputs) == 1 else outputs)
        return self._run(part, inputs)

    def _run(self, model: Any, inputs: Any) -> Any:
        import keras

        if model is None:
            raise ValueError("No model has been rebuilt.")
        rows = {len(array) if np.ndim(array) else -1 for array in keras.tree.flatten(inputs)}
        if len(rows) != 1 or min(rows) < 1:
            raise ValueError(
                "The inputs should be arrays with the same number of rows, at least one."
            )
        steps = [self._step(model, inputs, start) for start in range(0, max(rows), self.rows)]
        return keras.tree.map_structure(lambda *parts: np.concatenate(parts), *steps)

    def _step(self, model: Any, inputs: Any, start: int) -> Any:
        import keras

        part = keras.tree.map_structure(lambda array: array[start : start + self.rows], inputs)
        try:
            outputs = model(part, training=False)
        except MemoryError:
            raise
        # TensorFlow's errors for a wrong shape or an index out of range have no common class.
        except Exception as error:
            raise ValueError(f"The model does not take these inputs: {_words(error)}") from error
        return keras.tree.map_structure(keras.ops.convert_to_numpy, outputs)


def _build(config: dict[str, Any], constants: int) -> tuple[Any, int]:
    """Build a checked config; return the model and how many values stand between its layers.

    Inside the scope a variable has a shape and no memory yet, so that sizes are known before
    anything is allocated; the leaving of a scope gives variables their memory.
    """
    import keras

    try:
        with keras.StatelessScope(initialize_variables=False):
            try:
                model = keras.saving.deserialize_keras_object(config, safe_mode=True)
            except MemoryError:
                raise
            # A config of allowed values may still not fit together, and Keras says so in many ways.
            except Exception as error:
                raise ArchitectureRefused(
                    f"Keras cannot build this model: {_words(error)}"
                ) from error
            if _graph(model) is None:
                raise ArchitectureRefused(
                    "The model has no known input shape: add a `keras.Input`."
                )
            values = _bounded(model, constants)
    except ArchitectureRefused:
        # Else the next scope that is left gives the refused model's variables their memory.
        keras.utils.clear_session()
        raise
    with keras.StatelessScope():
        pass
    return model, values


def _bounded(model: Any, constants: int) -> int:
    parameters = constants + sum(math.prod(weight.shape) for weight in model.weights)
    if parameters > MOST_PARAMETERS:
        raise ArchitectureRefused(
            f"The model has {parameters} parameters; allowed are at most {MOST_PARAMETERS}."
        )
    values = 0
    for layer, outputs in _every_output(model):
        # An open dimension counts as 1: what it takes depends on the inputs, which are ours.
        values += sum(math.prod(n or 1 for n in shape) for shape in outputs)
        if values > MOST_VALUES:
            raise ArchitectureRefused(
                f"The outputs of the layers up to `{layer.name}` have {values} values for each "
                f"row of the input; allowed are at most {MOST_VALUES}."
            )
    return values


def _every_output(model: Any) -> list[tuple[Any, list[tuple[int | None, ...]]]]:
    found = []
    for layer in _steps(model):
        found.append((layer, _output_shapes(model, layer)))
        found += _every_output(layer)
    return found


def _prepared(value: Any) -> Any:
    """Copy a checked config with any batch size, and with zeros for what weights start with.

    All weights are set later, and to draw a large one can take long (a QR, for one). A Sequential
    that its first call has built holds that call's batch size.
    """
    if isinstance(value, list | tuple):
        return type(value)(_prepared(item) for item in value)
    if not isinstance(value, dict):
        return value
    if value.get("module") == "keras.initializers":
        return {**value, "class_name": "Zeros", "config": {}}
    return {
        key: [None, *item[1:]] if key in ("batch_shape", "build_input_shape") else _prepared(item)
        for key, item in value.items()
    }


def _set_weights(model: Any, weights: list[np.ndarray]) -> None:
    if not isinstance(weights, list | tuple) or len(weights) != len(model.weights):
        raise ValueError(
            f"The model's config has {len(model.weights)} weights, and these came with it: "
            f"{len(weights) if isinstance(weights, list | tuple) else 'no list'}. (A layer that "
            "stands in a nested model and outside it, too, cannot be rebuilt.)"
        )
    for index, (weight, value) in enumerate(zip(model.weights, weights, strict=True)):
        wanted = f"an array of shape {tuple(weight.shape)}, dtype {weight.dtype}"
        if (
            not isinstance(value, np.ndarray)
            or value.shape != tuple(weight.shape)
            or value.dtype.name != weight.dtype
        ):
            got = f"{value.shape}, {value.dtype}" if isinstance(value, np.ndarray) else "no array"
            raise ValueError(f"weights[{index}] (`{weight.path}`) should be {wanted}; got {got}.")
        if not np.isfinite(value).all():
            raise ValueError(f"weights[{index}] (`{weight.path}`) has a value that is not finite.")
    model.set_weights(list(weights))
    for layer in model._flatten_layers():
        # Normalization keeps a copy of its weights in the form that it computes with.
        if hasattr(layer, "finalize_state"):
            layer.finalize_state()


def _constants(value: Any) -> int:
    """How many numbers stand in a checked config as arrays, outside of any weight."""
    if isinstance(value, np.ndarray):
        return value.size
    if isinstance(value, dict):
        value = list(value.values())
    return sum(map(_constants, value)) if isinstance(value, list | tuple) else 0


def _facts(model: Any, constants: int) -> dict[str, Any]:
    return {
        "parameters": model.count_params() + constants,
        "trainable": sum(math.prod(weight.shape) for weight in model.trainable_weights),
        "input_shapes": [tuple(tensor.shape) for tensor in model.inputs],
        "output_shapes": [tuple(tensor.shape) for tensor in model.outputs],
        "layers": _layer_facts(model),
    }


def _layer_facts(model: Any) -> list[dict[str, Any]]:
    return [
        {
            "name": layer.name,
            "class": type(layer).__name__,
            "parameters": layer.count_params(),
            "output_shapes": _output_shapes(model, layer),
            "layers": _layer_facts(layer),
        }
        for layer in _inside(model)
    ]


def _inside(layer: Any) -> list[Any]:
    """The layers of a model or of a wrapper, without a model's InputLayers; none of any other."""
    if hasattr(layer, "layers"):
        return [inner for inner in layer.layers if type(inner).__name__ != "InputLayer"]
    keys = ("layer", "forward_layer", "backward_layer")
    return [getattr(layer, key) for key in keys if hasattr(layer, key)]


def _steps(layer: Any) -> list[Any]:
    """What `_inside` gives, and the operations of a model as well."""
    steps = getattr(_graph(layer), "operations", None)
    if steps is None:
        return _inside(layer)
    return [step for step in steps if type(step).__name__ != "InputLayer"]


def _find(model: Any, layer: str | int) -> Any:
    layers = _inside(model)
    for index, found in enumerate(layers):
        if layer in (found.name, index, index - len(layers)):
            return found
    names = ", ".join(f"`{found.name}`" for found in layers)
    raise ValueError(f"The model has no layer {layer!r}; it has {names or 'none'}.")


def _graph(model: Any) -> Any:
    """The Functional model in which a Sequential keeps its calls; None before it is built."""
    return getattr(model, "_functional", model)


def _nodes(model: Any, layer: Any) -> list[Any]:
    """The calls of a layer that a model makes; none that a wrapper makes, which records none."""
    # Keras has no public way to them: `layer.output` is of any model that calls the layer.
    depths = getattr(_graph(model), "_nodes_by_depth", {})
    return [node for nodes in depths.values() for node in nodes if node.operation is layer]


def _output_shapes(model: Any, layer: Any) -> list[tuple[int | None, ...]]:
    return [tuple(tensor.shape) for node in _nodes(model, layer) for tensor in node.outputs]


def _words(error: Exception) -> str:
    # Keras prints its errors bold, over many lines, and quotes the config: that is the student's.
    text = re.sub(r"\x1b\[[\d;]*m", "", str(error)[:2000])
    text = "".join(letter if letter.isprintable() else " " for letter in text)
    return f"{type(error).__name__}: {' '.join(text.split())[:300]}"
