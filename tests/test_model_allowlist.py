"""Which Keras models a config may become: honest ones in full, hostile ones in no part."""

import contextlib
import copy
import functools
import importlib
import inspect
import math
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import keras
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from keras import layers as L

from autograder.process import wire
from autograder.worker import model_allowlist
from autograder.worker.model_allowlist import LAYERS, OPERATIONS, ArchitectureRefused
from autograder.worker.model_description import describe
from autograder.worker.model_host import ModelHost

RNG = np.random.default_rng(0)
Input = keras.Input


def rows(*shape: int) -> np.ndarray:
    return RNG.normal(size=(5, *shape)).astype("float32")


def mlp() -> keras.Model:
    return keras.Sequential(
        [
            Input((4,)),
            L.Dense(3, activation="relu", kernel_regularizer="l2", kernel_constraint="max_norm"),
            L.Dropout(0.5),
            L.Dense(
                2,
                activation=L.LeakyReLU(0.2),
                kernel_initializer=keras.initializers.RandomNormal(seed=1),
            ),
        ]
    )


def encoder() -> keras.Model:
    steps = [
        L.Conv2D(4, 3, strides=2, padding="same"),
        L.BatchNormalization(),
        L.Flatten(),
        L.Dense(3),
    ]
    return keras.Sequential([Input((8, 8, 1)), *steps], name="encoder")


def decoder() -> keras.Model:
    code = Input((3,))
    grid = L.Reshape((4, 4, 4))(L.Dense(64)(code))
    return keras.Model(
        code, L.Conv2DTranspose(1, 3, strides=2, padding="same")(grid), name="decoder"
    )


def autoencoder() -> keras.Model:
    return keras.Sequential([encoder(), decoder()])


def two_codes() -> keras.Model:
    encode, decode, image = encoder(), decoder(), Input((8, 8, 1))
    return keras.Model(image, [decode(encode(decode(encode(image)))), encode(image)])


def skips() -> keras.Model:
    left, right, shared = Input((4,)), Input((4,)), L.Dense(4)
    both = L.Add()([shared(left), shared(right)])
    return keras.Model([left, right], [L.Dense(2)(L.Concatenate()([both, left])), both])


def interleaved() -> keras.Model:
    one, other, start = L.Dense(4), L.Dense(4), Input((4,))
    return keras.Model(start, one(other(one(other(start)))))


def by_name() -> keras.Model:
    left, right = Input((4,), name="left"), Input((3,), name="right")
    return keras.Model(
        {"left": left, "right": right}, {"sum": L.Dense(2)(L.Concatenate()([left, right]))}
    )


def words() -> keras.Model:
    steps = [
        L.Embedding(10, 4, mask_zero=True),
        L.Bidirectional(L.LSTM(3, return_sequences=True, dropout=0.2)),
        L.GRU(3, return_sequences=True),
        L.TimeDistributed(keras.Sequential([L.Dense(3), L.Dense(2)])),
        L.SimpleRNN(2),
    ]
    return keras.Sequential([Input((6,), dtype="int32"), *steps])


def attention() -> keras.Model:
    start = Input((6, 4))
    seen = L.MultiHeadAttention(2, 3, dropout=0.1)(start, start, use_causal_mask=True)
    normal = L.LayerNormalization()(L.Add()([start, seen]))
    _, *state = L.LSTM(4, return_state=True)(normal)
    return keras.Model(
        start, [L.LSTM(4, return_sequences=True)(start, initial_state=state), normal]
    )


def augmented() -> keras.Model:
    steps = [
        *(L.RandomFlip(), L.RandomRotation(0.1), L.RandomZoom(0.1), L.RandomTranslation(0.1, 0.1)),
        *(
            L.RandomContrast(0.1),
            L.RandomBrightness(0.1),
            L.Rescaling(1 / 255),
            L.GaussianNoise(0.1),
        ),
        *(L.SeparableConv2D(4, 3), L.DepthwiseConv2D(3), L.ZeroPadding2D(2), L.UpSampling2D(2)),
        *(L.SpatialDropout2D(0.1), L.MaxPooling2D(), L.GlobalAveragePooling2D(), L.PReLU()),
    ]
    return keras.Sequential([Input((8, 8, 3)), *steps])


def adapted() -> keras.Model:
    norm = L.Normalization()
    norm.adapt(3 * rows(4) + 1)
    return keras.Sequential(
        [
            Input((4,)),
            norm,
            L.Normalization(mean=1.0, variance=2.0),
            L.Normalization(axis=None, mean=1.0, variance=2.0),
            L.Dense(2),
        ]
    )


def any_size() -> keras.Model:
    return keras.Sequential([Input((None, None, 3)), L.Conv2D(2, 3), L.GlobalMaxPooling2D()])


def mixed() -> keras.Model:
    return keras.Sequential(
        [Input((4,)), L.Dense(3, dtype="mixed_float16"), L.Dense(2, dtype="float64")]
    )


