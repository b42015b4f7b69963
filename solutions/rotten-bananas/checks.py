"""Hidden checks. Figures beside a threshold are measured: mean (standard deviation), worst draw.

Every model of a submission is judged as our own code rebuilds it, each in a process of its own.
"""

import io
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis.strategies import floats, integers, sampled_from
from PIL import Image

from course.data import bananas
from course.expect import Mismatch, as_array, close, equal, holds

seeds = integers(0, 2**31 - 1)
# The notebook's own seeds are small: what is drawn here, nobody has trained on.
FRESH = 10**6


def drawn(n, seed, what, **kind):
    """Bananas that no submission has seen; `what` keeps sets of one grading apart."""
    return bananas(n, seed=FRESH + 100 * (seed % 10**9) + what, **kind)


def scaled(images):
    """Bytes as the models take them."""
    return images.astype("float32") / 255


def squares(got, expected):
    """The mean squared difference of each picture."""
    return ((got.astype("float64") - expected) ** 2).mean(axis=(1, 2, 3))


def pca(images, k):
    """Fit PCA with k numbers; give a function from pictures to each one's error."""
    x = scaled(images).reshape(len(images), -1)
    mean = x.mean(axis=0)
    patterns = np.random.default_rng(0).standard_normal((x.shape[1], k + 10)).astype("float32")
    for _ in range(6):
        patterns, _ = np.linalg.qr((x - mean).T @ ((x - mean) @ patterns))
    _, turn = np.linalg.eigh(np.cov(((x - mean) @ patterns).T))
    patterns = patterns @ turn[:, ::-1][:, :k].astype("float32")

    def errors(pictures):
        flat = scaled(pictures).reshape(len(pictures), -1) - mean
        return ((flat - flat @ patterns @ patterns.T) ** 2).mean(axis=1)

    return errors


def auroc(good, rotten):
    """How often a rotten one has the larger error."""
    return float((rotten[:, None] > good).mean() + (rotten[:, None] == good).mean() / 2)


@pytest.fixture(scope="module")
def taught(seed):
    """2000 good bananas: what PCA is fitted on; `train_on_good` gets them through another camera."""
    return drawn(2000, seed, 0)


def three(got, name):
    """What a function returned, as three objects."""
    message = f"`{name}` should return three Keras models, (autoencoder, encoder, decoder)."
    holds(isinstance(got, tuple | list) and len(got) == 3, message=message)
    return got


def rebuilt(student, got, name):
    """Three models as our code rebuilds them."""
    message = f"`{name}` should return three Keras models, (autoencoder, encoder, decoder)."
    with student.succeeds(TypeError, message=message, misconception="called_like_models"):
        return [student.rebuild(model) for model in got]


def ask(model, x, shape, message):
    """What a rebuilt model makes of x: finite numbers in this shape."""
    got = as_array(model.predict(x), shape=shape, message=message)
    holds(bool(np.isfinite(got).all()), message="A model should give finite numbers.")
    return got


# two-funnels

SHAPES = ((32, 32, 3), (16, 24, 1))


def different_pictures(shape, rng):
    """Noise, flat colours and smooth slopes: a way beside the code may be open for one kind alone."""
    noise = rng.random((2, *shape))
    flat = np.broadcast_to(rng.random((2, 1, 1, shape[-1])), (2, *shape))
    down, across = np.meshgrid(*(np.linspace(0, 1, n) for n in shape[:2]), indexing="ij")
    slopes = [rng.random(shape[-1]) * way[..., None] for way in (down, across * down)]
    return np.concatenate([noise, flat, slopes]).astype("float32")


def shaken(model, rng):
    """Move all weights of a model; gives those that it had."""
    message = "The autoencoder's `get_weights` should give arrays."
    before = [as_array(weight, message=message) for weight in model.get_weights()]
    moved = [weight + 0.05 * rng.standard_normal(weight.shape) for weight in before]
    model.set_weights([new.astype(old.dtype) for new, old in zip(moved, before, strict=True)])
    return before


