"""Which Keras model a config from a student's process may become: an allow-list, never a guess.

A config is plain data as `keras.saving.serialize_keras_object(model)` gives it. Keras's own
loader, `safe_mode` or not, calls what a config names; here a config names nothing that is not
written below. The tables are written out, not read from Keras's signatures: an allow-list must
not grow because a library did. Nothing here imports Keras.

Of Keras's operations there are those that work on numbers alone and give one output of a known
shape: sizes are bounded as those of layers are, by what comes out.
"""

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, NoReturn

import numpy as np

MOST_LAYERS = 500
# A Sequential builds itself anew with each layer that is added: time grows as the square.
MOST_IN_SEQUENCE = 100
# A nested model that is called ten times in a nested model that is called ten times, and so on.
MOST_CALLS = 1000
MOST_NESTED = 4
MOST_VALUES = 1 << 25
MOST_PARAMETERS = 50_000_000
# Below Python's own recursion limit, above what an honest config needs.
MOST_DEPTH = 64
STRIPPED = ("build_config", "compile_config")


class ArchitectureRefused(ValueError):
    """A model that is not rebuilt, with where in its config and what is allowed."""


@dataclass(frozen=True)
class Kind:
    """What one value of a config may be: in words, and as a test that raises nothing."""

    message: str
    fits: Callable[[Any], bool]


Fields = dict[str, Kind]


# Exact types only: True is an int to isinstance, and a subclass may lie about itself.
def whole(low: int, high: int) -> Kind:
    return Kind(
        f"a whole number from {low} to {high}", lambda v: type(v) is int and low <= v <= high
    )


def real(low: float, high: float) -> Kind:
    # NaN compares as false with everything.
    return Kind(
        f"a number from {low:g} to {high:g}",
        lambda v: type(v) in (int, float) and low <= v <= high,
    )


def choice(*names: str) -> Kind:
    allowed = frozenset(names)
    return Kind(f"one of {', '.join(names)}", lambda v: type(v) is str and v in allowed)


def some(kind: Kind) -> Kind:
    return Kind(f"{kind.message}, or None", lambda v: v is None or kind.fits(v))


def either(one: Kind, other: Kind) -> Kind:
    return Kind(f"{one.message}, or {other.message}", lambda v: one.fits(v) or other.fits(v))


def several(kind: Kind, most: int, least: int = 1) -> Kind:
    return Kind(
        f"{least} to {most} values, each {kind.message}",
        lambda v: type(v) in (list, tuple) and least <= len(v) <= most and all(map(kind.fits, v)),
    )


def one_or_more(kind: Kind) -> Kind:
    return either(kind, several(kind, 3))


def shape(message: str, dimension: Kind, most: int = 6, least: int = 0) -> Kind:
    dimensions = several(dimension, most, least)
    return Kind(
        f"{message} of at most {most} dimensions and {MOST_VALUES} values",
        lambda v: dimensions.fits(v) and math.prod(abs(n or 1) for n in v) <= MOST_VALUES,
    )


def known(module: str, classes: dict[str, Fields]) -> Kind:
    """One of Keras's small objects (an initialiser, a policy): by its name, with known numbers."""

    def fits(value: Any) -> bool:
        if not _is_object(value) or value["module"] != module:
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


def _is_object(value: Any) -> bool:
    """Tell whether a value has the form in which Keras writes an object."""
    return (
        type(value) is dict
        # A layer without `module` goes to Keras's loader of old formats, which checks less.
        and value.keys() >= OBJECT
        and type(value["class_name"]) is str
        # None for what the student's own notebook defines.
        and type(value["module"]) in (str, type(None))
        and type(value["config"]) is dict
    )