def compiled_late() -> keras.Model:
    """Built by its first call, so that its config holds that call's batch size."""
    model = keras.Sequential([L.Dense(3), L.Dense(2)])
    model(rows(4)[:2])
    model.compile("adam", "mse")
    return model


def by_hand() -> keras.Model:
    """Operations where others have layers."""
    start, ops = Input((4,)), keras.ops
    spread = ops.sqrt(ops.mean(ops.square(start), axis=-1, keepdims=True)) + 1e-6
    bent = ops.where(start > 0, start, 0.1 * start)[:, 1:] / spread
    return keras.Model(start, L.Dense(2)(ops.concatenate([bent, -bent], axis=-1)) ** 2)


def filled() -> keras.Model:
    """Tensors that are made in the shape of another."""
    start, ops = Input((4,)), keras.ops
    base = ops.where(start > 0, ops.ones_like(start), ops.zeros_like(start))
    return keras.Model(start, L.Dense(2)(base + ops.full_like(start, 0.5, dtype="float32")))


def with_an_array() -> keras.Model:
    start = Input((4,))
    return keras.Model(start, keras.ops.matmul(start, np.ones((4, 3), "float32"))[..., 0:2])


def frozen() -> keras.Model:
    base = mlp()
    base.trainable = False
    return keras.Sequential([Input((4,)), base, L.Dense(1)])


HONEST: list[tuple[Callable[[], keras.Model], Any]] = [
    (mlp, rows(4)),
    (encoder, rows(8, 8, 1)),
    (autoencoder, rows(8, 8, 1)),
    (two_codes, rows(8, 8, 1)),
    (skips, [rows(4), rows(4)]),
    (interleaved, rows(4)),
    (by_name, {"left": rows(4), "right": rows(3)}),
    (words, RNG.integers(0, 10, (5, 6))),
    (attention, rows(6, 4)),
    (augmented, abs(rows(8, 8, 3))),
    (adapted, rows(4)),
    (any_size, rows(9, 7, 3)),
    (mixed, rows(4)),
    (compiled_late, rows(4)),
    (frozen, rows(4)),
    (by_hand, rows(4)),
    (filled, rows(4)),
]


@functools.cache
def _described(build: Callable[[], keras.Model]) -> bytes:
    return pickle.dumps(describe(build()))


def described(build: Callable[[], keras.Model]) -> dict[str, Any]:
    """A fresh copy each time: Keras takes a config apart while it reads it."""
    return pickle.loads(_described(build))


def across(value: Any) -> Any:
    frame = wire.encode(value)
    head, _ = wire.sizes(frame[: wire.HEADER.size], wire.Caps())
    rest = frame[wire.HEADER.size :]
    return wire.decode(rest[:head], rest[head:], wire.Caps())


def flat(value: Any) -> list[np.ndarray]:
    return [np.asarray(part) for part in keras.tree.flatten(value)]


@pytest.mark.parametrize(("build", "inputs"), HONEST, ids=[b.__name__ for b, _ in HONEST])
def test_an_honest_model_predicts_the_same_once_rebuilt(
    build: Callable[[], keras.Model], inputs: Any
) -> None:
    model = build()
    # Values that no initialiser gives.
    model.set_weights(
        [w + np.asarray(0.1 * (w.dtype.kind == "f"), w.dtype) for w in model.get_weights()]
    )
    for layer in model.layers:
        if hasattr(layer, "finalize_state"):
            layer.finalize_state()
    host = ModelHost()
    facts = host.rebuild(**across(describe(model)))
    for got, wanted in zip(
        flat(host.predict(inputs)), flat(model(inputs, training=False)), strict=True
    ):
        np.testing.assert_allclose(got, wanted, rtol=1e-4, atol=1e-5)
    assert facts["parameters"] == model.count_params()
    assert facts["trainable"] == sum(math.prod(w.shape) for w in model.trainable_weights)
    assert [each["class"] for each in facts["layers"]] == [
        type(layer).__name__ for layer in model.layers if not isinstance(layer, L.InputLayer)
    ]


def test_facts_tell_shapes_and_what_is_inside() -> None:
    facts = ModelHost().rebuild(**described(autoencoder))
    assert facts["input_shapes"] == facts["output_shapes"] == [(None, 8, 8, 1)]
    assert [each["output_shapes"] for each in facts["layers"]] == [[(None, 3)], [(None, 8, 8, 1)]]
    inside = [each["class"] for each in facts["layers"][0]["layers"]]
    assert inside == ["Conv2D", "BatchNormalization", "Flatten", "Dense"]
    assert across(facts) == facts


def test_a_layers_output_is_read_by_name_and_by_index() -> None:
    model, images = autoencoder(), rows(8, 8, 1)
    host = ModelHost()
    host.rebuild(**describe(model))
    code = np.asarray(model.layers[0](images, training=False))
    for which in ("encoder", 0, -2):
        np.testing.assert_allclose(host.layer_output(which, images), code, rtol=1e-4, atol=1e-5)
    with pytest.raises(ValueError, match="no layer 'x'; it has `encoder`, `decoder`"):
        host.layer_output("x", images)
    host.rebuild(**described(two_codes))
    with pytest.raises(ValueError, match="called 3 times"):
        host.layer_output("encoder", images)