@pytest.fixture(scope="module")
def funnels(student):
    """For two shapes and code sizes: rebuilt models, the code's size, pictures, and how they were at birth.

    What is equal at birth, or asleep, must be so later, too: all weights of the autoencoder are moved
    before it is looked at. The last is a function that gives the models with their first weights.
    """
    result = []
    for shape, code_size in zip(SHAPES, (5, 12), strict=True):
        got = three(student.build_autoencoder(shape, code_size), "build_autoencoder")
        rebuilt(student, got[:1], "build_autoencoder")
        rng = np.random.default_rng(code_size)
        before = shaken(got[0], rng)

        def at_birth(got=got, before=before):
            got[0].set_weights(before)
            return rebuilt(student, got, "build_autoencoder")

        x = different_pictures(shape, rng)
        result.append((rebuilt(student, got, "build_autoencoder"), code_size, x, at_birth))
    return result


@pytest.mark.task("two-funnels", weight=2)
@pytest.mark.mistake("code_as_wide_as_the_picture")
def test_the_code_has_the_size_asked_for(funnels):
    """The encoder gives as many numbers for each picture as were asked for."""
    for (_, encoder, _), code_size, x, _ in funnels:
        code = as_array(encoder.predict(x))
        message = f"Asked for a code of {code_size} numbers, the encoder gives another size."
        holds(code.shape == (len(x), code_size), message=message, got=code)
        if not np.ptp(code, axis=0).max() > 1e-6:
            raise Mismatch("Six different pictures get one and the same code.", names_mistake=False)


def takes(model, width):
    """Expect that a decoder takes codes of this width."""
    (shape,) = model.input_shapes if len(model.input_shapes) == 1 else [()]
    message = f"The decoder should take codes of {width} numbers."
    holds(
        tuple(shape[1:]) == (width,), message=message, misconception="code_as_wide_as_the_picture"
    )


@pytest.mark.task("two-funnels", weight=2)
def test_pictures_come_out_as_they_went_in(funnels):
    """Autoencoder and decoder give pictures of the shape that went in."""
    for (autoencoder, _, decoder), code_size, x, _ in funnels:
        ask(autoencoder, x, x.shape, f"For pictures of shape {x.shape}, so should come out.")
        codes = np.zeros((2, code_size), "float32")
        takes(decoder, code_size)
        message = f"Two codes should give two pictures, of shape {(2, *x.shape[1:])}."
        ask(decoder, codes, (2, *x.shape[1:]), message)


def pixel_by_pixel(made, x):
    """The share of `made` that follows, pixel by pixel, from the colours of x at the same place."""
    colours = np.concatenate([x, np.ones((*x.shape[:-1], 1))], axis=-1).reshape(-1, x.shape[-1] + 1)
    made = made.reshape(len(colours), -1)
    left = made - colours @ np.linalg.lstsq(colours, made, rcond=None)[0]
    return 1 - float((left**2).sum() / (((made - made.mean(axis=0)) ** 2).sum() + 1e-12))


def by_both_ways(models, x):
    """What an autoencoder makes of pictures, and what its halves do, one after the other."""
    autoencoder, encoder, decoder = models
    whole = ask(autoencoder, x, x.shape, "Pictures should come out as they went in.")
    # Another width is judged above, and says nothing of a second way.
    message = "The decoder should draw from the encoder's code, and from nothing else."
    return whole, ask(decoder, as_array(encoder.predict(x)), x.shape, message)


def alike(whole, halves):
    return np.allclose(whole, halves, rtol=1e-3, atol=1e-3)


@pytest.mark.task("two-funnels", weight=4)
def test_the_code_is_the_only_way_through(funnels):
    """The decoder, given only the code, draws exactly what the autoencoder gives, whatever its weights."""
    for models, _, x, at_birth in funnels:
        whole, halves = by_both_ways(models, x)
        same, misconception = alike(whole, halves), ""
        if not same:
            # What comes by another way is about the picture; models that share nothing differ anyhow.
            beside = pixel_by_pixel(whole - halves, x) > 0.3
            misconception = "skip_connection" if beside else "weights_not_shared"
            if alike(*by_both_ways(at_birth(), x)):
                misconception = "second_way_asleep" if beside else "alike_at_birth"
        message = "What the autoencoder gives is not what the decoder makes of the code."
        holds(same, message=message, misconception=misconception)