FLAG = Kind("True or False", lambda v: type(v) is bool)
OFF = Kind("False", lambda v: v is False)
NONE = Kind("None", lambda v: v is None)
NAME = Kind(
    "1 to 100 letters, digits, spaces, `_`, `.` or `-`",
    lambda v: type(v) is str and re.fullmatch(r"[A-Za-z0-9_. -]{1,100}", v) is not None,
)
NUMBER = real(-1e6, 1e6)
SHARE = real(0, 1)
AXIS = whole(-8, 8)
AXES = either(AXIS, several(AXIS, 8))
COUNT = whole(1, 65536)
SIZE = one_or_more(whole(1, 1024))
EDGE = one_or_more(either(whole(0, 1024), several(whole(0, 1024), 2)))
FACTOR = some(either(real(-255, 255), several(real(-255, 255), 2)))
TENSOR_DTYPE = choice(
    "float16", "bfloat16", "float32", "float64", "bool", "uint8", "uint16", "uint32", "uint64",
    "int8", "int16", "int32", "int64",
)  # fmt: skip
# No plain bfloat16: weights of it cannot cross the wire.
POLICY = choice("float16", "float32", "float64", "mixed_float16", "mixed_bfloat16")
FUNCTION = choice(
    "linear", "relu", "relu6", "leaky_relu", "elu", "celu", "selu", "gelu", "glu", "silu", "swish",
    "mish", "softplus", "softsign", "softmax", "log_softmax", "sparsemax", "sigmoid", "tanh",
    "log_sigmoid", "hard_sigmoid", "hard_silu", "hard_swish", "hard_tanh", "hard_shrink",
    "soft_shrink", "tanh_shrink", "squareplus", "threshold", "exponential",
)  # fmt: skip
BATCH_SHAPE = shape("a batch size (or None), then a shape", some(COUNT), most=7, least=1)

CAUSAL = choice("valid", "same", "causal")

# What a setting may be, whatever it belongs to; `OWN` says otherwise for some classes.
KINDS: Fields = {
    key: kind
    for kind, keys in (
        (NUMBER, "l1 l2 mean stddev gain minval maxval value alpha min_value max_value mask_value"),
        (NUMBER, "negative_slope threshold fill_value"),
        (SHARE, "rate dropout recurrent_dropout momentum renorm_momentum"),
        (COUNT, "units filters n height width num_heads key_dim value_dim output_dim"),
        (whole(-1, 65536), "groups"),
        (whole(1, 1024), "depth_multiplier"),
        (whole(1, 10_000_000), "input_dim"),
        (real(0, 1e3), "epsilon"),
        (some(whole(0, 1 << 53)), "seed"),
        (AXES, "axis axes"),
        (some(AXES), "attention_axes"),
        (SIZE, "kernel_size dilation_rate pool_size"),
        (some(SIZE), "strides"),
        (one_or_more(whole(1, 64)), "size"),
        (EDGE, "cropping"),
        (some(COUNT), "sliding_window"),
        (some(one_or_more(whole(0, 1024))), "output_padding"),
        (shape("a shape", whole(-1, MOST_VALUES)), "target_shape"),
        (some(either(COUNT, shape("a shape", COUNT, 3))), "output_shape"),
        (some(several(some(COUNT), 8)), "noise_shape"),
        (some(several(whole(1, 8), 8)), "shared_axes"),
        (several(whole(1, 8), 8), "dims"),
        (FACTOR, "factor height_factor width_factor"),
        (several(NUMBER, 2, 2), "value_range"),
        (NUMBER, "x_min x_max"),
        (shape("a shape", whole(-1, MOST_VALUES)), "newshape"),
        (COUNT, "k"),
        (choice("valid", "same"), "padding"),
        (some(choice("channels_last", "channels_first")), "data_format"),
        (choice("nearest", "bilinear", "bicubic", "lanczos3", "lanczos5", "area"), "interpolation"),
        (choice("constant", "nearest", "reflect", "wrap"), "fill_mode"),
        (some(choice("sum", "mul", "concat", "ave")), "merge_mode"),
        (choice("dot", "concat"), "score_mode"),
        (FLAG, "use_bias use_scale use_gate center scale renorm rms_scaling invert keepdims"),
        (
            FLAG,
            "sorted approximate mask_zero normalize return_sequences return_state go_backwards reset_after",
        ),
        (FLAG, "zero_output_for_mask unit_forget_bias antialias"),
        (FLAG, "crop_to_aspect_ratio pad_to_aspect_ratio"),
        # No unrolled loops, which cost a graph node a step, and no state that outlives a call.
        (OFF, "unroll stateful synchronized optional"),
        (some(OFF), "sparse ragged"),
        (NONE, "input_axes output_axes quantization_config renorm_clipping initial"),
    )
    for key in keys.split()
}
STATISTICS = some(either(NUMBER, several(either(NUMBER, several(NUMBER, 4096)), 4096)))
SCALES = either(NUMBER, several(NUMBER, 64))
OWN: dict[str, Fields] = {
    "VarianceScaling": {
        "scale": real(1e-6, 1e6),
        "mode": choice("fan_in", "fan_out", "fan_avg"),
        "distribution": choice("truncated_normal", "untruncated_normal", "uniform", "normal"),
    },
    "OrthogonalRegularizer": {"factor": NUMBER, "mode": choice("rows", "columns")},
    "DTypePolicy": {"name": POLICY},
    "ReLU": {"max_value": some(NUMBER)},
    "InputLayer": {"batch_shape": BATCH_SHAPE, "dtype": TENSOR_DTYPE},
    **{f"{which}Conv1D": {"padding": CAUSAL} for which in ("", "Depthwise", "Separable")},
    **{f"ZeroPadding{n}D": {"padding": EDGE} for n in (1, 2, 3)},
    "Normalization": {"axis": some(AXES), "mean": STATISTICS, "variance": STATISTICS},
    "Rescaling": {"scale": SCALES, "offset": SCALES},
    "RandomFlip": {"mode": choice("horizontal", "vertical", "horizontal_and_vertical")},
    **{name: {"axis": some(AXES)} for name in ("Mean", "Sum", "Var", "Max", "Min")},
    "Squeeze": {"axis": some(AXES)},
    "Transpose": {"axes": some(AXES)},
    "Cast": {"dtype": TENSOR_DTYPE},
    "ConvertToTensor": {"dtype": some(TENSOR_DTYPE)},
}
WEIGHT = ("initializer", "regularizer", "constraint")


