"""A student's Keras model, rebuilt by our own code: what it tells is a fact."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from autograder.judge.child import ModelRefused
from autograder.judge.model_hosts import ModelHosts
from autograder.process.messages import ModelFacts
from course.expect import Mismatch


class RebuiltModel:
    """A model in a process of its own, made from the description that the student's process gives.

    `parameters`, `trainable`, `input_shapes`, `output_shapes` and `layers` are what Keras counts.
    Each of `layers` is a dict with `name`, `class`, `parameters`, `output_shapes` and `layers`.
    `weights` are the arrays that it was rebuilt with, all finite, in the order of `get_weights`.
    `config` is what `keras.saving.serialize_keras_object` gives. The model lives until its task ends.

        model = student.rebuild(student.build_model())
        holds(model.parameters < 10_000, message="The model is small.")
        scores = model.predict(images)
    """

    def __init__(self, hosts: ModelHosts, description: Mapping[str, Any], label: str) -> None:
        self._hosts = hosts
        self._label = label
        try:
            # The description may be anything: the host checks it, value by value.
            self._host, answer = hosts.rebuild(
                description.get("config"), description.get("weights")
            )
        except ModelRefused as why:
            raise Mismatch(f"`{label}` cannot be rebuilt. {why}", names_mistake=False) from None
        facts = ModelFacts.from_wire(answer)
        self.parameters = facts.parameters
        self.trainable = facts.trainable
        self.input_shapes = facts.input_shapes
        self.output_shapes = facts.output_shapes
        self.layers = facts.layers
        # The host has checked these: their number, their shapes, and that all values are finite.
        self.weights: list[np.ndarray] = list(description.get("weights") or ())
        self.config: dict[str, Any] = description.get("config") or {}

    def predict(self, inputs: Any) -> Any:
        """Run the model on an array, or on a list or dict of arrays. Give its outputs in the same form."""
        return self._ask("predict", inputs=inputs)

    def layer_output(self, layer: str | int, inputs: Any) -> Any:
        """Run the model up to one of its layers, given by name or index. Give what comes out there."""
        return self._ask("layer_output", layer=layer, inputs=inputs)

    def _ask(self, op: str, **arguments: Any) -> Any:
        try:
            return self._hosts.ask(self._host, op, **arguments)
        except ModelRefused as why:
            raise Mismatch(f"`{self._label}`: {why}", names_mistake=False) from None
