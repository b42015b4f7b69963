"""Rebuilds a student's Keras model from plain data, in a process that runs only our code.

The data come from `model_description`, which runs in the student's process, so they cannot be trusted.
The results of a rebuilt model can.
"""

import math
import re
import socket
from typing import TYPE_CHECKING

import numpy as np

from autograder.process.channel import Channel, ChannelClosed
from autograder.process.messages import (
    SandboxedStart,
    Shape,
    WireDict,
    as_dict,
)
from autograder.process.wire import WireError
from autograder.worker import model_allowlist, model_facts
from autograder.worker.config_path import ArchitectureRefused
from autograder.worker.model_allowlist import MOST_PARAMETERS
from autograder.worker.model_values import MOST_VALUES
from autograder.worker.startup import enter_and_report

if TYPE_CHECKING:
    # Importing Keras takes seconds. Only what needs it pays for it.
    import keras

# The most values between layers in one step of `predict`, and the most rows.
STEP_VALUES = 1 << 23
STEP_ROWS = 1024


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
    """Holds one rebuilt model. Every method but `rebuild` needs one."""

    def __init__(self) -> None:
        self.model: keras.Model | None = None
        self.rows = STEP_ROWS

    def rebuild(self, config: object, weights: object) -> WireDict:
        """Build a model from hostile data. Give its `ModelFacts`, as they travel.

        `config` may still hold what training left in it. Raises `ArchitectureRefused` or `ValueError`
        with a sentence for the student.
        """
        bare = model_allowlist.bare(config)
        model_allowlist.check(bare)
        self.model = None
        constants = _constants(bare)
        model, values = _build(_prepared(bare), constants)
        _set_weights(model, weights)
        self.model = model
        self.rows = max(1, min(STEP_ROWS, STEP_VALUES // max(1, values)))
        return model_facts.facts(model, constants).to_wire()

    def predict(self, inputs: object) -> object:
        """Run the model on an array, or on a list or dict of arrays. Give its outputs in the same form."""
        return self._run(self.model, inputs)

    def layer_output(self, layer: str | int, inputs: object) -> object:
        """Run the model up to one of its layers, given by name or index. Give that layer's output.

        Raises `ValueError` for a layer that is missing, or that is called more than once.
        """
        import keras

        chosen = model_facts.find(self.model, layer)
        calls = model_facts.calls_of(self.model, chosen)
        if len(calls) != 1:
            raise ValueError(f"The layer `{chosen.name}` is called {len(calls)} times, not once.")
        outputs = calls[0].outputs
        part = keras.Model(
            model_facts.graph_of(self.model).input, outputs[0] if len(outputs) == 1 else outputs
        )
        return self._run(part, inputs)

    def _run(self, model: "keras.Model", inputs: object) -> object:
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

    def _step(self, model: "keras.Model", inputs: object, start: int) -> object:
        import keras

        part = keras.tree.map_structure(lambda array: array[start : start + self.rows], inputs)
        try:
            outputs = model(part, training=False)
        except MemoryError:
            raise
        # TensorFlow has no common class for its errors, such as a wrong shape or index.
        except Exception as error:
            raise ValueError(f"The model does not take these inputs: {_words(error)}") from error
        return keras.tree.map_structure(keras.ops.convert_to_numpy, outputs)


def _build(config: object, constants: int) -> "tuple[keras.Model, int]":
    """Build a checked config. Give the model, and the number of values between its layers.

    Inside the scope a variable has a shape and no memory yet. So the sizes are known before anything
    is allocated. Variables get their memory when a scope is left.
    """
    import keras

    try:
        with keras.StatelessScope(initialize_variables=False):
            try:
                model = keras.saving.deserialize_keras_object(config, safe_mode=True)
            except MemoryError:
                raise
            # Allowed values may still not fit together. Keras raises many types of errors then.
            except Exception as error:
                raise ArchitectureRefused(
                    f"Keras cannot build this model: {_words(error)}"
                ) from error
            if model_facts.graph_of(model) is None:
                raise ArchitectureRefused(
                    "The model has no known input shape: add a `keras.Input`."
                )
            values = _bounded(model, constants)
    except ArchitectureRefused:
        # Otherwise the end of the next scope would allocate the refused model's variables.
        keras.utils.clear_session()
        raise
    with keras.StatelessScope():
        pass
    return model, values


def _bounded(model: "keras.Model", constants: int) -> int:
    parameters = constants + sum(math.prod(weight.shape) for weight in model.weights)
    if parameters > MOST_PARAMETERS:
        raise ArchitectureRefused(
            f"The model has {parameters} parameters; allowed are at most {MOST_PARAMETERS}."
        )
    values = 0
    for layer, outputs in _every_output(model):
        # An open dimension counts as 1: its size depends on the inputs, which checks choose.
        values += sum(math.prod(n or 1 for n in shape) for shape in outputs)
        if values > MOST_VALUES:
            raise ArchitectureRefused(
                f"The outputs of the layers up to `{layer.name}` have {values} values for each "
                f"row of the input; allowed are at most {MOST_VALUES}."
            )
    return values


def _every_output(model: "keras.Layer") -> "list[tuple[keras.Layer, list[Shape]]]":
    outputs = []
    for layer in model_facts.steps_of(model):
        outputs.append((layer, model_facts.output_shapes(model, layer)))
        outputs += _every_output(layer)
    return outputs


def _prepared(value: object) -> object:
    """Copy a checked config with an open batch size, and with zeros as every initializer.

    All weights are set later, and drawing a large one can take long, for example by a QR. A
    Sequential that was built by its first call has that call's batch size in its config.
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


def _set_weights(model: "keras.Model", weights: object) -> None:
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
        # Normalization computes with a copy of its weights.
        if hasattr(layer, "finalize_state"):
            layer.finalize_state()


def _constants(value: object) -> int:
    """Count the numbers in the arrays of a checked config. They belong to no weight."""
    if isinstance(value, np.ndarray):
        return value.size
    if isinstance(value, dict):
        value = list(value.values())
    return sum(map(_constants, value)) if isinstance(value, list | tuple) else 0


def _words(error: Exception) -> str:
    # Keras writes errors in bold, over many lines, and quotes the config, which is the student's.
    text = re.sub(r"\x1b\[[\d;]*m", "", str(error)[:2000])
    text = "".join(letter if letter.isprintable() else " " for letter in text)
    return f"{type(error).__name__}: {' '.join(text.split())[:300]}"