@pytest.mark.task("two-funnels", weight=2)
def test_every_number_of_the_code_matters(funnels):
    """Changing any number of the code changes the picture."""
    for (_, _, decoder), code_size, x, _ in funnels:
        codes = np.concatenate([np.zeros((1, code_size)), 3 * np.eye(code_size)]).astype("float32")
        shape = (code_size + 1, *x.shape[1:])
        takes(decoder, code_size)
        drawn_ones = ask(decoder, codes, shape, "Each code should give one picture.")
        moved = np.abs(drawn_ones[1:] - drawn_ones[0]).max(axis=(1, 2, 3))
        holds(bool((moved > 1e-6).all()), message="A number of the code changes nothing.")


# train

CODE = 8
# What red, green and blue are in another camera. Red for green alone would leave bananas as they are.
CAMERAS = ([0, 2, 1], [1, 2, 0], [2, 0, 1], [2, 1, 0])
# Error divided by PCA's, asked for below 1: our answer in 60 draws 0.703 (0.016), worst 0.730, 19 standard
# deviations from the line. linear_is_pca in 23 draws 1.39 (0.08), least 1.30; hardly_trained, one, 4.3. Noise
# over bananas, asked for above 4: 39.1 (1.1), least 36.


@pytest.fixture(scope="module")
def trained(student, seed, taught):
    """The student's models, trained on the grader's bananas, and whether these were left alone."""
    data = through_another_camera(taught, seed)
    images = student.keep(data)
    got = three(student.train_on_good(images, CODE, seed % 1000), "train_on_good")
    models = rebuilt(student, got, "train_on_good")
    return models, bool(np.array_equal(student.fetch(images), data)), got[0]


def through_another_camera(images, seed):
    """Bananas in other colours: who has learnt from other pictures than these has not seen any."""
    return np.ascontiguousarray(images[..., CAMERAS[seed % len(CAMERAS)]])


def errors_of(autoencoder, images):
    """The grader's own measure of a model, on the scale from 0 to 1."""
    x = scaled(images)
    message = "The autoencoder should give pictures of the shape that it takes."
    return squares(ask(autoencoder, x, x.shape, message), x)


def _why_behind(autoencoder, images, bar, usual):
    """Which mistake a model that is worse than PCA looks like."""
    message = "The autoencoder should give pictures of the shape that it takes."

    def redrawn(x):
        return ask(autoencoder, x, x.shape, message)

    x = scaled(images)
    own = squares(redrawn(x), x).mean()
    if errors_of(autoencoder, usual).mean() < own / 3:
        return "bananas_of_ones_own"
    # Is it at home on another scale? Errors there are so many squares larger.
    for name, scale in (("trained_on_bytes", 255), ("divided_twice", 1 / 255)):
        error = squares(redrawn(x * np.float32(scale)), x * scale).mean() / scale**2
        if error < min(own / 3, 20 * bar):
            return name
    middle, ends = redrawn((x[::2] + x[1::2]) / 2), redrawn(x)
    straight = np.allclose(middle, (ends[::2] + ends[1::2]) / 2, atol=1e-3)
    return "linear_is_pca" if straight else "hardly_trained"


@pytest.mark.task("train", weight=5)
@pytest.mark.random
def test_it_bends_further_than_pca(student, trained, taught, seed):
    """On good bananas that it has not seen, its error is below PCA's with as many numbers."""
    (autoencoder, _, _), _, called = trained
    usual = drawn(300, seed, 1)
    fresh = through_another_camera(usual, seed)
    bar = pca(through_another_camera(taught, seed), CODE)(fresh).mean()
    ratio = float(errors_of(autoencoder, fresh).mean() / bar)
    misconception = ""
    if ratio >= 1:
        misconception = _why_behind(autoencoder, fresh[:50], bar, usual[:50])
        # Called in the notebook, it gives something else: what it seems to be is no proof of anything.
        x = scaled(fresh[:9])
        seems = as_array(called(x, training=False), shape=x.shape)
        if not np.allclose(seems, autoencoder.predict(x), rtol=0.05, atol=0.05):
            misconception = "another_than_it_seems"
    message = (
        "Its error on new good bananas, divided by that of PCA with 8 numbers, should be below 1."
    )
    holds(ratio < 1, message=message, measured=ratio, misconception=misconception)


