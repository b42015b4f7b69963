"""The allowed Keras classes, each with its settings and the kinds of their values.

The tables are written out, not read from Keras's signatures: an allow-list must not grow because a
library did. Keras's operations on numbers are allowed if they give one output of a known shape. Their
sizes are bounded by that output, like those of layers. Nothing here imports Keras.
"""

import re

import numpy as np

from autograder.worker.model_values import (
    MOST_VALUES,
    Fields,
    Kind,
    choice,
    either,
    is_list,
    known,
    one_or_more,
    real,
    several,
    shape,
    some,
    whole,
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
# One mean for all axes: Keras keeps `axis=None` as an empty tuple.
NO_AXIS = Kind("no axis", lambda v: is_list(v) and not v)
COUNT = whole(1, 65536)
SIZE = one_or_more(whole(1, 1024))
EDGE = one_or_more(either(whole(0, 1024), several(whole(0, 1024), 2)))
FACTOR = some(either(real(-255, 255), several(real(-255, 255), 2)))
TENSOR_DTYPE = choice(
    "float16", "bfloat16", "float32", "float64", "bool", "uint8", "uint16", "uint32", "uint64",
    "int8", "int16", "int32", "int64",
)  # fmt: skip
# Plain bfloat16 is missing, since weights of this type cannot cross the wire.
POLICY = choice("float16", "float32", "float64", "mixed_float16", "mixed_bfloat16")
FUNCTION = choice(
    "linear", "relu", "relu6", "leaky_relu", "elu", "celu", "selu", "gelu", "glu", "silu", "swish",
    "mish", "softplus", "softsign", "softmax", "log_softmax", "sparsemax", "sigmoid", "tanh",
    "log_sigmoid", "hard_sigmoid", "hard_silu", "hard_swish", "hard_tanh", "hard_shrink",
    "soft_shrink", "tanh_shrink", "squareplus", "threshold", "exponential",
)  # fmt: skip
BATCH_SHAPE = shape("a batch size (or None), then a shape", some(COUNT), most=7, least=1)

CAUSAL = choice("valid", "same", "causal")

# The kind of each setting, in all classes. `OWN` has exceptions for some classes.
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
        # No unrolled loops, since each step costs a graph node; no state that outlives a call.
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
    "Normalization": {
        "axis": some(either(NO_AXIS, AXES)),
        "mean": STATISTICS,
        "variance": STATISTICS,
    },
    "Rescaling": {"scale": SCALES, "offset": SCALES},
    "RandomFlip": {"mode": choice("horizontal", "vertical", "horizontal_and_vertical")},
    **{name: {"axis": some(AXES)} for name in ("Mean", "Sum", "Var", "Max", "Min")},
    "Squeeze": {"axis": some(AXES)},
    "Transpose": {"axes": some(AXES)},
    "Cast": {"dtype": TENSOR_DTYPE},
    **{
        name: {"dtype": some(TENSOR_DTYPE)}
        for name in ("ConvertToTensor", "ZerosLike", "OnesLike", "FullLike")
    },
}
WEIGHT = ("initializer", "regularizer", "constraint")


def table(rows: dict[str, str]) -> dict[str, Fields]:
    """Give each class the settings that its row names.

    A row may name several classes. `#` in a name stands for 1, 2 and 3. `kernel*` stands for the
    three settings of a weight `kernel`.
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
# The operations behind `x + y` and `keras.ops`, by Keras's module, since names occur twice.
OPERATIONS = {
    f"keras.src.{module}": table(rows)
    for module, rows in {
        "ops.numpy": {
            "Add Subtract Multiply TrueDivide Power Maximum Minimum Matmul Dot Where": "",
            "Greater GreaterEqual Less LessEqual Equal NotEqual LogicalAnd LogicalOr LogicalNot": "",
            "Negative Absolute Sign Square Sqrt Exp Log Log1p Sin Cos Tanh GetItem": "",
            "ZerosLike OnesLike FullLike": "dtype",
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
# The keys of a wrapper that hold layers, and the classes that these may have.
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
# A layer may be called with these settings besides tensors.
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
# An operation may be called with these values besides tensors.
CONSTANT = either(some(either(FLAG, real(-1e30, 1e30))), either(WHERE, ARRAY))
