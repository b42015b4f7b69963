"""Visible checks: they run in the notebook, on examples that anyone may see."""

import keras
import numpy as np
import pytest

from course.expect import as_array, close, equal, holds


def plain(got, shape):
    """Take an array or a tensor of this shape."""
    tensor = keras.ops.is_tensor(got)
    return as_array(keras.ops.convert_to_numpy(got) if tensor else got, shape=shape)


@pytest.mark.task("mask")
def test_ones_become_zeros_and_fours(student):
    """Ones at rate 0.75 become zeros and fours, as in the worked call."""
    got = student.dropout(np.ones((10, 10)), 0.75, np.random.default_rng(0))
    holds(
        set(np.unique(plain(got, (10, 10)))) == {0.0, 4.0},
        message="Each unit should be 0 or 1 / (1 - 0.75) = 4.",
        got=got,
    )


@pytest.mark.task("mask")
def test_a_quarter_is_dropped_at_a_quarter(student):
    """At rate 0.25 about a quarter of 10000 units is dropped."""
    got = plain(student.dropout(np.ones(10_000), 0.25, np.random.default_rng(1)), (10_000,))
    share = float((got == 0).mean())
    holds(abs(share - 0.25) < 0.03, message="`rate` is the share that is dropped.", got=share)


@pytest.mark.task("inference")
def test_nothing_changes_when_predicting(student):
    """With training=False the values come back as they are, as in the worked call."""
    x = np.array([0.1, -2.0])
    got = student.apply_dropout(x, 0.5, np.random.default_rng(0), training=False)
    equal(
        plain(got, x.shape), x, message="When predicting, nothing is dropped and nothing is scaled."
    )


@pytest.mark.task("inference")
def test_ones_become_zeros_and_twos_in_training(student):
    """With training=True ones at rate 0.5 become zeros and twos."""
    got = student.apply_dropout(np.ones((4, 5)), 0.5, np.random.default_rng(0), training=True)
    seen = set(np.unique(plain(got, (4, 5))))
    holds(seen == {0.0, 2.0}, message="In training it drops and scales as `dropout` does.", got=got)


@pytest.mark.task("layer")
def test_predicting_leaves_inputs_alone(student):
    """Outside training the layer gives back its inputs."""
    x = np.arange(6, dtype="float32").reshape(2, 3)
    got = keras.ops.convert_to_numpy(student.MyDropout(0.5, seed=1)(x, training=False))
    close(got, x, message="Outside training the layer should change nothing.")


@pytest.mark.task("layer")
def test_two_calls_differ(student):
    """In training, ones at rate 0.75 become zeros and fours, with a new mask at each call."""
    layer, x = student.MyDropout(0.75, seed=1), np.ones((10, 10))
    first, second = (keras.ops.convert_to_numpy(layer(x, training=True)) for _ in range(2))
    holds(bool((first != second).any()), message="Each call should draw a new mask.")
    message = "Each unit should be 0 or 1 / (1 - 0.75) = 4."
    holds(set(np.unique(first)) == {0.0, 4.0}, message=message, got=first)


@pytest.mark.task("layer")
def test_its_config_builds_another(student):
    """What `get_config` returns builds a layer of the same rate and seed."""
    config = student.MyDropout(0.25, seed=7).get_config()
    message = "`get_config` should hold the rate and the seed, besides what every layer stores."
    holds(config.get("rate") == 0.25 and config.get("seed") == 7, message=message, got=config)
    student.MyDropout.from_config(config)


@pytest.mark.task("co-adaptation")
def test_dropout_narrows_the_gap(student):
    """On one classroom the gap is smaller with Dropout."""
    x, y = student.classroom(200, 0)
    fresh_x, fresh_y = student.classroom(4000, 1)

    def right(model, x, y):
        probability = keras.ops.convert_to_numpy(model(x, training=False))
        return float(((as_array(probability, shape=(len(x), 1))[:, 0] > 0.5) == y).mean())

    plain, dropped = student.train_pair(x, y, 0)
    gaps = [right(model, x, y) - right(model, fresh_x, fresh_y) for model in (plain, dropped)]
    holds(right(plain, x, y) >= 0.95, message="`plain` should get 95 % of its training rows right.")
    holds(gaps[0] - gaps[1] >= 0.05, message="The gap should be smaller by 0.05.", got=gaps)


@pytest.mark.task("spatial")
def test_a_channel_lives_or_dies_as_a_whole(student):
    """With noise_shape (None, 1, 1, None) each channel is all zeros or all scaled."""
    x = np.ones((50, 2, 3, 4))
    rng = np.random.default_rng(0)
    got = plain(student.shaped_dropout(x, 0.5, rng, (None, 1, 1, None)), x.shape)
    whole = bool((got == got[:, :1, :1, :]).all())
    holds(whole, message="All pixels of one channel of one image share their fate.")
    sums = set(got.sum(axis=(1, 2)).ravel())
    message = "The 6 pixels of a channel should add up to 0, or to 6 / (1 - 0.5) = 12."
    holds(sums == {0.0, 12.0}, message=message, got=sums)


@pytest.mark.task("uncertainty")
def test_a_model_without_dropout_has_no_spread(student):
    """Without Dropout every pass gives the same, so the spread is 0."""
    model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(2)])
    mean, spread = student.mc_predict(model, np.ones((4, 3), "float32"), 5)
    as_array(np.asarray(mean), shape=(4, 2))
    close(np.asarray(spread), np.zeros((4, 2)), message="The same answer five times has no spread.")


@pytest.mark.task("uncertainty")
def test_a_unit_that_comes_and_goes(student):
    """One unit of 1 at rate 0.5 has the mean 1 and the spread 1, as in the worked call."""
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dropout(0.5)])
    mean, spread = student.mc_predict(model, np.ones((1, 1)), 400)
    for part in (mean, spread):
        value = float(as_array(np.asarray(part), shape=(1, 1))[0, 0])
        # Off by a half is ten standard deviations of four hundred passes.
        holds(abs(value - 1) < 0.5, message="400 passes of 0 or 2 have mean 1 and spread 1.")