@pytest.mark.task("train", weight=2)
@pytest.mark.supporting
@pytest.mark.mistake("halves_of_another_model")
def test_the_trained_code_is_the_only_way_through(trained, taught, seed):
    """After training, too, the decoder draws from the code alone what the autoencoder gives."""
    (autoencoder, encoder, decoder), *_ = trained
    x = scaled(through_another_camera(taught[:20], seed))
    code = ask(encoder, x, (20, CODE), "The code should have 8 numbers for each picture.")
    whole = ask(autoencoder, x, x.shape, "Pictures should come out as they went in.")
    halves = ask(decoder, code, x.shape, "Each code should give one picture.")
    same = np.allclose(whole, halves, rtol=1e-3, atol=1e-3)
    holds(same, message="What the autoencoder gives is not what the decoder makes of the code.")


@pytest.mark.task("train")
@pytest.mark.supporting
@pytest.mark.mistake("pictures_changed_in_place")
def test_the_pictures_are_left_alone(trained):
    """The pictures that are handed in are not changed."""
    holds(trained[1], message="The pictures that were handed in are others now.")


@pytest.mark.task("train", weight=2)
def test_it_only_works_on_its_kind(trained, seed):
    """Noise comes out far worse than bananas."""
    (autoencoder, _, _), *_ = trained
    noise = np.random.default_rng(seed).integers(0, 256, (50, 32, 32, 3), "uint8")
    own = errors_of(autoencoder, through_another_camera(drawn(50, seed, 2), seed)).mean()
    ratio = float(errors_of(autoencoder, noise).mean() / own)
    message = "Trained on bananas, it should fail on noise: its error there, divided by its own."
    holds(ratio > 4, message=message, measured=ratio)


# score


def probe(student, *more):
    """A model of ours in the worker: it halves every pixel, and then does what `more` does."""
    keras = student.module("keras")
    return keras.Sequential([keras.Input((8, 8, 3)), keras.layers.Rescaling(0.5), *more])


# One model for all of a property's examples: compiling it takes longest.
@pytest.fixture
def halving(student):
    return probe(student)


@pytest.fixture
def brightening(student):
    """A model that makes every pixel lighter, white ones more than white."""
    keras = student.module("keras")
    return keras.Sequential([keras.Input((8, 8, 3)), keras.layers.Rescaling(1.0, offset=0.5)])


def pictures(n, seed):
    """Random pictures, some dark and some bright, so that their errors differ."""
    rng = np.random.default_rng(seed)
    bright = rng.integers(20, 236, (n, 1, 1, 3))
    return (bright + rng.integers(-20, 20, (n, 8, 8, 3))).astype("uint8")


@pytest.mark.task("score", weight=4)
@given(n=sampled_from([2, 7, 33]), seed=seeds)
def test_each_picture_has_its_own_error(student, halving, n, seed):
    """Each picture's error is the mean squared difference over its own pixels, from 0 to 1."""
    images = pictures(n, seed)
    halved = squares(scaled(images) / 2, scaled(images))
    got = student.reconstruction_error(halving, images)
    one = isinstance(got, float | int | np.generic) or np.shape(got) in ((), (1,))
    message = f"There should be one error for each of the {n} pictures."
    holds(not (one and n > 1), message=message, got=got, misconception="one_error_for_the_batch")
    got = as_array(got, shape=(n,), message=f"The result should be an array of shape ({n},).")
    x = scaled(images)
    raw = squares(scaled(images) / 2, images)
    mistakes = {
        "bytes_against_fractions": raw,
        "error_on_bytes": squares(images / 2, images),
        "absolute_difference": np.abs(x / 2).mean(axis=(1, 2, 3)),
        "summed_not_averaged": halved * x[0].size,
        "scaled_within_the_batch": halved / halved.max(),
    }
    message = "Each error should be the mean of the squared differences, on the scale from 0 to 1."
    close(got, halved, message=message, rtol=1e-3, mistakes=mistakes)


@pytest.mark.task("score")
@pytest.mark.mistake("clipped_before_comparing")
def test_what_is_drawn_is_taken_as_it_is(student, brightening, seed):
    """Where a model draws more than white, that is an error like any other."""
    got = student.reconstruction_error(brightening, pictures(6, seed))
    message = (
        "Each pixel is half of the way from black to white too light: each error should be 0.25."
    )
    close(as_array(got, shape=(6,)), np.full(6, 0.25), message=message, rtol=1e-3)