def table(rows: dict[str, str]) -> dict[str, Fields]:
    """Give each class the settings that its row names.

    A row may be of several classes, `#` in a name stands for 1, 2 and 3, and `kernel*` for the
    three settings that a weight `kernel` brings.
    """
    return {
        name.replace("#", digit): _fields_of(name.replace("#", digit), row)
        for names, row in rows.items()
        for name in names.split()
        for digit in ("123" if "#" in name else " ")
    }


def _fields_of(name: str, row: str) -> Fields:
    kinds = KINDS | OWN.get(name, {})
    keys = [
        key
        for word in row.split()
        for key in ([f"{word[:-1]}_{part}" for part in WEIGHT] if word[-1] == "*" else [word])
    ]
    return {key: kinds[key] for key in keys}


_fans = "seed input_axes output_axes"
_initializers = {
    "Zeros Ones": "",
    "Constant": "value",
    "Identity": "gain",
    "Orthogonal": "seed gain",
    "RandomUniform": "seed minval maxval",
    "RandomNormal TruncatedNormal": "seed mean stddev",
    "VarianceScaling": f"{_fans} scale mode distribution",
    "GlorotNormal GlorotUniform HeNormal HeUniform LecunNormal LecunUniform": _fans,
}
_regularizers = {"L1": "l1", "L2": "l2", "L1L2": "l1 l2", "OrthogonalRegularizer": "factor mode"}
_constraints = {
    "MaxNorm": "max_value axis",
    "MinMaxNorm": "min_value max_value rate axis",
    "NonNeg": "",
    "UnitNorm": "axis",
}
_activations = {
    "ReLU": "max_value negative_slope threshold",
    "LeakyReLU": "negative_slope",
    "ELU": "alpha",
    "Softmax": "axis",
}
INITIALIZER = known("keras.initializers", table(_initializers))
REGULARIZER = some(known("keras.regularizers", table(_regularizers)))
CONSTRAINT = some(known("keras.constraints", table(_constraints)))
COMMON: Fields = {
    "name": NAME,
    "trainable": FLAG,
    "dtype": either(POLICY, known("keras", table({"DTypePolicy": "name"}))),
    "activity_regularizer": REGULARIZER,
}
_objects = {name: COMMON | fields for name, fields in table(_activations).items()}
ACTIVATION = either(some(FUNCTION), known("keras.layers", _objects))
_stems = (
    "kernel bias recurrent depthwise pointwise embeddings alpha beta gamma "
    "moving_mean moving_variance"
)
KINDS |= {"activation": ACTIVATION, "recurrent_activation": ACTIVATION} | {
    f"{stem}_{part}": kind
    for stem in _stems.split()
    for part, kind in zip(WEIGHT, (INITIALIZER, REGULARIZER, CONSTRAINT), strict=True)
}

