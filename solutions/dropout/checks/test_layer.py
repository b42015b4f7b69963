"""The hidden checks of `layer`. Figures beside a threshold are measured: mean (standard deviation), worst draw."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis.strategies import sampled_from

from course.expect import as_array, between, close, holds
from course.promises import Call, RemembersNothing, Seeded, expect_same, promises, same

from .draws import (
    FAR_RATES,
    MOST_ALIKE,
    SIGMAS,
    alike,
    each_on_its_own,
    fits_a_far_rate,
    left_to_chance,
    scaled,
    scaled_below_and_above,
    seeds,
    shapes,
    share_is,
    units,
)


def layer_output(student, x, rate=0.5, seed=None, **given_on):
    """What a new layer gives in training."""
    layer = student.MyDropout(rate, seed=seed, **given_on)
    return as_array(layer(x, training=True), shape=np.shape(x))


def masks_by(layer, x, times=3):
    """The masks of several calls in training."""
    return [as_array(layer(x, training=True), shape=x.shape) == 0 for _ in range(times)]


ONES = np.ones((4, 64), "float32")
# Two of them are each number up to 1024 apart, and powers of 2 and of 10: remainders and lost digits
# meet. Of 2**24 and its neighbour float32 knows one. No seed is near 2**31: Keras takes the remainder there.
# TensorFlow's own generator counts 65536 on for each call. So the second mask of seed 1 is the first of
# 65537 there. It is an honest choice: powers are added to 5, of which only the first mask is compared.
MANY_SEEDS = sorted(
    {*range(32), *range(32, 1025, 32)}
    | {5 + 2**k for k in range(11, 31)}
    | {5 + 10**k for k in range(4, 10)}
    | {2**24, 2**24 + 1, 2**24 + 2}
)


def comes_back(got, x, message):
    """Expect x, bit for bit."""
    got = as_array(got, shape=x.shape)
    signs = bool((np.signbit(got) == np.signbit(x)).all())
    holds(same(got, x) and signs, message=message)


@pytest.fixture(scope="module")
def all_stepped(student):
    """Train 13 steps on a row of ones, 64 units wide, and count how often each unit was let through.

    A trainable scale before the layer, a sum after it and a loss with gradient -1: each step adds
    1 / (1 - rate) to the scale of a unit that survived, and nothing to that of one dropped. There are
    three layers side by side, two of one seed: a row of counts for each.
    """
    keras = student.module("keras")
    inputs = keras.Input((64,))
    scales = [
        keras.layers.EinsumDense("bi,i->bi", output_shape=64, kernel_initializer="ones")
        for _ in range(3)
    ]
    made = ((11, "left"), (11, "right"), (12, "other"))
    layers = [student.MyDropout(0.5, seed=number, name=name) for number, name in made]
    rows = [layer(scale(inputs)) for layer, scale in zip(layers, scales, strict=True)]
    total = keras.layers.Dense(1, use_bias=False, kernel_initializer="ones", trainable=False)
    model = keras.Model(inputs, total(keras.layers.Concatenate()(rows)))
    # JAX traces what it compiles and nothing else; TensorFlow traces anyway, and compiles for long.
    traced = keras.config.backend() == "jax"
    model.compile(optimizer=keras.optimizers.SGD(1.0), loss="mae", jit_compile=traced)
    model.fit(
        np.ones((13, 64), "float32"), np.full((13, 1), 1e6, "float32"), batch_size=1, verbose=0
    )
    after = [as_array(scale.get_weights()[0], shape=(64,)) for scale in scales]
    return [(weights - 1) * 0.5 for weights in after]


@pytest.fixture(scope="module")
def stepped(all_stepped):
    """The counts of the first layer."""
    return all_stepped[0]


@pytest.mark.task("layer", weight=2)
@pytest.mark.main
@pytest.mark.tries("Outside training inputs come back unchanged.")
@pytest.mark.supporting
def test_predict_drops_nothing(student, seed):
    """`predict` gives back the inputs, compiled and all."""
    keras = student.module("keras")
    x = units((8, 32), seed).astype("float32")
    x[0, :4] = -0.0, 3e38, -1e-30, 1 / 3
    model = keras.Sequential([keras.Input((32,)), student.MyDropout(0.5, seed=1)])
    got = as_array(model.predict(x, verbose=0), shape=x.shape)
    with np.errstate(over="ignore"):
        on = bool(np.isin(got, (0.0, *np.ravel(2 * x))).all()) and 0.1 < (got == 0).mean() < 0.9
    name = "dropout_left_on" if on else ""
    message = "`predict` should drop nothing and scale nothing."
    holds(same(got, x), message=message, misconception=name)
    signs = bool((np.signbit(got) == np.signbit(x)).all())
    holds(signs, message="`predict` should give back -0.0 as -0.0.")


@pytest.mark.task("layer")
@pytest.mark.tries("call(inputs, training=False)")
@pytest.mark.supporting
def test_without_being_told_it_does_not_train(student, seed):
    """Called without `training`, outside of any model, the layer changes nothing."""
    x = units((3, 4), seed).astype("float32")
    for layer in (student.MyDropout(0.5, seed=1), student.MyDropout(0.5)):
        message = "`MyDropout(0.5)(x)` should give back x: `training` is False unless it is given."
        comes_back(layer(x), x, message)


@pytest.mark.task("layer")
@pytest.mark.tries("Outside training inputs come back unchanged.")
@pytest.mark.supporting
def test_no_rate_changes_what_comes_back(student, seed):
    """Outside training inputs come back bit for bit, at every rate and of every rank, after training too."""
    for rate in (0.0, 0.1, 0.3, 0.49, 0.7, 0.9, 0.999):
        for shape in ((12,), (3, 40), (2, 3, 20), (2, 3, 4, 5)):
            layer = student.MyDropout(rate, seed=seed % 1000)
            x = units(shape, seed).astype("float32")
            x.flat[:4] = -0.0, 3e38, -1e-30, 1 / 3
            message = f"`MyDropout({rate})(x, training=False)` should give back x of shape {shape}, bit for bit"
            comes_back(layer(x, training=False), x, f"{message}.")
            layer(x / 1e6, training=True)
            comes_back(layer(x, training=False), x, f"{message}, after a call in training, too.")


@pytest.mark.task("layer", weight=2)
@pytest.mark.main
@pytest.mark.tries(
    "Dropout as a Keras layer.", "with probability `rate`, and survivors are divided"
)
@pytest.mark.random
@given(rate=sampled_from([0.1, 0.25, 0.5, 0.8]), seed=seeds, shape=shapes)
def test_training_drops_and_scales(student, rate, seed, shape):
    """In training the layer does what `keras.layers.Dropout` does, whatever the rank."""
    x = units(shape, seed).astype("float32")
    got = layer_output(student, x, rate, seed % 1000)
    share_is(got == 0, rate, "In training a share `rate` of the units should be 0.")
    message = "In training survivors should be divided by 1 - rate."

    def result(each):
        return got if each == rate else layer_output(student, x, each, seed % 1000)

    scaled_below_and_above(result, rate, x, message)


@pytest.mark.task("layer")
@pytest.mark.tries(
    "rate: share of units to drop, 0 <= rate < 1 (you need not check it again).",
    "survivors are divided by 1 - rate.",
)
@pytest.mark.random
def test_the_layer_takes_small_rates(student, seed):
    """Rates near 0 and near 1 drop and scale as others do, and a rate of 0 drops none."""
    x = np.ones((20, 10_000), "float32")
    for rate in FAR_RATES:
        fits_a_far_rate(layer_output(student, x, rate, seed % 1000), rate)
    got = layer_output(student, x[:, :50], 0.0, seed % 1000)
    expect_same(got, x[:, :50], message="At rate 0 inputs should come back in training, too.")


@pytest.mark.task("layer")
@pytest.mark.tries("In training each unit of each row is dropped on its own")
@pytest.mark.supporting
@pytest.mark.random
def test_each_row_has_its_own_mask(student, seed):
    """Each row of the batch is dropped in its own way."""
    got = layer_output(student, np.ones((32, 64), "float32"), 0.5, seed % 1000)
    # What is dropped, not what is there: NaN differs from itself.
    gone = got == 0
    one = bool((gone == gone[:1]).all())
    name = "one_mask_for_the_batch" if one and 0 < gone.mean() < 1 else ""
    holds(not one, message="All rows of the batch have the same units dropped.", misconception=name)


@pytest.mark.task("layer")
@pytest.mark.tries(
    "each unit of each row is dropped on its own",
    "inputs are finite floats, of any rank from 1 on; the first axis is the batch.",
)
@pytest.mark.random
@pytest.mark.parametrize(
    "shape", [(6000,), (64, 64), (9, 20, 30), (4, 8, 8, 16), (2, 4, 4, 4, 30)], ids=str
)
def test_the_layer_drops_unit_by_unit(student, seed, shape):
    """Units are dropped one by one, whatever the rank: no channel and no step shares its fate."""
    x = units(shape, seed).astype("float32")
    message = f"Inputs of shape {shape} should do as well."
    with student.succeeds(message=message):
        got = layer_output(student, x, 0.5, seed % 1000)
    each_on_its_own(got == 0, x)


@pytest.mark.task("layer")
@pytest.mark.tries("each unit of each row is dropped on its own, with probability `rate`")
@pytest.mark.random
def test_the_layers_number_of_zeros_varies(student, seed):
    """How many units the layer drops is left to chance: among many, among two, and for one."""

    def masks(shape, rate, times):
        layer = student.MyDropout(rate, seed=seed % 1000)
        return masks_by(layer, np.ones(shape, "float32"), times)

    left_to_chance(masks, ((1,), (1, 1), (1, 1, 1)))


@pytest.mark.task("layer", weight=2)
@pytest.mark.tries("Every call draws a new mask")
@pytest.mark.random
def test_each_call_draws_a_new_mask(student, seed):
    """Each call draws a mask of its own, in a model that calls the layer twice, too."""
    number, x = seed % 1000, np.ones((64, 64), "float32")
    layer = student.MyDropout(0.5, seed=number)
    masks = masks_by(layer, x)
    moved_on = not bool((masks[0] == masks[1]).all())
    name = "fixed_seed" if not moved_on and draws_by_number(student, number) else ""
    message = "The second call should draw another mask."
    holds(moved_on, message=message, misconception=name, draws=2)
    message = "The masks of one call and the next should be independent."
    holds(alike(np.concatenate(masks)) < MOST_ALIKE, message=message)
    # Two of 200 masks of 256 units alike: 1e-73.
    many = {mask.tobytes() for mask in masks_by(layer, ONES, 200)}
    message = "Of 200 calls each should draw a mask of its own: some came again."
    holds(len(many) == 200, message=message)
    keras = student.module("keras")
    inputs = keras.Input((64,))
    shared = student.MyDropout(0.5, seed=number)
    twice = keras.Model(inputs, [shared(inputs), shared(inputs)])
    one, other = (as_array(part, shape=x.shape) for part in twice(x, training=True))
    message = "A model that calls the layer twice should draw two masks."
    holds(bool((one != other).any()), message=message)


@pytest.mark.task("layer")
@pytest.mark.tries("Every call draws a new mask")
@pytest.mark.random
@pytest.mark.parametrize("number", [7, None], ids=["seed", "no seed"])
def test_nothing_sets_the_masks_back(student, number):
    """Whatever comes between two calls in training, the second draws a new mask."""
    keras, layer = student.module("keras"), student.MyDropout(0.5, seed=number)
    model = keras.Sequential([keras.Input((64,)), layer])
    acts = {
        "nothing": lambda: None,
        "a call with training=False": lambda: layer(ONES, training=False),
        "a call without `training`": lambda: layer(ONES),
        "`predict`": lambda: model.predict(ONES, verbose=0),
        "`get_config`": lambda: layer.get_config(),
        "a call with another number of rows": lambda: masks_by(layer, ONES[:3], 1),
        "another layer of this seed": lambda: masks_by(
            student.MyDropout(0.5, seed=number), ONES, 1
        ),
    }
    met = {masks_by(layer, ONES, 1)[0].tobytes()}
    for words, act in acts.items():
        act()
        mask = masks_by(layer, ONES, 1)[0].tobytes()
        message = f"Between two calls in training came {words}: an old mask was drawn again."
        holds(mask not in met, message=message)
        met.add(mask)


def draws_by_number(student, number):
    """Whether the seed, and nothing that the layer remembers, gives the same mask each time."""
    other = student.MyDropout(0.5, seed=number)
    try:
        as_array(other(np.ones((2, 9), "float32"), training=True))
        mask = masks_by(other, ONES, 1)[0]
    # A mask of another shape is kept in the layer.
    except Exception:
        return False
    first = masks_by(student.MyDropout(0.5, seed=number), ONES, 1)[0]
    # Masks that drop nothing are alike, too.
    return bool((mask == first).all() and 0 < mask.mean() < 1)


def sequence(student):
    """A function that gives the first three masks of a new layer of a seed."""
    return lambda seed: masks_by(student.MyDropout(0.5, seed=seed), ONES)


@pytest.mark.task("layer", weight=2)
@pytest.mark.supporting
@pytest.mark.random
@promises(
    Seeded(
        "seed",
        (0, 1, 2, 12345),
        elsewhere=True,
        tries="Two layers of one seed draw the same sequence of masks, whatever their names.",
    ),
    RemembersNothing({"seed": 5}, tries="Two layers of one seed draw the same sequence of masks"),
)
def test_the_seed_keeps_its_promises(student, promise):
    """What the layer's seed promises."""
    promise.keep(student, Call(sequence, seed=3))