@pytest.mark.task("score", weight=2)
@pytest.mark.supporting
@pytest.mark.mistake("scaled_within_the_batch")
def test_company_makes_no_difference(student, halving, seed):
    """A picture's error is the same alone, and among others in any order."""
    images = pictures(12, seed)
    together = as_array(student.reconstruction_error(halving, images), shape=(12,))
    order = np.random.default_rng(seed).permutation(12)
    message = "In another order, each picture should keep its error."
    mixed = as_array(student.reconstruction_error(halving, images[order]), shape=(12,))
    close(mixed, together[order], message=message, rtol=1e-3)
    alone = student.reconstruction_error(halving, images[:1])
    alone = as_array(alone, shape=(1,), message="One picture should give an array of one error.")
    close(alone, together[:1], message="Alone, a picture should keep its error.", rtol=1e-3)


@pytest.mark.task("score")
@pytest.mark.supporting
@pytest.mark.mistake("still_in_training")
def test_it_predicts_and_does_not_train(student, halving, seed):
    """The model predicts: a Dropout layer in it drops nothing."""
    images = pictures(6, seed)
    expected = as_array(student.reconstruction_error(halving, images), shape=(6,))
    dropping = probe(student, student.module("keras").layers.Dropout(0.5))
    got = student.reconstruction_error(dropping, images)
    message = "Two models that differ in a Dropout layer should predict the same."
    close(got, expected, message=message, rtol=1e-3)


@pytest.mark.task("score")
@pytest.mark.supporting
def test_scored_pictures_are_left_alone(student, halving, seed):
    """The pictures are not changed."""
    data = pictures(5, seed)
    images = student.keep(data)
    as_array(student.reconstruction_error(halving, images), shape=(5,))
    message = "The pictures that were handed in are others now."
    equal(student.fetch(images), data, message=message)


# threshold


def skewed(n, seed):
    """Errors as they come: most small, a few far out, none alike."""
    rng = np.random.default_rng(seed)
    return rng.permutation(0.001 + 0.0005 * rng.gamma(2.0, size=n) * rng.uniform(0.5, 3))


rates = floats(0.02, 0.4)


@pytest.mark.task("threshold", weight=3)
@given(n=integers(100, 2000), rate=rates, seed=seeds)
def test_the_share_above_is_the_rate(student, n, rate, seed):
    """Of the errors handed in, the share asked for is above the threshold, to within one."""
    errors = skewed(n, seed)
    got = float(as_array(student.choose_threshold(errors, rate), shape=()))
    above = int((errors > got).sum())
    misconception = ""
    if abs((n - above) - rate * n) <= 2:
        misconception = "share_below_not_above"
    # Only where whole per cents are another rate.
    elif abs(above - n * int(100 * rate) / 100) <= 1 < n * (rate - int(100 * rate) / 100) - 2:
        misconception = "whole_per_cents"
    elif above == 0:
        misconception = "largest_good_error"
    else:
        spread = (got - errors.mean()) / errors.std()
        if min(abs(spread - z) for z in (1, 2, 3, NormalDist().inv_cdf(1 - rate))) < 0.05:
            misconception = "as_if_errors_were_bells"
    message = (
        "The share of good pictures above the threshold, less the rate asked for, should be 0."
    )
    good = abs(above - rate * n) <= 1 + 1e-9
    holds(good, message=message, measured=above / n - rate, misconception=misconception)


@pytest.mark.task("threshold")
@pytest.mark.mistake("whole_per_cents")
def test_rates_need_not_be_whole_per_cents(student, seed):
    """A rate of half a per cent, and one of two and a half, are kept to as well."""
    errors = skewed(2000, seed)
    for rate in (0.005, 0.025):
        got = float(as_array(student.choose_threshold(errors, rate), shape=()))
        share = float((errors > got).mean())
        message = f"Asked for {rate}, the share above the threshold is another."
        holds(abs(share - rate) <= 1 / 2000 + 1e-9, message=message, measured=share)


@pytest.mark.task("threshold")
@pytest.mark.supporting
@pytest.mark.mistake("errors_sorted_in_place")
@given(rate=rates, seed=seeds)
def test_the_threshold_is_a_plain_number(student, rate, seed):
    """The threshold is one float, and the errors are left alone, in any order."""
    data = skewed(200, seed)
    errors = student.keep(data)
    got = student.choose_threshold(errors, rate)
    as_array(got, shape=(), message="The threshold should be one number.")
    equal(student.fetch(errors), data, message="The errors that were handed in are others now.")