_window = "strides padding data_format"
_conv = f"kernel_size {_window} dilation_rate activation use_bias bias*"
_affine = "axis epsilon center scale beta* gamma*"
_rnn = (
    "units activation use_bias kernel* recurrent* bias* dropout recurrent_dropout stateful "
    "unroll return_sequences return_state go_backwards zero_output_for_mask"
)
_warp = "data_format seed fill_mode fill_value interpolation"
LAYERS = table(
    {
        "InputLayer": "batch_shape dtype sparse ragged optional",
        "Dense": "units activation use_bias kernel* bias* quantization_config",
        "Embedding": "input_dim output_dim embeddings* mask_zero quantization_config",
        "Conv#D": f"{_conv} filters kernel* groups",
        "Conv#DTranspose": f"{_conv} filters kernel* output_padding",
        "DepthwiseConv1D DepthwiseConv2D": f"{_conv} depth_multiplier depthwise*",
        "SeparableConv1D SeparableConv2D": f"{_conv} depth_multiplier depthwise* "
        "filters pointwise*",
        "MaxPooling#D AveragePooling#D": f"pool_size {_window}",
        "GlobalMaxPooling#D GlobalAveragePooling#D": "data_format keepdims",
        "BatchNormalization": f"{_affine} momentum synchronized renorm renorm_clipping "
        "renorm_momentum moving_mean_initializer moving_variance_initializer",
        "LayerNormalization": f"{_affine} rms_scaling",
        "GroupNormalization": f"{_affine} groups",
        "RMSNormalization": "axis epsilon",
        "UnitNormalization": "axis",
        "Normalization": "axis invert mean variance",
        "Dropout AlphaDropout": "rate seed noise_shape",
        "GaussianDropout": "rate seed",
        "SpatialDropout1D": "rate seed",
        "SpatialDropout2D SpatialDropout3D": "rate seed data_format",
        "GaussianNoise": "stddev seed",
        "ActivityRegularization": "l1 l2",
        "Flatten": "data_format",
        "Reshape": "target_shape",
        "Permute": "dims",
        "RepeatVector": "n",
        "ZeroPadding#D": "padding data_format",
        "Cropping1D": "cropping",
        "Cropping2D Cropping3D": "cropping data_format",
        "UpSampling1D": "size",
        "UpSampling2D": "size data_format interpolation",
        "UpSampling3D": "size data_format",
        **_activations,
        "Activation": "activation",
        "PReLU": "alpha* shared_axes",
        "Add Subtract Multiply Average Maximum Minimum Identity": "",
        "Concatenate": "axis",
        "Dot": "axes normalize",
        "Masking": "mask_value",
        "SimpleRNN": _rnn,
        "LSTM": f"{_rnn} recurrent_activation unit_forget_bias seed",
        "GRU": f"{_rnn} recurrent_activation reset_after seed",
        "Bidirectional": "merge_mode",
        "TimeDistributed": "",
        "Attention": "use_scale score_mode dropout seed",
        "AdditiveAttention": "use_scale dropout seed",
        "MultiHeadAttention": "num_heads key_dim value_dim use_bias kernel* bias* output_shape "
        "attention_axes dropout seed use_gate sliding_window",
        "Rescaling": "scale offset",
        "Resizing": "height width data_format interpolation fill_mode fill_value antialias "
        "crop_to_aspect_ratio pad_to_aspect_ratio",
        "CenterCrop": "height width data_format",
        "RandomCrop": "height width data_format seed",
        "RandomFlip": "mode data_format seed",
        "RandomRotation": f"{_warp} factor",
        "RandomZoom RandomTranslation": f"{_warp} height_factor width_factor",
        "RandomContrast RandomBrightness": "factor value_range data_format seed",
    }
)
# What `x + y` or a function of `keras.ops` is in a model: by Keras's module, since names recur there.
OPERATIONS = {
    f"keras.src.{module}": table(rows)
    for module, rows in {
        "ops.numpy": {
            "Add Subtract Multiply TrueDivide Power Maximum Minimum Matmul Dot Where": "",
            "Greater GreaterEqual Less LessEqual Equal NotEqual LogicalAnd LogicalOr LogicalNot": "",
            "Negative Absolute Sign Square Sqrt Exp Log Log1p Sin Cos Tanh GetItem": "",
            "Mean Sum Var": "axis keepdims",
            "Max Min": "axis keepdims initial",
            "Clip": "x_min x_max",
            "Reshape": "newshape",
            "Transpose": "axes",
            "ExpandDims Squeeze Concatenate Stack": "axis",
        },
        "ops.nn": {
            "Relu Relu6 Sigmoid Silu Selu Softplus Softsign": "",
            "Elu": "alpha",
            "LeakyRelu": "negative_slope",
            "Gelu": "approximate",
            "Softmax": "axis",
        },
        "activations.activations": {"ReLU": "negative_slope max_value threshold"},
        "ops.math": {"TopK": "k sorted", "Rsqrt": ""},
        "ops.core": {"Cast": "dtype", "ConvertToTensor": "dtype sparse ragged"},
    }.items()
}
RECURRENT = frozenset({"SimpleRNN", "LSTM", "GRU"})
# Which keys of a layer hold layers, and of which classes these may be.
WRAPPED: dict[str, dict[str, frozenset[str] | None]] = {
    "Bidirectional": {"layer": RECURRENT, "backward_layer": RECURRENT},
    "TimeDistributed": {"layer": None},
}
MODELS = {"Sequential": "keras", "Functional": "keras.src.models.functional"}
MODEL_FIELDS: dict[str, Fields] = {
    "Sequential": {**COMMON, "build_input_shape": BATCH_SHAPE},
    "Functional": {"name": NAME, "trainable": some(FLAG)},
}
GRAPH_KEYS = ("input_layers", "output_layers")
# What a layer may be called with besides tensors.
CALL: Fields = {
    "training": some(FLAG),
    "use_causal_mask": FLAG,
    "return_attention_scores": FLAG,
}
CALL_TENSORS = frozenset({"inputs", "sequences", "sequence", "mask", "initial_state"}) | {
    *("query", "value", "key", "query_mask", "value_mask", "key_mask", "attention_mask"),
}
TENSOR_SHAPE = several(some(whole(0, 1 << 53)), 16, 0)