def test_predictions_come_in_steps_and_bad_inputs_in_words() -> None:
    host = ModelHost()
    with pytest.raises(ValueError, match="No model"):
        host.predict(rows(4))
    host.rebuild(**described(skips))
    both = [rows(4), rows(4)]
    whole = host.predict(both)
    host.rows = 2
    for got, wanted in zip(host.predict(both), whole, strict=True):
        np.testing.assert_allclose(got, wanted, rtol=1e-5, atol=1e-6)
    for wrong in (
        [rows(4)[:0]] * 2,
        [rows(4), rows(4)[:3]],
        [3.0, 4.0],
        [rows(5), rows(5)],
        [rows(4)],
    ):
        with pytest.raises(ValueError, match=r"same number of rows|does not take"):
            host.predict(wrong)


def test_a_model_without_shapes_is_not_described() -> None:
    with pytest.raises(ValueError, match="not built"):
        describe(keras.Sequential([L.Dense(2)]))


def test_a_raw_config_is_refused_by_check_and_stripped_by_rebuild() -> None:
    model = compiled_late()
    raw = keras.saving.serialize_keras_object(model)
    with pytest.raises(ArchitectureRefused, match="no such entry"):
        model_allowlist.check(raw)
    assert ModelHost().rebuild(raw, model.get_weights())["parameters"] == 23


ARGUMENTS: dict[str, dict[str, Any]] = {
    "InputLayer": {"shape": (3,)},
    "Dense": {"units": 3, "activity_regularizer": "l1"},
    "Embedding": {"input_dim": 4, "output_dim": 3},
    "GroupNormalization": {"groups": -1},
    "GaussianNoise": {"stddev": 0.1},
    "Activation": {"activation": "relu"},
    "Reshape": {"target_shape": (3, -1)},
    "Permute": {"dims": (2, 1)},
    "RepeatVector": {"n": 3},
    "Dot": {"axes": (1, 2)},
    "Bidirectional": {"layer": L.LSTM(3)},
    "TimeDistributed": {"layer": L.Dense(3)},
    "MultiHeadAttention": {"num_heads": 2, "key_dim": 3},
    "Rescaling": {"scale": [0.1, 0.2]},
    **{f"{name}": {"height": 3, "width": 3} for name in ("Resizing", "CenterCrop", "RandomCrop")},
    **{f"Random{what}": {"factor": 0.1} for what in ("Rotation", "Contrast", "Brightness")},
    **{
        f"Random{what}": {"height_factor": 0.1, "width_factor": (0, 0.1)}
        for what in ("Zoom", "Translation")
    },
}


def arguments(name: str) -> dict[str, Any]:
    by_family = {
        "Depthwise": {"kernel_size": 3},
        "Conv": {"filters": 2, "kernel_size": 3},
        "Dropout": {"rate": 0.1},
        "AveragePooling": {"pool_size": 2} if "Global" not in name else {},
        "RNN": {"units": 2},
        "LSTM": {"units": 2},
        "GRU": {"units": 2},
    }
    return ARGUMENTS.get(name) or next((v for k, v in by_family.items() if k in name), {})


@pytest.mark.parametrize("name", LAYERS)
def test_every_layer_of_the_table_is_kerass_and_its_settings_are_known(name: str) -> None:
    layer = getattr(L, name)(**arguments(name))
    config = described(mlp)["config"]
    config["config"]["layers"].append(
        model_allowlist.bare(keras.saving.serialize_keras_object(layer))
    )
    assert model_allowlist.check(config) >= 5
    written = set(layer.get_config()) | {"activity_regularizer"}
    wrapped = {"layer", "backward_layer"}
    assert written - wrapped >= set(LAYERS[name]), (
        "the table has a setting that Keras does not write"
    )


@pytest.mark.parametrize("module", OPERATIONS)
def test_every_operation_of_the_table_is_kerass_and_its_settings_are_known(module: str) -> None:
    for name, fields in OPERATIONS[module].items():
        operation = getattr(importlib.import_module(module), name)
        takes = set(inspect.signature(operation.__init__).parameters) - {"self", "name"}
        assert takes >= set(fields), f"{name} has no such setting"


PLAIN = {"module": "keras.layers", "registered_name": None}


def function(name: str) -> dict[str, Any]:
    module, _, last = name.rpartition(".")
    return {"class_name": "function", "module": module, "config": last, "registered_name": last}


FUNCTION = function("keras.utils.pad_sequences")
SET_FLOATX = function("keras.config.set_floatx")


def layer_of(kind: str, **config: Any) -> dict[str, Any]:
    return {**PLAIN, "class_name": kind, "config": {"name": "added", **config}}


def with_layer(*added: dict[str, Any]) -> dict[str, Any]:
    config = described(mlp)["config"]
    config["config"]["layers"] += added
    return config