@pytest.mark.task("layer")
@pytest.mark.random
@pytest.mark.tries(
    "Two layers of one seed draw the same sequence of masks, whatever their names.",
    "Layers of other seeds, or without a seed, draw other masks: no mask of one comes up in another.",
    "seed: int from 0 to 2 * 10**9, or None.",
)
def test_a_seed_fixes_the_sequence(student, seed):
    """Two layers of one seed draw alike, side by side; of other seeds, or without one, they do not."""
    number = seed % 1000
    one, other = (student.MyDropout(0.5, seed=number, name=name) for name in ("left", "right"))
    pairs = [(masks_by(one, ONES, 1)[0], masks_by(other, ONES, 1)[0]) for _ in range(3)]
    agree = all(bool((a == b).all()) for a, b in pairs)
    name = "" if agree or not global_state_decides(student) else "seed_ignored"
    message = (
        f"Two layers of seed {number} that are called in turn should draw the same masks, "
        "call by call."
    )
    holds(agree, message=message, misconception=name, draws=2)
    free = {masks_by(student.MyDropout(0.5), ONES, 1)[0].tobytes() for _ in range(24)}
    message = "Layers without a seed should draw different masks."
    holds(len(free) == 24, message=message)
    met = {}
    for other in MANY_SEEDS:
        # Of neighbours several masks: seed + number of calls meets its neighbour one call later.
        for mask in masks_by(student.MyDropout(0.5, seed=other), ONES, 4 if other < 5 else 1):
            first = met.setdefault(mask.tobytes(), other)
            message = f"Layers of the seeds {first} and {other} should draw different masks."
            holds(first == other, message=message)
    message = "A layer without a seed should draw other masks than a layer with one."
    holds(not free & met.keys(), message=message)