WHERE = Kind(
    "a slice with whole numbers, or `...`",
    lambda v: (
        type(v) is dict
        and v.keys() == {"class_name", "config"}
        and type(v["class_name"]) is str
        and type(v["config"]) is dict
        and (
            (v["class_name"] == "__ellipsis__" and not v["config"])
            or (
                v["class_name"] == "__slice__"
                and v["config"].keys() == {"start", "stop", "step"}
                and all(map(some(whole(-MOST_VALUES, MOST_VALUES)).fits, v["config"].values()))
            )
        )
    ),
)
ARRAY = Kind(
    "an array of finite numbers",
    lambda v: (
        type(v) is dict
        and v.keys() == {"class_name", "config"}
        and type(v["class_name"]) is str
        and v["class_name"] == "__numpy__"
        and type(v["config"]) is dict
        and v["config"].keys() == {"value", "dtype"}
        and TENSOR_DTYPE.fits(v["config"]["dtype"])
        and type(v["config"]["value"]) is np.ndarray
        and v["config"]["value"].dtype.name == v["config"]["dtype"]
        and bool(np.isfinite(v["config"]["value"]).all())
    ),
)
# What an operation may be called with besides tensors.
CONSTANT = either(some(either(FLAG, real(-1e30, 1e30))), either(WHERE, ARRAY))

OWN_LAYERS_ONLY = (
    "a model that can be rebuilt is of Keras's own layers, and of simple operations such as "
    "`x + y`, `keras.ops.matmul` or `keras.ops.mean`: build it as `keras.Sequential` or with the "
    "functional API, out of 'keras.layers' only"
)

# A call of a layer: its name, and which of its calls.
Node = tuple[str, int]


@dataclass
class _Tally:
    layers: int = 0