def with_setting(index: int, **changes: Any) -> dict[str, Any]:
    config = described(mlp)["config"]
    config["config"]["layers"][index]["config"].update(changes)
    return config


def graph(change: Callable[[dict[str, dict[str, Any]], dict[str, Any]], None]) -> dict[str, Any]:
    """The config of `skips`, changed: its layers by class (the last of each) and its inner config."""
    config = described(skips)["config"]
    change({entry["class_name"]: entry for entry in config["config"]["layers"]}, config["config"])
    return config


def tensor(name: str, index: int = 0) -> dict[str, Any]:
    history = {"shape": [None, 4], "dtype": "float32", "keras_history": [name, index, 0]}
    return {"class_name": "__keras_tensor__", "config": history}


def called(entry: dict[str, Any], *args: Any, **kwargs: Any) -> dict[str, Any]:
    return {
        **entry,
        "name": entry["config"]["name"],
        "inbound_nodes": [{"args": [*args], "kwargs": kwargs}],
    }


def dead_op(layers: dict[str, Any], inner: dict[str, Any]) -> None:
    op = {"module": "keras.src.ops.core", "class_name": "Switch", "config": {"name": "switch"}}
    op["registered_name"] = "Switch"
    inner["layers"].append(called(op, tensor(layers["Add"]["name"]), [SET_FLOATX], "float64"))


def operation(
    name: str, *args: Any, module: str = "keras.src.ops.numpy", **changes: Any
) -> dict[str, Any]:
    """`with_an_array`, its `matmul` made into another operation or called with something else."""
    given = described(with_an_array)["config"]
    (entry,) = (e for e in given["config"]["layers"] if e["class_name"] == "Matmul")
    start = entry["inbound_nodes"][0]["args"][0]
    entry |= {"class_name": name, "registered_name": name, "module": module, **changes}
    entry["inbound_nodes"] = [{"args": [start, *args], "kwargs": {}}]
    return given


def as_array(value: Any, dtype: str = "float32") -> dict[str, Any]:
    return {"class_name": "__numpy__", "config": {"value": value, "dtype": dtype}}


def a_slice(start: Any) -> dict[str, Any]:
    return {"class_name": "__slice__", "config": {"start": start, "stop": None, "step": None}}


def operation_with_a_keyword() -> dict[str, Any]:
    given = operation("Negative")
    for entry in given["config"]["layers"]:
        if entry["class_name"] == "Negative":
            entry["inbound_nodes"][0]["kwargs"] = {"fn": SET_FLOATX}
    return given


def dead_layer(layers: dict[str, Any], inner: dict[str, Any]) -> None:
    inner["layers"].append(called(layer_of("Flatten"), tensor(layers["Add"]["name"])))


def calls_itself(layers: dict[str, Any], inner: dict[str, Any]) -> None:
    name = layers["Add"]["name"]
    layers["Add"]["inbound_nodes"][0]["args"] = [[tensor(name), tensor(name)]]


def circle(layers: dict[str, Any], inner: dict[str, Any]) -> None:
    layers["Add"]["inbound_nodes"][0]["args"] = [[tensor(layers["Concatenate"]["name"])] * 2]


def from_nowhere(layers: dict[str, Any], inner: dict[str, Any]) -> None:
    layers["Add"]["inbound_nodes"][0]["args"] = [[tensor("nowhere")] * 2]


def from_a_call_that_is_not(layers: dict[str, Any], inner: dict[str, Any]) -> None:
    layers["Add"]["inbound_nodes"][0]["args"] = [[tensor(layers["InputLayer"]["name"], 1)] * 2]


def function_as_argument(layers: dict[str, Any], inner: dict[str, Any]) -> None:
    layers["Add"]["inbound_nodes"][0]["args"] += (FUNCTION,)


def function_as_mask(layers: dict[str, Any], inner: dict[str, Any]) -> None:
    layers["Add"]["inbound_nodes"][0]["kwargs"] = {"mask": FUNCTION}


def array_as_argument(layers: dict[str, Any], inner: dict[str, Any]) -> None:
    bomb = {"class_name": "__numpy__", "config": {"value": [0], "dtype": "float32"}}
    layers["Add"]["inbound_nodes"][0]["args"] += (bomb,)


def old_format_node(layers: dict[str, Any], inner: dict[str, Any]) -> None:
    layers["Add"]["inbound_nodes"][0] = [[layers["InputLayer"]["name"], 0, 0, {}]]


def two_of_a_name(layers: dict[str, Any], inner: dict[str, Any]) -> None:
    inner["layers"].append(copy.deepcopy(layers["Add"]))


def another_name_outside(layers: dict[str, Any], inner: dict[str, Any]) -> None:
    layers["Add"]["name"] = np.array(["a", "b"])


def unknown_call_setting(layers: dict[str, Any], inner: dict[str, Any]) -> None:
    layers["Add"]["inbound_nodes"][0]["kwargs"] = {"fn": FUNCTION}