@pytest.mark.task("threshold")
@pytest.mark.reveal
@pytest.mark.mistake("any_rate_accepted")
def test_impossible_rates_are_refused(student):
    """A rate that does not lie between 0 and 1 raises a ValueError."""
    errors = skewed(50, 0)
    for rate in (0.0, 1.0, -0.1, 5):
        message = f"choose_threshold(errors, {rate}) should raise a `ValueError`."
        with student.raises(ValueError, message=message):
            student.choose_threshold(errors, rate)


# detect


def looked_at(student, images):
    """The errors and decisions of `is_rotten`."""
    n = len(images)
    got = student.is_rotten(images)
    pair = isinstance(got, tuple | list) and len(got) == 2
    if not pair:
        raise Mismatch("`is_rotten` should return (errors, rotten).", got=got, names_mistake=False)
    errors = as_array(got[0], shape=(n,), message="There should be one error for each picture.")
    rotten = as_array(got[1], shape=(n,), message="There should be one answer for each picture.")
    message = "`rotten` should hold False and True."
    holds(rotten.dtype == bool, message=message, got=rotten)
    holds(bool(np.isfinite(errors).all()), message="The errors should be finite.")
    return errors, rotten


# Our answer, a detector of its own in each of 60 draws: AUROC 0.871 (0.009), worst 0.852; by grade 0.732, 0.845,
# 0.930, 0.976. Above PCA with 16 numbers by 0.037 (0.004), worst 0.028. False alarms 0.049 (0.010), worst
# 0.068. Recall of grade 4 0.85 (0.05), worst 0.70. Unseen 0.991 (0.003), worst 0.985.
# By grade, 60 draws: PCA with 16 numbers 0.834 (0.011): 0.707, 0.814, 0.888, 0.925; with 128 0.941 (0.006):
# 0.878, 0.944, 0.971, 0.972; brown pixels 0.832 (0.011): 0.726, 0.804, 0.881, 0.918.
# Sixty draws each: rotten_ones_in_the_training AUROC 0.828 (0.012), above PCA by -0.0055 (0.0039), most 0.0004,
# recall 0.14 (0.024), most 0.19; code_too_wide AUROC 0.759 (0.015), most 0.807, recall 0.20, most 0.25, unseen
# 0.53; the_label_is_needed unseen 0.669 (0.024), most 0.718. above_average_is_rotten, ten: alarms 0.38 (0.014),
# least 0.355. The notebook asks for 0.83 and 0.05; a little less, and a little more, passes.
AUROC, ALARMS, RECALL, UNSEEN = 0.82, 0.12, 0.4, 0.9
# Pictures of each grade; the AUROC over the grades is the mean of four.
GRADES = (600, 150, 150, 150, 150)


def snapped(images, column, down):
    """Bananas in two pieces: the right one lies lower, or higher."""
    images = images.copy()
    images[:, :, column:] = np.roll(images[:, :, column:], down, axis=1)
    return images


def oddities(rng):
    """Two ways in which a good banana gets odd: snapped somewhere, and one of five others."""
    column, down = int(rng.integers(12, 19)), int(rng.choice([-6, 6]))
    others = [
        lambda images: images[:, ::-1],
        lambda images: np.rot90(images, 1, axes=(1, 2)),
        lambda images: np.roll(images, 16, axis=2),
        lambda images: np.roll(images, down, axis=1),
        lambda images: np.concatenate([images[:, :, :16], images[:, ::-1, 16:]], axis=2),
    ]
    return lambda images: snapped(images, column, down), others[rng.integers(len(others))]


def in_company(student, kinds, rng):
    """The errors and decisions of each kind of pictures, asked in four mixed sets of one size."""
    # A set of one kind gives away what it is, and so does its length.
    every = np.concatenate(kinds)
    order = rng.permutation(len(every))
    errors, rotten = np.empty(len(every)), np.empty(len(every), bool)
    for places in np.array_split(order, 4):
        errors[places], rotten[places] = looked_at(student, every[places])
    ends = np.cumsum([len(kind) for kind in kinds])[:-1]
    return list(zip(np.split(errors, ends), np.split(rotten, ends), strict=True))


