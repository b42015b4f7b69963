"""Restores the settings that libraries keep for the whole process.

Each function expects that its library is imported. It holds the library's functions that it needs,
since a notebook may replace the contents of a module.
"""

import sys
from collections.abc import Callable, Mapping, MutableMapping
from typing import Any

# Restores one setting.
PutBack = Callable[[], object]
# Reads one setting as it is now, and gives a function that restores it.
Look = Callable[[], PutBack]
KERAS_SETTINGS = (
    "floatx", "epsilon", "image_data_format", "dtype_policy", "max_epochs", "max_steps_per_epoch",
)  # fmt: skip
# Keras stores these by name, and has no function that undoes the first one.
KERAS_ATTRIBUTES = (
    "safe_mode_saving", "traceback_filtering", "interactive_logging", "distribution",
)  # fmt: skip
JAX_SETTINGS = ("jax_enable_x64", "jax_disable_jit", "jax_debug_nans", "jax_default_device")
ABSENT = object()


def fill(current: MutableMapping[str, object], before: Mapping[str, object]) -> None:
    """Restore values that were changed or deleted. Added values stay."""
    for name, value in before.items():
        if current.get(name, ABSENT) is not value:
            current[name] = value


def _numpy() -> PutBack:
    np = sys.modules["numpy"]
    errors, options, call = np.geterr(), np.get_printoptions(), np.geterrcall()
    set_errors, set_options, set_call = np.seterr, np.set_printoptions, np.seterrcall

    def put_back() -> None:
        set_errors(**errors)
        set_call(call)
        set_options(**options)

    return put_back


def _numpy_random() -> PutBack:
    module = sys.modules["numpy.random"]
    before = {name: getattr(module, name) for name in ("seed", "default_rng")}
    generator, set_generator = module.get_bit_generator(), module.set_bit_generator
    current = module.get_bit_generator

    def put_back() -> None:
        fill(vars(module), before)
        # A generator of another kind could not be seeded.
        if current() is not generator:
            set_generator(generator)

    return put_back


def _matplotlib() -> PutBack:
    matplotlib: Any = sys.modules["matplotlib"]
    parameters, use = matplotlib.rcParams, matplotlib.use
    # Without its checks, which are a hundred times slower. Also, reading the backend would choose one.
    set_one, get = dict.__setitem__, dict.get
    before = dict(dict.items(parameters))

    def put_back() -> None:
        matplotlib.rcParams = parameters
        backend = before.get("backend")
        if isinstance(backend, str) and get(parameters, "backend") != backend:
            use(backend)
        for name, value in before.items():
            if name != "backend" and get(parameters, name) is not value:
                set_one(parameters, name, value)

    return put_back


def _keras() -> PutBack:
    config = sys.modules["keras"].config
    names = [name for name in KERAS_SETTINGS if hasattr(config, name)]
    before = [(getattr(config, f"set_{name}"), getattr(config, name)()) for name in names]

    def put_back() -> None:
        for set_one, value in before:
            set_one(value)

    return put_back


def _keras_attributes() -> PutBack:
    state = sys.modules["keras.src.backend.common.global_state"]
    get, set_one = state.get_global_attribute, state.set_global_attribute
    before = {name: get(name) for name in KERAS_ATTRIBUTES}

    def put_back() -> None:
        for name, value in before.items():
            if get(name) is not value:
                set_one(name, value)

    return put_back


def _eager_mode() -> PutBack:
    """Set the mode directly: TensorFlow's own switch refuses once a graph was made."""
    context: Any = sys.modules["tensorflow.python.eager.context"]
    functions = sys.modules["tensorflow.python.eager.polymorphic_function.eager_function_run"]
    run, mode = functions.run_functions_eagerly, context.default_execution_mode
    eagerly, own = functions.functions_run_eagerly(), context.context()

    def put_back() -> None:
        run(eagerly)
        if context.default_execution_mode != mode:
            context.default_execution_mode = mode
            own._thread_local_data.is_eager = mode == context.EAGER_MODE

    return put_back


def _determinism() -> PutBack:
    config: Any = sys.modules["tensorflow.python.framework.config"]
    on, off, now = (
        config.enable_op_determinism,
        config.disable_op_determinism,
        config.is_op_determinism_enabled,
    )
    before = now()

    def put_back() -> None:
        if now() != before:
            (on if before else off)()

    return put_back


def _data_debugging() -> PutBack:
    module: Any = sys.modules["tensorflow.python.data.ops.debug_mode"]
    toggle, before = module.toggle_debug_mode, module.DEBUG_MODE
    return lambda: toggle(before)


def _torch() -> PutBack:
    torch = sys.modules["torch"]
    kind, gradients, device = (
        torch.get_default_dtype(),
        torch.is_grad_enabled(),
        torch.get_default_device(),
    )
    checks = torch.is_anomaly_enabled()
    set_kind, set_gradients, set_device = (
        torch.set_default_dtype,
        torch.set_grad_enabled,
        torch.set_default_device,
    )
    set_checks, current = torch.autograd.set_detect_anomaly, torch.get_default_device

    def put_back() -> None:
        set_kind(kind)
        set_gradients(gradients)
        set_checks(checks)
        if current() != device:
            set_device(device)

    return put_back


def _jax() -> PutBack:
    config = sys.modules["jax"].config
    before = {name: getattr(config, name) for name in JAX_SETTINGS}
    update = config.update

    def put_back() -> None:
        for name, value in before.items():
            if getattr(config, name) != value:
                update(name, value)

    return put_back


# Each with the module that must be imported already. None is imported for this purpose.
LOOKS: tuple[tuple[str, Look], ...] = (
    ("numpy", _numpy),
    ("numpy.random", _numpy_random),
    ("matplotlib", _matplotlib),
    ("keras", _keras),
    ("keras.src.backend.common.global_state", _keras_attributes),
    ("tensorflow.python.eager.context", _eager_mode),
    ("tensorflow.python.framework.config", _determinism),
    ("tensorflow.python.data.ops.debug_mode", _data_debugging),
    ("torch", _torch),
    ("jax", _jax),
)