def output_from_nowhere(layers: dict[str, Any], inner: dict[str, Any]) -> None:
    inner["output_layers"] = [["nowhere", 0, 0]]


def input_from_the_middle(layers: dict[str, Any], inner: dict[str, Any]) -> None:
    inner["input_layers"] = [[layers["Add"]["name"], 0, 0]]


def deep(levels: int) -> dict[str, Any]:
    config = described(mlp)["config"]
    for level in range(levels):
        outer = described(mlp)["config"]
        outer["config"] |= {"name": f"level{level}", "layers": [config]}
        config = outer
    return config


def many_calls() -> dict[str, Any]:
    """Three levels, each calling the level below 20 times: 8000 calls from 60 lines."""
    part: Any = L.Dense(4)
    for _ in range(3):
        start = Input((4,))
        part = keras.Model(start, functools.reduce(lambda x, _: part(x), range(20), start))
    return model_allowlist.bare(keras.saving.serialize_keras_object(part))


MLP_KERNEL = {"module": "keras.initializers", "class_name": "Constant", "registered_name": None}
HUGE = 1 << 20_000
REFUSED: dict[str, tuple[Callable[[], Any], str]] = {
    # Code, or a way to it.
    "Lambda bytecode": (lambda: with_layer(layer_of("Lambda", function={"class_name": "__lambda__", "config": {"value": "4wA="}})), r"layers\[4\].class_name` is 'Lambda'"),
    "Lambda with a public function": (lambda: with_layer(layer_of("Lambda", function=SET_FLOATX)), "Lambda"),
    "TFSMLayer": (lambda: with_layer(layer_of("TFSMLayer", filepath="/tmp/x")), "TFSMLayer"),
    "TorchModuleWrapper": (lambda: with_layer(layer_of("TorchModuleWrapper", module="x")), "TorchModuleWrapper"),
    "StringLookup reads a file": (lambda: with_layer(layer_of("StringLookup", vocabulary="/etc/passwd")), "StringLookup"),
    "a function as a layer": (lambda: with_layer({**FUNCTION, "config": {"name": "f"}}), "'function'"),
    "a dead op": (lambda: graph(dead_op), "'Switch'"),
    "a function as an argument": (lambda: graph(function_as_argument), r"inbound_nodes\[0\].args\[1\]"),
    "a function as a mask": (lambda: graph(function_as_mask), "kwargs.mask"),
    "a function as another setting of a call": (lambda: graph(unknown_call_setting), "not called with this"),
    "an array as an argument": (lambda: graph(array_as_argument), "tensors of other layers only"),
    "an operation off the list": (lambda: operation("Map", module="keras.src.ops.core"), "'Map'; this operation may not"),
    "an operation of another module": (lambda: operation("Sum", module="os"), "'os'"),
    "a function as an operation": (lambda: operation("set_floatx", module="keras.src.backend.config"), "keras.src.backend.config"),
    "a registered operation": (lambda: operation("Sum", registered_name="p>Sum"), "custom objects"),
    "an operation without a model": (lambda: with_layer({"module": "keras.src.ops.numpy", "class_name": "Negative", "registered_name": "Negative", "config": {"name": "n"}}), "keras.src.ops.numpy"),
    "a setting that an operation lacks": (lambda: operation("Negative", config={"name": "matmul", "fn": SET_FLOATX}), "'fn'"),
    "a function for an operation": (lambda: operation("Add", SET_FLOATX), "tensors of other layers only"),
    "a keyword for an operation": (operation_with_a_keyword, "with values in order"),
    "an array of lists": (lambda: operation("Add", as_array([1.0, 2.0])), "tensors of other layers only"),
    "an array of objects": (lambda: operation("Add", as_array(np.array([{}, {}]), "object")), "tensors of other layers only"),
    "an array of another dtype than it says": (lambda: operation("Add", as_array(np.zeros(4))), "tensors of other layers only"),
    "an array that is not finite": (lambda: operation("Add", as_array(np.array([np.nan], "float32"))), "tensors of other layers only"),
    "a slice by words": (lambda: operation("GetItem", [a_slice("0")]), "tensors of other layers only"),
    "a reshape to anything": (lambda: operation("Reshape", config={"name": "matmul", "newshape": [-1, 1 << 40]}), "newshape"),
    "a function as an activation": (lambda: with_setting(1, activation=FUNCTION), r"layers\[1\].activation"),
    "set_floatx as an activation": (lambda: with_setting(1, activation=SET_FLOATX), "activation"),
    "an activation with dots": (lambda: with_setting(1, activation="keras.config.set_floatx"), "keras.config"),
    "a function as an initialiser": (lambda: with_setting(1, kernel_initializer=FUNCTION), "kernel_initializer"),
    "a name as an initialiser": (lambda: with_setting(1, kernel_initializer="zeros"), "kernel_initializer"),
    "Constant of an object": (lambda: with_setting(1, kernel_initializer={**MLP_KERNEL, "config": {"value": FUNCTION}}), "kernel_initializer"),
    "Identity of a big gain": (lambda: with_setting(1, kernel_initializer={**MLP_KERNEL, "class_name": "Identity", "config": {"gain": 1e300}}), "kernel_initializer"),
    "a registered initialiser": (lambda: with_setting(1, kernel_initializer={**MLP_KERNEL, "config": {}, "registered_name": "p>C"}), "kernel_initializer"),
    "a custom layer": (lambda: with_layer({**layer_of("Dense", units=1), "registered_name": "p>Dense"}), "custom objects"),
    "a custom model": (lambda: described(mlp)["config"] | {"registered_name": np.zeros(3)}, "custom objects"),
    "another module": (lambda: with_layer({**layer_of("Dense", units=1), "module": "os"}), "'os'"),
    "no module, the old format": (lambda: with_layer({k: v for k, v in layer_of("Dense").items() if k != "module"}), "`module`"),
    "the old format of a call": (lambda: graph(old_format_node), "a call has"),
    "a compile config": (lambda: described(mlp)["config"] | {"compile_config": {}}, "no such entry"),
    "a build config": (lambda: with_layer(layer_of("Flatten") | {"build_config": {"input_shape": [1]}}), "no such entry"),
    "a shared object": (lambda: with_layer(layer_of("Flatten") | {"shared_object_id": 1}), "no such entry"),
    # Bombs that show before anything is built.
    "Dense of 400 million": (lambda: with_setting(1, units=400_000_000), r"layers\[1\].units` is 400000000; allowed is a whole number from 1 to 65536"),
    "a number of 20000 bits": (lambda: with_setting(1, units=HUGE), "20001 bits"),
    "Embedding": (lambda: with_layer(layer_of("Embedding", input_dim=1 << 40, output_dim=1)), "input_dim"),
    "Reshape": (lambda: with_layer(layer_of("Reshape", target_shape=[1 << 20, 1 << 20])), "target_shape"),
    "RepeatVector": (lambda: with_layer(layer_of("RepeatVector", n=1 << 20)), r"\.n`"),
    "UpSampling": (lambda: with_layer(layer_of("UpSampling2D", size=[1 << 20, 1])), "size"),
    "ZeroPadding": (lambda: with_layer(layer_of("ZeroPadding2D", padding=[[1 << 20, 0], [0, 0]])), "padding"),
    "an input shape": (lambda: with_setting(0, batch_shape=[None, 65536, 65536]), "batch_shape"),
    "a thousand levels": (lambda: deep(1000), "nest at most 4 deep"),
    "five levels": (lambda: deep(5), "nest at most 4 deep"),
    "ten thousand layers": (lambda: with_layer(*({**layer_of("Flatten"), "config": {"name": f"f{n}"}} for n in range(10_000))), "layers` is 10004; there may be 100 layers here"),
    "8000 calls": (many_calls, "at most 1000 layers"),
    "an unrolled loop": (lambda: with_layer(layer_of("LSTM", units=1, unroll=True)), "unroll"),
    # A graph that is none.
    "a layer that leads nowhere": (lambda: graph(dead_layer), "'added'; each call of a layer leads to an output"),
    "a layer that calls itself": (lambda: graph(calls_itself), "circle"),
    "a circle": (lambda: graph(circle), "circle"),
    "a layer from nowhere": (lambda: graph(from_nowhere), "'a list|is a list; a tensor is"),
    "a call that is not": (lambda: graph(from_a_call_that_is_not), "has no call 1"),
    "two layers of one name": (lambda: graph(two_of_a_name), "a name|name of its own"),
    "another name outside": (lambda: graph(another_name_outside), "name of its own"),
    "an output from nowhere": (lambda: graph(output_from_nowhere), "output_layers"),
    "an input from the middle": (lambda: graph(input_from_the_middle), "input_layers"),
    # Values of the wrong kind.
    "True for a number": (lambda: with_setting(1, units=True), "units` is True"),
    "1 for True": (lambda: with_setting(1, use_bias=1), "use_bias` is 1"),
    "NaN": (lambda: with_setting(2, rate=math.nan), "rate` is nan"),
    "infinity": (lambda: with_setting(2, rate=math.inf), "rate` is inf"),
    "a number too large for a float": (lambda: with_setting(2, rate=HUGE), "rate"),
    "an unknown key": (lambda: with_setting(1, evil=1), "'evil'; a layer of this class has no such"),
    "a key that is no text": (lambda: {**(c := described(mlp)["config"]), "config": {**c["config"], (1, 2): 3}}, "tuple"),
    "an array for a number": (lambda: with_setting(1, units=np.arange(3)), "ndarray"),
    "a name with a slash": (lambda: with_setting(1, name="a/b"), "name"),
    "no name": (lambda: with_layer({**layer_of("Flatten"), "config": {}}), "name` is None"),
    "another dtype": (lambda: with_setting(1, dtype="string"), "dtype"),
    "no layers": (lambda: described(mlp)["config"] | {"config": {"name": "m", "layers": []}}, "layers"),
    "a layer for a model": (lambda: layer_of("Dense", units=1), "only Sequential and Functional"),
    "no model": (lambda: None, "only Sequential and Functional"),
}  # fmt: skip