@pytest.fixture(scope="module")
def exam(student, seed):
    """For each grade, and each of two oddities, the pictures, their errors and whether they were flagged."""
    rng = np.random.default_rng([seed, 20])
    images = [drawn(n, seed, 10 + grade, rot=grade) for grade, n in enumerate(GRADES)]
    fresh = drawn(150, seed, 15)
    images += [np.ascontiguousarray(way(fresh)) for way in oddities(rng)]
    return images, in_company(student, images, rng)


def over_all_grades(errors):
    return float(np.mean([auroc(errors[0], rotten) for rotten in errors[1 : len(GRADES)]]))


@pytest.mark.task("detect", weight=2)
@pytest.mark.supporting
@pytest.mark.mistake("threshold_from_the_batch")
def test_company_changes_no_answer(student, exam):
    """A banana gets the same error and the same answer in any company."""
    images, answers = exam
    every = np.concatenate(images)
    errors, rotten = (np.concatenate([answer[part] for answer in answers]) for part in (0, 1))
    # Those that were flagged by themselves, and the others: who flags a share of what comes is found out.
    for flagged in (True, False):
        chosen = np.flatnonzero(rotten == flagged)[:60]
        if len(chosen) == 0:
            continue
        again, found = looked_at(student, every[chosen])
        message = "In other company, a picture gets another error."
        close(again, errors[chosen], message=message, rtol=1e-2, atol=1e-9)
        # What lies on the line may be rounded to either side.
        agree = float((found == flagged).mean())
        message = "In other company, pictures get another answer; the share that stays the same:"
        holds(agree > 0.9, message=message, measured=agree)


@pytest.mark.task("detect", weight=4)
@pytest.mark.random
def test_it_tells_rotten_from_good(exam):
    """AUROC over four grades of rot is at least 0.83."""
    _, answers = exam
    value = over_all_grades([errors for errors, _ in answers])
    misconception = "smaller_is_odder" if value < 0.4 else ""
    errors = answers[0][0]
    if 0.4 <= value < AUROC and errors.mean() < 0.0009:
        misconception = "code_too_wide"
    # Distances of codes from their middle are much alike; errors of good pictures are not (0.5).
    elif 0.4 <= value < 0.78 and errors.std() < 0.35 * errors.mean():
        misconception = "odd_code_not_odd_picture"
    message = "AUROC over the four grades of rot, asked for 0.83."
    holds(value >= AUROC, message=message, measured=value, misconception=misconception)


@pytest.mark.task("detect", weight=2)
@pytest.mark.random
def test_it_is_worth_more_than_pca(exam, taught):
    """AUROC is higher than that of PCA with 16 numbers on the same pictures."""
    images, answers = exam
    own = over_all_grades([errors for errors, _ in answers])
    errors = pca(taught, 16)
    gain = own - over_all_grades([errors(each) for each in images])
    message = "By how much your AUROC is above that of PCA with 16 numbers."
    holds(gain > 0, message=message, measured=gain)


@pytest.mark.task("detect", weight=2)
@pytest.mark.supporting
@pytest.mark.random
@pytest.mark.mistake("above_average_is_rotten")
def test_false_alarms_are_as_rare_as_asked(exam):
    """About 5 in 100 fresh good bananas are flagged, and no more than 12."""
    _, answers = exam
    share = float(answers[0][1].mean())
    holds(share <= ALARMS, message="Good bananas flagged, asked for 0.05.", measured=share)


@pytest.mark.task("detect", weight=2)
@pytest.mark.random
@pytest.mark.mistake("rotten_ones_in_the_training")
def test_the_worst_are_found(exam):
    """Of bananas past saving most are flagged."""
    _, answers = exam
    if answers[0][1].mean() > 0.9:
        raise Mismatch(
            "Every banana is flagged, good ones too: that finds nothing.", names_mistake=False
        )
    share = float(answers[4][1].mean())
    message = "Bananas of grade 4 that are flagged, at 5 false alarms in 100 good ones."
    holds(share >= RECALL, message=message, measured=share)