def global_state_decides(student):
    """Whether two seeds give the same mask where Keras's global random state is the same."""
    masks = []
    for number, state in ((3, 1), (4, 1), (3, 2)):
        student.module("keras").utils.set_random_seed(state)
        masks.append(masks_by(student.MyDropout(0.5, seed=number), ONES, 1)[0])
    return bool((masks[0] == masks[1]).all() and (masks[0] != masks[2]).any())


@pytest.mark.task("layer", weight=2)
@pytest.mark.main
@pytest.mark.tries("Every call draws a new mask, inside `fit` too.")
@pytest.mark.supporting
def test_fit_draws_a_new_mask_at_each_step(student, stepped):
    """Inside `fit`, where the code is traced once, each step draws a new mask."""
    # Frozen, every unit counts 0 or 13. Fresh, all 64 do so with probability (2**-12)**64.
    frozen = bool(np.isin(np.round(stepped, 3), (0.0, 13.0)).all())
    message = "In 13 steps of `fit` the same units were dropped at every step."
    eager = masks_by(student.MyDropout(0.5, seed=11), ONES) if frozen else [0, 0]
    fresh = bool(np.any(eager[0] != eager[1]))
    some = 0 < float((stepped > 1).mean()) < 1
    name = "frozen_mask" if frozen and fresh and some else ""
    # Each of the 13 steps was a draw.
    holds(not frozen, message=message, misconception=name, draws=13)
    share = float(stepped.mean() / 13)
    message = "Inside `fit` half of the units should be let through at rate 0.5, divided by 0.5."
    bound = SIGMAS * 0.5 / np.sqrt(832)
    between(share, 0.5 - bound, 0.5 + bound, message=message)