def test_refusals_tell_a_learner_what_to_do_instead() -> None:
    class Twice(L.Layer):
        def call(self, x: Any) -> Any:
            return 2 * x

    start = Input((4,))
    # Not as `describe` would write it, which follows it down to an operation.
    twice = model_allowlist.bare(
        keras.saving.serialize_keras_object(keras.Sequential([start, Twice()]))
    )
    sorts = describe(keras.Model(start, keras.ops.sort(start)))["config"]
    for config, words in (
        (sorts, "'Sort'; .*such as `x \\+ y`.* build it as `keras.Sequential`"),
        (twice, r"layers\[1\].module` is 'test_model_allowlist'; .*'Twice' is not"),
    ):
        with pytest.raises(ArchitectureRefused, match=words):
            model_allowlist.check(config)


@pytest.mark.parametrize("case", REFUSED)
def test_check_refuses(case: str) -> None:
    make, words = REFUSED[case]
    with pytest.raises(ArchitectureRefused, match=words):
        model_allowlist.check(make())
    assert keras.config.floatx() == "float32"


def test_kerass_own_loader_takes_what_check_refuses() -> None:
    """The control: without it the refusals above would prove little."""
    load = functools.partial(keras.saving.deserialize_keras_object, safe_mode=True)
    assert (
        load(REFUSED["Lambda with a public function"][0]()).layers[-1].function
        is keras.config.set_floatx
    )
    try:
        load(REFUSED["a dead op"][0]())
        assert keras.config.floatx() == "float64"
    finally:
        keras.config.set_floatx("float32")