@dataclass(frozen=True)
class _Place:
    """Where the walk stands in the config."""

    path: str = ""
    depth: int = 0
    tally: _Tally = field(default_factory=_Tally)

    def at(self, key: str) -> "_Place":
        return _Place(f"{self.path}.{key}" if self.path else key, self.depth, self.tally)

    def item(self, index: int) -> "_Place":
        return _Place(f"{self.path}[{index}]", self.depth, self.tally)

    def inner(self) -> "_Place":
        return _Place(self.path, self.depth + 1, self.tally)

    def refuse(self, value: Any, allowed: str) -> NoReturn:
        where = f"`{self.path}`" if self.path else "the model"
        raise ArchitectureRefused(f"In the model's config {where} is {_shown(value)}; {allowed}.")


def _shown(value: Any) -> str:
    # Not `repr` of anything: a deep list, an int of 5000 digits and a hostile class all raise.
    if type(value) is int and value.bit_length() > 64:
        return f"a whole number of {value.bit_length()} bits"
    if value is None or type(value) in (bool, int, float):
        return repr(value)
    if type(value) is str:
        return repr(value[:60])
    return f"a {type(value).__name__[:60]}"


def bare(config: Any) -> Any:
    """Copy a config without what training left in it (`build_config`, `compile_config`).

    A rebuilt model needs neither, and each would make Keras build or compile by the config's word.
    """
    return _bare(config, 0)


def _bare(value: Any, depth: int) -> Any:
    if depth > MOST_DEPTH:
        raise ArchitectureRefused(f"The model's config nests deeper than {MOST_DEPTH} levels.")
    if type(value) in (list, tuple):
        return type(value)(_bare(item, depth + 1) for item in value)
    if type(value) is dict:
        dropped = STRIPPED if "class_name" in value else ()
        kept = ((key, item) for key, item in value.items() if key not in dropped)
        return {key: _bare(item, depth + 1) for key, item in kept}
    return value


def check(config: Any) -> int:
    """Decide whether a bare config may be rebuilt, and count the layer calls of one run.

    Raises `ArchitectureRefused`, and nothing else, whatever the config holds. What depends on
    shapes that only Keras works out (parameters, sizes between layers) is for `model_host`.
    """
    place = _Place()
    shown = config["class_name"] if _is_object(config) else config
    if type(shown) is not str or shown not in MODELS:
        place.refuse(shown, "only Sequential and Functional models can be rebuilt")
    return _layer(config, place, set())


def _model(value: dict[str, Any], place: _Place) -> int:
    name, config = value["class_name"], value["config"]
    if value["module"] != MODELS[name]:
        place.at("module").refuse(value["module"], f"{name} is in {MODELS[name]!r}")
    registered = value["registered_name"]
    if registered is not None and (type(registered) is not str or registered != name):
        place.at("registered_name").refuse(registered, "custom objects are refused")
    graph = GRAPH_KEYS if name == "Functional" else ()
    _fields(config, MODEL_FIELDS[name], {"layers", *graph}, place)
    most = MOST_LAYERS if graph else MOST_IN_SEQUENCE
    entries = _entries(config.get("layers"), most, place.at("layers"))
    costs = {}
    for index, entry in enumerate(entries):
        here = place.at("layers").item(index)
        cost = _layer(entry, here.inner(), {"name", "inbound_nodes"} if graph else set())
        named = entry["config"]["name"]
        outer = entry["name"] if graph and "name" in entry else named
        if named in costs or type(outer) is not str or outer != named:
            here.at("name").refuse(outer, "each layer has one name of its own")
        costs[named] = cost
    if graph:
        return _Graph(entries, costs, place).calls(config)
    return _few(sum(costs.values()), place)


def _few(calls: int, place: _Place) -> int:
    if calls > MOST_CALLS:
        place.at("layers").refuse(calls, f"one run may call at most {MOST_CALLS} layers")
    return calls


def _entries(entries: Any, most: int, place: _Place) -> list[Any]:
    if type(entries) is not list or not entries:
        place.refuse(entries, "a model has a list of layers")
    place.tally.layers += len(entries)
    if len(entries) > most or place.tally.layers > MOST_LAYERS:
        place.refuse(
            len(entries), f"there may be {most} layers here, and {MOST_LAYERS} in the whole model"
        )
    return entries