@pytest.mark.task("layer")
@pytest.mark.tries(
    "Two layers of one seed draw the same sequence of masks, whatever their names.",
    "Layers of other seeds, or without a seed, draw other masks",
)
@pytest.mark.supporting
def test_the_seed_decides_inside_fit(all_stepped):
    """Inside `fit`, two layers of one seed draw the same masks step by step, and one of another seed does not."""
    left, right, other = all_stepped
    message = (
        "In one model, two layers of one seed should draw the same masks at each step of `fit`."
    )
    holds(np.allclose(left, right, atol=1e-3), message=message)
    # 64 counts of 13 coins are alike by chance in one of 10**40 cases.
    message = "In one model, layers of other seeds should draw other masks inside `fit`."
    holds(not np.allclose(left, other, atol=1e-3), message=message)


@pytest.mark.task("layer")
@pytest.mark.tries("inputs are finite floats, of any rank from 1 on")
@pytest.mark.random
def test_other_dtypes_will_do(student, seed):
    """float16, float32 and float64 are dropped and scaled, and come back outside training."""
    for dtype in ("float16", "float32", "float64"):
        x = units((40, 100), seed).astype(dtype)
        # As it is made, and made for this dtype; what is frozen learns nothing, and drops all the same.
        for more in ({}, {"dtype": dtype}, {"dtype": dtype, "trainable": False}):
            told = f"`MyDropout(0.5, **{more})` and inputs of {dtype}"
            with student.succeeds(message=f"{told} should do as well."):
                layer = student.MyDropout(0.5, seed=seed % 1000, **more)
                got = as_array(layer(x, training=True), shape=x.shape)
                same_again = as_array(layer(x, training=False), shape=x.shape)
            share_is(got == 0, 0.5, f"{told}: a half of the units should be 0.")
            scaled(got, 0.5, x, f"{told}: survivors should be divided by 0.5.", rtol=2e-3)
            fits = np.allclose(same_again, x, rtol=1e-6, atol=0)
            holds(bool(fits), message=f"{told}: outside training inputs should come back.")