def conv_bomb() -> dict[str, Any]:
    image = with_setting(0, batch_shape=[None, 64, 64, 3])
    image["config"]["layers"] = [image["config"]["layers"][0]]
    image["config"].pop("build_input_shape")
    sizes = {"filters": 65536, "kernel_size": [1024, 1024], "padding": "same"}
    image["config"]["layers"].append(layer_of("Conv2D", **sizes))
    return image


def wide() -> dict[str, Any]:
    return with_layer(*(layer_of("Dense", name=f"d{n}", units=65536) for n in range(2)))


def tall() -> dict[str, Any]:
    grow = [layer_of("Reshape", target_shape=[2, 1])]
    grow += [layer_of("UpSampling1D", name=f"u{n}", size=64) for n in range(20)]
    return with_layer(*grow)


def tall_inside_a_wrapper() -> dict[str, Any]:
    config = with_layer(layer_of("Reshape", target_shape=[2, 1]))
    steps = [layer_of("RepeatVector", name="r", n=65536)]
    steps += [layer_of("UpSampling1D", name=f"u{n}", size=64) for n in range(2)]
    steps += [layer_of("GlobalMaxPooling1D", name="last")]
    inner = {**described(mlp)["config"], "config": {"name": "inner", "layers": steps}}
    config["config"]["layers"].append(layer_of("TimeDistributed", layer=inner, name="each"))
    return config


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (conv_bomb, "parameters; allowed are at most 50000000"),
        (wide, "parameters; allowed"),
        (tall, "values for each row"),
        (tall_inside_a_wrapper, "values for each row"),
        (lambda: with_layer(layer_of("Reshape", target_shape=[5])), "Keras cannot build"),
        (lambda: with_layer(layer_of("Flatten", noise=None)), "no such setting"),
        (
            lambda: {**deep(0), "config": {"name": "m", "layers": [layer_of("Flatten")]}},
            "no known input shape",
        ),
    ],
)
def test_rebuild_refuses_a_size_before_it_takes_memory(make: Callable[[], Any], words: str) -> None:
    host = ModelHost()
    before = _memory_kib()
    with pytest.raises(ArchitectureRefused, match=words):
        host.rebuild(make(), [])
    # A refusal still holds after the next scope has ended.
    host.rebuild(**described(mlp))
    assert _memory_kib() - before < 200_000


def _memory_kib() -> int:
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))


@pytest.mark.parametrize(
    ("index", "value", "words"),
    [
        (0, np.zeros((3, 4), "float32"), r"shape \(4, 3\), dtype float32; got \(3, 4\), float32"),
        (0, np.zeros((4, 3)), "got .*float64"),
        (1, np.array([0, math.nan, 0], "float32"), "not finite"),
        (1, np.array([0, math.inf, 0], "float32"), "not finite"),
        (1, np.array([None] * 3), "got .*object"),
        (1, [0.0, 0.0, 0.0], "no array"),
    ],
)
def test_rebuild_refuses_weights(index: int, value: Any, words: str) -> None:
    given = described(mlp)
    given["weights"][index] = value
    host = ModelHost()
    with pytest.raises(ValueError, match=words):
        host.rebuild(**given)
    assert host.model is None


