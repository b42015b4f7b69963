"""A student's Keras model as our own code rebuilt it: what this tells is a fact."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from autograder.judge.runner import ModelRefused, Runner
from course.expect import Mismatch


class RebuiltModel:
    """A model in a process of its own, made from what the student's process says it is.

    `parameters`, `trainable`, `input_shapes`, `output_shapes` and `layers` (each with `name`,
    `class`, `parameters`, `output_shapes`, `layers`) are Keras's own count. `weights` are the arrays,
    all finite, in the order of Keras's `get_weights`, that it was rebuilt with, and `config` is what
    Keras's `serialize_keras_object` gives, looked over by the host. It lives to the end of its task.
    """

    def __init__(self, runner: Runner, description: Mapping[str, Any], label: str) -> None:
        self._runner = runner
        self._label = label
        try:
            # Whatever else the claim may be: the host looks it over, value by value.
            self._child, facts = runner.rebuild(
                description.get("config"), description.get("weights")
            )
        except ModelRefused as why:
            raise Mismatch(f"`{label}` cannot be rebuilt. {why}", names_mistake=False) from None
        self.parameters: int = facts["parameters"]
        self.trainable: int = facts["trainable"]
        self.input_shapes: list[tuple[int | None, ...]] = facts["input_shapes"]
        self.output_shapes: list[tuple[int | None, ...]] = facts["output_shapes"]
        self.layers: list[dict[str, Any]] = facts["layers"]
        # The host has looked them over: as many as the model has, of its shapes, all finite.
        self.weights: list[np.ndarray] = list(description.get("weights") or ())
        self.config: dict[str, Any] = description.get("config") or {}

    def predict(self, inputs: Any) -> Any:
        """Run the model on an array, or a list or dict of arrays; give arrays likewise."""
        return self._ask("predict", inputs=inputs)

    def layer_output(self, layer: str | int, inputs: Any) -> Any:
        """Run the model up to one of its layers, by name or by index; give what comes out there."""
        return self._ask("layer_output", layer=layer, inputs=inputs)

    def _ask(self, op: str, **arguments: Any) -> Any:
        try:
            return self._runner.ask_model(self._child, op, **arguments)
        except ModelRefused as why:
            raise Mismatch(f"`{self._label}`: {why}", names_mistake=False) from None