@pytest.mark.task("layer")
@pytest.mark.tries(
    "all that Keras needs to build the same layer again",
    "Other arguments are those of every layer: name, dtype and trainable among them.",
)
@pytest.mark.supporting
def test_what_every_layer_takes_is_kept(student):
    """A dtype, `trainable` and a penalty that are given hold, and a layer built from the config has them."""
    for more in (
        {"dtype": "float16"}, {"trainable": False}, {"dtype": "float64", "trainable": False},
        {"dtype": "mixed_float16"}, {"activity_regularizer": "l2"},
    ):  # fmt: skip
        made = f"MyDropout(0.5, seed=1, name='door', **{more})"
        with student.succeeds(message=f"`{made}` should do as well."):
            layer = student.MyDropout(0.5, seed=1, name="door", **more)
            twin = student.MyDropout.from_config(layer.get_config())
        wanted = student.module("keras").layers.Dropout(0.5, name="door", **more)
        for words, one in (("it", layer), ("a layer built from its config", twin)):
            for key in ("name", "trainable", "compute_dtype", "variable_dtype"):
                value, there = getattr(wanted, key), getattr(one, key)
                message = f"`{made}`: {words} should have the {key} {value!r}. It has {there!r}."
                holds(type(there) is type(value) and there == value, message=message)
            lost = (one.activity_regularizer is None) != ("activity_regularizer" not in more)
            message = f"`{made}`: {words} should have the activity_regularizer that was given."
            holds(not lost, message=message)


@pytest.mark.task("layer")
@pytest.mark.tries("a unit that is out of the room learns nothing from that test")
@pytest.mark.supporting
def test_gradient_flows_through_survivors_only(student, stepped):
    """A unit that was dropped in a step learns nothing from it."""
    # Passed through all units, 13 steps add 13, which is 6.5 survivals: hence an odd number.
    whole = np.allclose(stepped, np.round(stepped), atol=1e-3)
    some_missed = bool((stepped < 12.5).any())
    message = "Survivors should get the gradient divided by 1 - rate, dropped units none."
    # A layer that drops nothing in training lets all through as well: that is another mistake.
    all_learn = np.allclose(stepped, 6.5, atol=1e-3) and drops_when_called(student)
    name = "gradient_through_all" if all_learn else ""
    holds(whole and some_missed, message=message, misconception=name, draws=13)