def test_rebuild_refuses_another_number_of_weights() -> None:
    given = described(mlp)
    with pytest.raises(ValueError, match="has 4 weights, and these came with it: 3"):
        ModelHost().rebuild(given["config"], given["weights"][1:])


BASES = (mlp, skips, attention, words, two_codes, by_hand, with_an_array)
LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-2, 70),
    st.sampled_from([1 << 16, 1 << 40, 1 << 200, -1, 0.5, 1e30, math.nan, math.inf]),
    st.sampled_from(["relu", "same", "float32", "Dense", "Lambda", "function", "keras", "os", ""]),
    st.text(max_size=5),
    st.binary(max_size=3),
    st.just(np.arange(3)),
)
JUNK = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.tuples(inner, inner),
        st.dictionaries(
            st.sampled_from(["class_name", "config", "module", "name", "x"]), inner, max_size=3
        ),
    ),
    max_leaves=8,
)


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    items = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list | tuple)
        else ()
    )
    for key, item in items:
        yield (*path, key)
        yield from places(item, (*path, key))


def replaced(value: Any, path: tuple[Any, ...], change: Callable[[Any], Any]) -> Any:
    if not path:
        return change(value)
    changed = dict(value) if isinstance(value, dict) else dict(enumerate(value))
    changed[path[0]] = replaced(changed[path[0]], path[1:], change)
    return changed if isinstance(value, dict) else type(value)(changed.values())


@functools.cache
def all_places(build: Callable[[], keras.Model]) -> list[tuple[Any, ...]]:
    return list(places(described(build)["config"]))


@pytest.fixture(scope="module", autouse=True)
def _bases_are_built() -> None:
    """A strategy may not draw from Python's own `random`, which Keras seeds layers with."""
    for build in BASES:
        all_places(build)


@st.composite
def mutants(draw: st.DrawFn) -> dict[str, Any]:
    build = draw(st.sampled_from(BASES))
    given = described(build)
    where = draw(st.sampled_from(all_places(build)))
    junk = draw(JUNK)

    def inject(value: Any) -> Any:
        return (
            {**value, draw(st.sampled_from(["fn", "seed", "class_name", 3])): junk}
            if isinstance(value, dict)
            else junk
        )

    given["config"] = replaced(
        given["config"], where, draw(st.sampled_from([lambda _: junk, inject]))
    )
    return given


@st.composite
def neighbours(draw: st.DrawFn) -> dict[str, Any]:
    """An honest model with one to three settings changed to others of the same kind."""
    build = draw(st.sampled_from(BASES))
    given = described(build)
    left = [path for path in all_places(build) if path[-1] in SETTINGS]
    for _ in range(draw(st.integers(1, 3))):
        where = draw(st.sampled_from(left))
        given["config"] = replaced(given["config"], where, lambda value: draw(near(value)))
        # The objects in there may be gone.
        left = [path for path in left if path[: len(where)] != where]
    return given


OF_OPERATIONS = {key for rows in OPERATIONS.values() for row in rows.values() for key in row}
SETTINGS = set().union(*LAYERS.values(), model_allowlist.COMMON, OF_OPERATIONS) - {"name"}


def near(value: Any) -> st.SearchStrategy[Any]:
    if isinstance(value, bool):
        return st.booleans()
    if isinstance(value, int):
        return st.integers(1, 9)
    if isinstance(value, float):
        return st.floats(0, 1)
    if isinstance(value, str):
        return st.sampled_from(
            ["relu", "softmax", "same", "valid", "sum", "concat", "float16", "float64"]
        )
    if isinstance(value, list | tuple):
        return st.lists(st.integers(1, 9), min_size=len(value), max_size=len(value))
    return st.sampled_from([None, 1, 0.5, value])


def classes(config: dict[str, Any]) -> list[Any]:
    inner = config["config"].get("layers", [])
    return [
        config["class_name"],
        sorted(str(classes(layer)) for layer in inner if layer["class_name"] != "InputLayer"),
    ]


@settings(max_examples=400, deadline=None)
@given(mutants())
def test_check_raises_nothing_but_its_refusal(given: dict[str, Any]) -> None:
    with contextlib.suppress(ArchitectureRefused):
        assert model_allowlist.check(given["config"]) > 0


@settings(max_examples=120, deadline=None)
@given(st.one_of(neighbours(), mutants()))
def test_what_check_accepts_keras_builds_as_it_is_written(given: dict[str, Any]) -> None:
    host, wanted = ModelHost(), copy.deepcopy(given["config"])
    try:
        host.rebuild(**given)
    # Refused; or its weights no longer fit, which is not the architecture's matter.
    except ValueError:
        return
    built = model_allowlist.bare(keras.saving.serialize_keras_object(host.model))
    assert classes(built) == classes(wanted)


def test_check_needs_no_keras_to_refuse(tmp_path: Any) -> None:
    """The tables are data: a process without Keras may check."""
    source = "import sys, autograder.worker.model_allowlist; assert 'keras' not in sys.modules"
    subprocess.run([sys.executable, "-c", source], check=True, cwd=tmp_path)