def _layer(value: Any, place: _Place, extra: set[str]) -> int:
    """Check one layer or nested model; return how many calls one call of it makes."""
    if place.depth > MOST_NESTED:
        place.refuse(value, f"models and wrappers nest at most {MOST_NESTED} deep")
    if not _is_object(value):
        place.refuse(value, "a layer has `module`, `class_name`, `config` and `registered_name`")
    for key in value:
        if key not in OBJECT and key not in extra:
            place.refuse(key, "a layer has no such entry")
    name, config = value["class_name"], value["config"]
    if name in MODELS:
        return _model(value, place)
    if value["module"] in OPERATIONS and "inbound_nodes" in extra:
        return _operation(value, place)
    if value["module"] != "keras.layers":
        place.at("module").refuse(value["module"], f"{OWN_LAYERS_ONLY} ({_shown(name)} is not)")
    if name not in LAYERS:
        place.at("class_name").refuse(name, "this layer may run code or read files, or is unknown")
    if value["registered_name"] is not None:
        place.at("registered_name").refuse(value["registered_name"], "custom objects are refused")
    wrapped = WRAPPED.get(name, {})
    _fields(config, COMMON | LAYERS[name], set(wrapped), place)
    return 1 + sum(
        _wrapped(config[key], classes, place.at(key))
        for key, classes in wrapped.items()
        if key in config
    )


def _operation(value: dict[str, Any], place: _Place) -> int:
    name, operations = value["class_name"], OPERATIONS[value["module"]]
    if name not in operations:
        place.at("class_name").refuse(
            name, f"this operation may not stand there; {OWN_LAYERS_ONLY}"
        )
    # Keras writes an operation's class twice.
    if type(value["registered_name"]) is not str or value["registered_name"] != name:
        place.at("registered_name").refuse(value["registered_name"], "custom objects are refused")
    _fields(value["config"], {"name": NAME} | operations[name], set(), place)
    return 1


def _wrapped(value: Any, classes: frozenset[str] | None, place: _Place) -> int:
    place.tally.layers += 1
    cost = _layer(value, place.inner(), set())
    if classes is not None and value["class_name"] not in classes:
        place.refuse(value["class_name"], f"allowed is one of {', '.join(sorted(classes))}")
    return cost


def _fields(config: dict[str, Any], fields: Fields, others: set[str], place: _Place) -> None:
    for key, value in config.items():
        if key in fields:
            if not fields[key].fits(value):
                place.at(key).refuse(value, f"allowed is {fields[key].message}")
        elif key not in others:
            place.refuse(key, "a layer of this class has no such setting")
    if "name" not in config:
        place.at("name").refuse(None, f"a name is {NAME.message}")


