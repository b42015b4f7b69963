"""Decides whether a Keras model may be rebuilt from the config that a student's process gives.

A config is plain data, as `keras.saving.serialize_keras_object(model)` writes it. Keras's own loader
calls what a config names, even in `safe_mode`. Here a config may name only what `model_tables` lists.
Nothing here imports Keras.
"""

from autograder.worker.config_path import ArchitectureRefused, ConfigPath, shown
from autograder.worker.model_calls import CallGraph, few
from autograder.worker.model_tables import (
    COMMON,
    GRAPH_KEYS,
    LAYERS,
    MODEL_FIELDS,
    MODELS,
    NAME,
    OPERATIONS,
    WRAPPED,
)
from autograder.worker.model_values import OBJECT, Config, Fields, is_object

MOST_LAYERS = 500
# A Sequential builds itself anew with each layer that is added, so its time grows as the square.
MOST_IN_SEQUENCE = 100
MOST_NESTED = 4
MOST_PARAMETERS = 50_000_000
# Below Python's own recursion limit, and above what an honest config needs.
MOST_DEPTH = 64
STRIPPED = ("build_config", "compile_config")
OWN_LAYERS_ONLY = (
    "a model that can be rebuilt is of Keras's own layers, and of simple operations such as "
    "`x + y`, `keras.ops.matmul` or `keras.ops.mean`: build it as `keras.Sequential` or with the "
    "functional API, out of 'keras.layers' only"
)


def bare(config: object) -> object:
    """Copy a config without `build_config` and `compile_config`, which training leaves there.

    A rebuilt model needs neither. With them Keras would build or compile as the config says. Raises
    `ArchitectureRefused` for a config that nests too deep.
    """
    return _bare(config, 0)


def _bare(value: object, depth: int) -> object:
    if depth > MOST_DEPTH:
        raise ArchitectureRefused(f"The model's config nests deeper than {MOST_DEPTH} levels.")
    if type(value) is list or type(value) is tuple:
        return type(value)(_bare(item, depth + 1) for item in value)
    if type(value) is dict:
        dropped = STRIPPED if "class_name" in value else ()
        kept = ((key, item) for key, item in value.items() if key not in dropped)
        return {key: _bare(item, depth + 1) for key, item in kept}
    return value


def check(config: object) -> int:
    """Decide whether a bare config may be rebuilt, and count the layer calls of one run.

    Raises `ArchitectureRefused` and nothing else, whatever the config holds. Keras alone works out
    shapes. So `model_host` checks what depends on them: parameters, and sizes between layers.
    """
    where = ConfigPath()
    class_name = config["class_name"] if is_object(config) else config
    if type(class_name) is not str or class_name not in MODELS:
        where.refuse(class_name, "only Sequential and Functional models can be rebuilt")
    return _layer(config, where, set())


def _model(value: Config, where: ConfigPath) -> int:
    name, config = value["class_name"], value["config"]
    if value["module"] != MODELS[name]:
        where.at("module").refuse(value["module"], f"{name} is in {MODELS[name]!r}")
    registered = value["registered_name"]
    if registered is not None and (type(registered) is not str or registered != name):
        where.at("registered_name").refuse(registered, "custom objects are refused")
    graph = GRAPH_KEYS if name == "Functional" else ()
    _fields(config, MODEL_FIELDS[name], {"layers", *graph}, where)
    most = MOST_LAYERS if graph else MOST_IN_SEQUENCE
    entries = _entries(config.get("layers"), most, where.at("layers"))
    costs = {}
    for index, entry in enumerate(entries):
        here = where.at("layers").item(index)
        cost = _layer(entry, here.inner(), {"name", "inbound_nodes"} if graph else set())
        named = entry["config"]["name"]
        outer = entry["name"] if graph and "name" in entry else named
        if named in costs or type(outer) is not str or outer != named:
            here.at("name").refuse(outer, "each layer has one name of its own")
        costs[named] = cost
    if graph:
        return CallGraph(entries, costs, where).calls(config)
    return few(sum(costs.values()), where)


def _entries(entries: object, most: int, where: ConfigPath) -> list[Config]:
    if type(entries) is not list or not entries:
        where.refuse(entries, "a model has a list of layers")
    where.tally.layers += len(entries)
    if len(entries) > most or where.tally.layers > MOST_LAYERS:
        where.refuse(
            len(entries), f"there may be {most} layers here, and {MOST_LAYERS} in the whole model"
        )
    return entries


def _layer(value: object, where: ConfigPath, extra: set[str]) -> int:
    """Check one layer or nested model. Count the layer calls that one call of it makes."""
    if where.depth > MOST_NESTED:
        where.refuse(value, f"models and wrappers nest at most {MOST_NESTED} deep")
    if not is_object(value):
        where.refuse(value, "a layer has `module`, `class_name`, `config` and `registered_name`")
    for key in value:
        if key not in OBJECT and key not in extra:
            where.refuse(key, "a layer has no such entry")
    name, config = value["class_name"], value["config"]
    if name in MODELS:
        return _model(value, where)
    if value["module"] in OPERATIONS and "inbound_nodes" in extra:
        return _operation(value, where)
    if value["module"] != "keras.layers":
        where.at("module").refuse(value["module"], f"{OWN_LAYERS_ONLY} ({shown(name)} is not)")
    if name not in LAYERS:
        where.at("class_name").refuse(name, "this layer may run code or read files, or is unknown")
    if value["registered_name"] is not None:
        where.at("registered_name").refuse(value["registered_name"], "custom objects are refused")
    wrapped = WRAPPED.get(name, {})
    _fields(config, COMMON | LAYERS[name], set(wrapped), where)
    return 1 + sum(
        _wrapped(config[key], classes, where.at(key))
        for key, classes in wrapped.items()
        if key in config
    )


def _operation(value: Config, where: ConfigPath) -> int:
    name, operations = value["class_name"], OPERATIONS[value["module"]]
    if name not in operations:
        where.at("class_name").refuse(
            name, f"this operation may not stand there; {OWN_LAYERS_ONLY}"
        )
    # Keras writes an operation's class twice.
    if type(value["registered_name"]) is not str or value["registered_name"] != name:
        where.at("registered_name").refuse(value["registered_name"], "custom objects are refused")
    _fields(value["config"], {"name": NAME} | operations[name], set(), where)
    return 1


def _wrapped(value: Config, classes: frozenset[str] | None, where: ConfigPath) -> int:
    where.tally.layers += 1
    cost = _layer(value, where.inner(), set())
    if classes is not None and value["class_name"] not in classes:
        where.refuse(value["class_name"], f"allowed is one of {', '.join(sorted(classes))}")
    return cost


def _fields(config: Config, fields: Fields, others: set[str], where: ConfigPath) -> None:
    for key, value in config.items():
        if key in fields:
            if not fields[key].fits(value):
                where.at(key).refuse(value, f"allowed is {fields[key].message}")
        elif key not in others:
            where.refuse(key, "a layer of this class has no such setting")
    if "name" not in config:
        where.at("name").refuse(None, f"a name is {NAME.message}")