@pytest.mark.task("detect", weight=2)
@pytest.mark.random
@pytest.mark.mistake("the_label_is_needed")
def test_what_nobody_has_shown_it_is_odd_too(exam):
    """What is odd in a way that is not rot has larger errors, too."""
    _, answers = exam
    values = [auroc(answers[0][0], errors) for errors, _ in answers[len(GRADES) :]]
    message = (
        "AUROC of bananas that are snapped, or lie as none of the good ones does, with no rot."
    )
    holds(np.mean(values) >= UNSEEN, message=message, measured=float(np.mean(values)))


# not-a-jpeg


def jpegs(images):
    """For each quality: bytes for each picture, the error, and those of 8 and 16 bits that run over."""
    n, height, width, _ = images.shape
    for quality in range(1, 96):
        file = io.BytesIO()
        Image.fromarray(images.reshape(n * height, width, 3)).save(file, "JPEG", quality=quality)
        back = np.asarray(Image.open(file)).reshape(images.shape)
        error = squares(scaled(back), scaled(images)).mean()
        short = back.astype("int16") - images
        with np.errstate(over="ignore"):
            over = ((back - images) / 255) ** 2, short**2 / 255**2
        yield len(file.getvalue()) / n, float(error), *(float(each.mean()) for each in over)


@pytest.mark.task("not-a-jpeg", weight=2)
@given(sizes=sampled_from([(3, 8), (9, 4)]), seed=seeds)
def test_the_ratio_is_one_of_means(student, halving, sizes, seed):
    """The ratio is the mean error of the others divided by the mean error of its own kind."""
    own, other = pictures(sizes[0], seed), pictures(sizes[1], seed + 1)
    own_errors, other_errors = (squares(scaled(x) / 2, scaled(x)) for x in (own, other))
    expected = other_errors.mean() / own_errors.mean()
    mistakes = {
        "ratio_upside_down": 1 / expected,
        "sums_not_means": other_errors.sum() / own_errors.sum(),
    }
    got = student.works_only_on_its_kind(halving, own, other)
    if not np.allclose(got, expected, rtol=1e-3):
        # A mistake in `reconstruction_error` is judged there, and not twice.
        theirs = [student.reconstruction_error(halving, x) for x in (own, other)]
        theirs = [np.asarray(as_array(each)) for each in theirs]
        if np.allclose(got, theirs[1].mean() / theirs[0].mean(), rtol=1e-3):
            return
    message = "It should be the mean error of the others, divided by that of its own kind."
    close(got, expected, message=message, rtol=1e-3, mistakes=mistakes)


@pytest.mark.task("not-a-jpeg", weight=3)
def test_the_smallest_jpeg_that_is_good_enough(student, seed):
    """Of the qualities that keep to the error, the one with the fewest bytes counts."""
    # Noise has the large differences that need more than 16 bits once they are squared.
    images = drawn(9, seed, 30)
    images[7:] = np.random.default_rng(seed).integers(0, 256, images[7:].shape)
    table = list(jpegs(images))
    errors = sorted(error for _, error, *_ in table)
    for place in (15, 45, 75):
        # Between two qualities: a rounding error decides nothing.
        allowed = (errors[place] + errors[place + 1]) / 2
        expected, *over = (
            min((row[0] for row in table if row[column] <= allowed), default=None)
            for column in (1, 2, 3)
        )
        got = student.smallest_jpeg(images, allowed)
        names = zip(("bytes_wrap_around", "sixteen_bits_overflow"), over, strict=True)
        misconception = next((name for name, wrong in names if got == wrong != expected), "")
        holds(
            got is not None,
            message="There is a quality that keeps to this error.",
            misconception=misconception,
        )
        size = float(as_array(got, shape=()))
        message = (
            "Your number of bytes, divided by the fewest that keep to this error, should be 1."
        )
        same = np.isclose(size, expected, rtol=1e-4)
        holds(same, message=message, measured=size / expected, misconception=misconception)


@pytest.mark.task("not-a-jpeg")
@pytest.mark.supporting
@pytest.mark.mistake("best_effort_returned")
def test_where_no_jpeg_is_good_enough_there_is_none(student, seed):
    """Where no quality keeps to the error, the answer is None."""
    got = student.smallest_jpeg(drawn(4, seed, 31), 1e-9)
    holds(
        got is None, message="No quality keeps to an error of nearly 0: it should be None.", got=got
    )