class _Graph:
    """The calls of a Functional model, by the names that its config gives them."""

    def __init__(self, entries: list[dict[str, Any]], costs: dict[str, int], place: _Place) -> None:
        self.costs = costs
        self.place = place
        self.classes = {entry["config"]["name"]: entry["class_name"] for entry in entries}
        self.operations = {
            entry["config"]["name"] for entry in entries if entry["module"] in OPERATIONS
        }
        self.sources: dict[Node, set[Node]] = {}
        for index, entry in enumerate(entries):
            self._add(entry, place.at("layers").item(index).at("inbound_nodes"))

    def calls(self, config: dict[str, Any]) -> int:
        """Check that the calls form one graph without dead ends; return what a run costs."""
        ends = {
            key: {self._end(leaf, self.place.at(key)) for leaf in _leaves(config.get(key))}
            for key in GRAPH_KEYS
        }
        for name, _ in ends["input_layers"]:
            if self.classes.get(name) != "InputLayer":
                self.place.at("input_layers").refuse(name, "a model's inputs are its InputLayers")
        for sources in self.sources.values():
            for name, index in sources - self.sources.keys():
                self.place.at("layers").refuse(name, f"this layer has no call {index}")
        # The count before the walk that takes the square of it.
        calls = _few(sum(self.costs[name] for name, _ in self.sources), self.place)
        self._no_circle()
        for name, _ in self.sources.keys() - self._needed(ends["output_layers"]):
            if (name, 0) not in ends["input_layers"]:
                self.place.at("layers").refuse(name, "each call of a layer leads to an output")
        return calls

    def _add(self, entry: dict[str, Any], place: _Place) -> None:
        name, nodes = entry["config"]["name"], entry.get("inbound_nodes")
        if type(nodes) is not list or len(nodes) > MOST_CALLS:
            place.refuse(nodes, "a layer in a Functional model has a list of calls")
        if entry["class_name"] == "InputLayer":
            self.sources[name, 0] = set()
        if bool(nodes) == (entry["class_name"] == "InputLayer"):
            place.refuse(nodes, "every layer but an InputLayer is called, an InputLayer never")
        for index, node in enumerate(nodes):
            self.sources[name, index] = set(self._inputs(name, node, place.item(index)))

    def _inputs(self, name: str, node: Any, place: _Place) -> Iterator[Node]:
        if type(node) is not dict or node.keys() != {"args", "kwargs"}:
            place.refuse(node, "a call has `args` and `kwargs`")
        if type(node["args"]) not in (list, tuple) or type(node["kwargs"]) is not dict:
            place.refuse(node, "`args` is a list and `kwargs` a dict")
        operation = name in self.operations
        found = list(self._tensors(node["args"], place.at("args"), constants=operation))
        for key, value in node["kwargs"].items():
            if operation:
                place.at("kwargs").refuse(key, "an operation is called with values in order")
            if key in CALL_TENSORS:
                found += self._tensors(value, place.at("kwargs").at(key))
            elif key not in CALL:
                place.at("kwargs").refuse(key, "a layer is not called with this")
            elif not CALL[key].fits(value):
                place.at("kwargs").at(key).refuse(value, f"allowed is {CALL[key].message}")
        if not found:
            place.refuse(node, "a layer is called with at least one tensor")
        yield from found

    def _tensors(
        self, value: Any, place: _Place, depth: int = 0, *, constants: bool = False
    ) -> Iterator[Node]:
        if type(value) in (list, tuple) and depth < 3:
            for index, item in enumerate(value):
                yield from self._tensors(item, place.item(index), depth + 1, constants=constants)
        elif value is not None and not (constants and CONSTANT.fits(value)):
            yield self._tensor(value, place)

    def _tensor(self, value: Any, place: _Place) -> Node:
        config = value.get("config") if type(value) is dict else None
        # Any other `class_name` here is an object that Keras would make, or a function it would call.
        if (
            type(config) is not dict
            or value.keys() != {"class_name", "config"}
            or type(value["class_name"]) is not str
            or value["class_name"] != "__keras_tensor__"
            or config.keys() != {"shape", "dtype", "keras_history"}
        ):
            place.refuse(value, "layers are called with tensors of other layers only")
        if not TENSOR_SHAPE.fits(config["shape"]) or not TENSOR_DTYPE.fits(config["dtype"]):
            place.refuse(value, "a tensor has a shape and a numeric dtype")
        return self._reference(config["keras_history"], place)

    def _reference(self, value: Any, place: _Place) -> Node:
        if (
            type(value) not in (list, tuple)
            or len(value) != 3
            or type(value[0]) is not str
            or value[0] not in self.classes
            or not all(type(n) is int and 0 <= n < MOST_CALLS for n in value[1:])
        ):
            place.refuse(value, "a tensor is [a layer of this model, its call, its output]")
        return value[0], value[1]

    def _end(self, value: Any, place: _Place) -> Node:
        name, index = self._reference(value, place)
        # Keras counts a nested Functional's calls from 1 here, and from 0 in `keras_history`.
        index -= self.classes[name] == "Functional"
        if (name, index) not in self.sources:
            place.refuse(name, "a model's inputs and outputs are calls of its layers")
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
                self.place.at("layers").refuse(
                    next(iter(waiting))[0], "calls may not form a circle"
                )
            waiting = {n: s - ready for n, s in waiting.items() if n not in ready}


def _leaves(value: Any, depth: int = 0) -> Iterator[Any]:
    """Walk the structure of a model's inputs or outputs: `[name, call, output]`, or several."""
    if type(value) is dict and depth < 2 and all(NAME.fits(key) for key in value):
        value = list(value.values())
    elif type(value) in (list, tuple) and any(type(item) is str for item in value):
        yield value
        return
    if type(value) not in (list, tuple) or depth > 2:
        yield value
        return
    for item in value:
        yield from _leaves(item, depth + 1)
