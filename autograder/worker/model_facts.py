"""Reads facts from a rebuilt Keras model: its sizes, its layers, and their calls."""

import math
from typing import TYPE_CHECKING

from autograder.process.messages import LayerFacts, ModelFacts, Shape

if TYPE_CHECKING:
    import keras


def facts(model: "keras.Model", constants: int) -> ModelFacts:
    """Tell sizes, shapes and layers. `constants` counts numbers that belong to no weight."""
    return ModelFacts(
        parameters=model.count_params() + constants,
        trainable=sum(math.prod(weight.shape) for weight in model.trainable_weights),
        input_shapes=[tuple(tensor.shape) for tensor in model.inputs],
        output_shapes=[tuple(tensor.shape) for tensor in model.outputs],
        layers=_layer_facts(model),
    )


def _layer_facts(model: "keras.Model") -> list[LayerFacts]:
    return [
        {
            "name": layer.name,
            "class": type(layer).__name__,
            "parameters": layer.count_params(),
            "output_shapes": output_shapes(model, layer),
            "layers": _layer_facts(layer),
        }
        for layer in inside(model)
    ]


def inside(layer: "keras.Layer") -> "list[keras.Layer]":
    """List the layers of a model or wrapper, without InputLayers. Other layers have none."""
    if hasattr(layer, "layers"):
        return [inner for inner in layer.layers if type(inner).__name__ != "InputLayer"]
    keys = ("layer", "forward_layer", "backward_layer")
    return [getattr(layer, key) for key in keys if hasattr(layer, key)]


def steps_of(layer: "keras.Layer") -> "list[keras.Layer]":
    """List the layers of `inside`, and the operations of a model as well."""
    steps = getattr(graph_of(layer), "operations", None)
    if steps is None:
        return inside(layer)
    return [step for step in steps if type(step).__name__ != "InputLayer"]


def find(model: "keras.Model", layer: str | int) -> "keras.Layer":
    """Find a layer by name or index. Raises `ValueError` with a sentence for the student."""
    layers = inside(model)
    for index, candidate in enumerate(layers):
        if layer in (candidate.name, index, index - len(layers)):
            return candidate
    names = ", ".join(f"`{candidate.name}`" for candidate in layers)
    raise ValueError(f"The model has no layer {layer!r}; it has {names or 'none'}.")


def graph_of(model: "keras.Layer") -> "keras.Model":
    """Give the Functional model in which a Sequential keeps its calls, `None` before it is built."""
    return getattr(model, "_functional", model)


def calls_of(model: "keras.Model", layer: "keras.Layer") -> "list[keras.src.ops.node.Node]":
    """List a model's calls of a layer. A wrapper records no calls."""
    # Keras has no public way to them: `layer.output` may belong to another model.
    depths = getattr(graph_of(model), "_nodes_by_depth", {})
    return [node for nodes in depths.values() for node in nodes if node.operation is layer]


def output_shapes(model: "keras.Model", layer: "keras.Layer") -> list[Shape]:
    """List the shapes of a layer's outputs, for all calls of it."""
    return [tuple(tensor.shape) for node in calls_of(model, layer) for tensor in node.outputs]