def drops_when_called(student):
    """Whether a layer that is called in training, outside of any model, drops some units."""
    gone = student.attempt(lambda: masks_by(student.MyDropout(0.5, seed=11), ONES, 1)[0])
    return gone is not None and bool(0 < gone.mean() < 1)


@pytest.mark.task("layer", weight=2)
@pytest.mark.tries(
    'and "rate" and "seed" as they were given.', "what every layer stores, such as its name"
)
@pytest.mark.supporting
def test_the_config_says_how_it_was_made(student):
    """The config has the rate, the seed and the name that the layer was made with."""
    for rate, number, name in (
        (0.25, 0, "door"), (0.125, 7, "hall"), (0.0, None, "yard"), (0.1, 20_000_003, "roof"), (1 / 3, 1, "loft"),
    ):  # fmt: skip
        made = f"MyDropout({rate}, seed={number}, name={name!r}).get_config()"
        layer = student.MyDropout(rate, seed=number, name=name)
        config = layer.get_config()
        holds(isinstance(config, dict), message=f"`{made}` should be a dict.")
        for key, value in (("rate", rate), ("seed", number), ("name", name)):
            there = config.get(key, "nothing")
            fits = there == value and (there is None) == (value is None)
            # A float32 number of NumPy says that it equals 0.1.
            fits = fits and (key != "rate" or float(there) == value)
            message = f"`{made}` should have {key!r}: {value!r}. It has {there!r}."
            holds(bool(fits), message=message, misconception=forgets(config))
        left = sorted({"trainable", "dtype"} - config.keys())
        message = f"`{made}` should have what every layer stores. It leaves out {left}."
        holds(not left, message=message)
        again = student.MyDropout.from_config(config).get_config()
        holds(again == config, message="A layer made from a config should have the same config.")


def forgets(config):
    """Name the mistake of a config without the rate, or without the rate and the seed."""
    if "rate" not in config and "seed" not in config:
        return "no_config"
    return "" if "rate" in config and "seed" in config else "config_incomplete"


@pytest.mark.task("layer", weight=2)
@pytest.mark.tries("all that Keras needs to build the same layer again")
@pytest.mark.random
def test_it_survives_save_and_load(student, seed):
    """A model with the layer is saved, loaded, and drops as before."""
    keras = student.module("keras")
    original = student.MyDropout(0.25, seed=3)
    free = student.MyDropout(1 / 3, name="door", dtype="float64", trainable=False)
    model = keras.Sequential([keras.Input((2048,)), original])
    known = {"MyDropout": student.MyDropout}
    message = "A saved model with the layer should load: what does `get_config` give back?"
    name = forgets(original.get_config())
    with student.succeeds(message=message, misconception=name):
        model.save("probe.keras")
        loaded = keras.saving.load_model("probe.keras", custom_objects=known)
        keras.Sequential([keras.Input((8,)), free]).save("probe.keras")
        door = keras.saving.load_model("probe.keras", custom_objects=known).get_layer("door")
    x = units((2, 2048), seed).astype("float32")
    message = "The loaded layer should change nothing outside training."
    close(loaded(x, training=False), x, message=message)
    gone = as_array(loaded(x, training=True), shape=x.shape) == 0
    message = "The loaded layer should drop at the rate that it was saved with."
    share = float(gone.mean())
    fits = abs(share - 0.25) < SIGMAS * np.sqrt(0.1875 / gone.size)
    holds(fits, message=message, measured=share, misconception=name)
    message = (
        "A layer built again from `get_config()` should draw the same masks: is the seed in it?"
    )
    before, after = free.get_config(), door.get_config()
    for key in ("rate", "seed", "trainable", "dtype"):
        told = "A layer of a model that was saved and loaded should have the config that it had: "
        fits = after.get(key, "nothing") == before.get(key, "nothing")
        holds(bool(fits), message=f"{told}not so {key!r}.", misconception=name)
    for number in (0, seed % 1000):
        layer = student.MyDropout(0.25, seed=number)
        twin = student.MyDropout.from_config(layer.get_config())
        agree = np.array_equal(masks_by(twin, ONES), masks_by(layer, ONES))
        holds(agree, message=message, misconception=forgets(layer.get_config()))
