"""Hidden checks. Figures beside a threshold are measured: mean (standard deviation), worst draw.

Every model of a submission is judged as our own code rebuilds it, each in a process of its own.
"""

import io
from dataclasses import dataclass
from itertools import combinations, pairwise
from statistics import NormalDist
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis.strategies import floats, integers, sampled_from
from PIL import Image

from course.data import bananas
from course.expect import Mismatch, as_array, close, holds
from course.promises import (
    Call,
    LeavesAlone,
    RemembersNothing,
    RowByRow,
    TakesAnyLayout,
    promises,
)

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


def are_numpy(value):
    """Whether each part of a result is an array of NumPy's own; a tensor crosses as one."""
    import numpy

    parts = value if isinstance(value, tuple | list) else [value]
    return [isinstance(part, numpy.ndarray) for part in parts]


def gives_arrays(student, name, *given):
    """Expect that a function gives NumPy arrays, and no tensors."""
    result = student.held(getattr(student, name))(*given)
    found = student.probes(are_numpy).are_numpy(result)
    message = f"What `{name}` gives should be a NumPy array, and no tensor."
    holds(len(found) > 0 and all(found), message=message)


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
    with student.succeeds(TypeError, message=message):
        return [student.rebuild(model) for model in got]


def ask(model, x, shape, message):
    """What a rebuilt model makes of x: finite numbers in this shape."""
    got = as_array(model.predict(x), shape=shape, message=message)
    holds(bool(np.isfinite(got).all()), message="A model should give finite numbers.")
    return got


# two-funnels

SHAPES = ((32, 32, 3), (16, 24, 1))
# The second is wider than a hidden layer as the notebook advises it.
SIZES = (5, 70)
# One mild look, and one in which drawings go far beyond black and white. All stay positive: variances do.
STRETCH = (1, 3)


def different_pictures(shape, rng):
    """Noise, flat colours and smooth slopes: a way beside the code may be open for one kind alone."""
    noise = rng.random((2, *shape))
    flat = np.broadcast_to(rng.random((2, 1, 1, shape[-1])), (2, *shape))
    down, across = np.meshgrid(*(np.linspace(0, 1, n) for n in shape[:2]), indexing="ij")
    slopes = [rng.random(shape[-1]) * way[..., None] for way in (down, across * down)]
    return np.concatenate([noise, flat, slopes]).astype("float32")


def shaken(model, rng, stretch=1):
    """Move all weights of a model; gives those that it had."""
    message = "The autoencoder's `get_weights` should give arrays."
    before = [as_array(weight, message=message) for weight in model.get_weights()]
    moved = [stretch * (weight + 0.05 * rng.standard_normal(weight.shape)) for weight in before]
    model.set_weights([new.astype(old.dtype) for new, old in zip(moved, before, strict=True)])
    return before


def built(student, shape, code_size, stretch=1):
    """Rebuilt models with moved weights, pictures, and a function that gives the models as at birth.

    What is equal at birth, or asleep, must be so later, too.
    """
    got = three(student.build_autoencoder(shape, code_size), "build_autoencoder")
    rebuilt(student, got[:1], "build_autoencoder")
    rng = np.random.default_rng([code_size, 7])
    before = shaken(got[0], rng, stretch)

    def at_birth():
        got[0].set_weights(before)
        return rebuilt(student, got, "build_autoencoder")

    x = different_pictures(shape, rng)
    return rebuilt(student, got, "build_autoencoder"), code_size, x, at_birth


@pytest.fixture(scope="module")
def funnels(student):
    """For two shapes and code sizes, what `built` gives."""
    given = zip(SHAPES, SIZES, STRETCH, strict=True)
    return [built(student, shape, size, stretch) for shape, size, stretch in given]


@pytest.mark.task("two-funnels", weight=2)
@pytest.mark.main
@pytest.mark.tries(
    "code_size: how many numbers the code has",
    "encoder: pictures (n, height, width, channels), float32 from 0 to 1 → codes (n, code_size)",
)
def test_the_code_has_the_size_asked_for(funnels):
    """The encoder gives as many numbers for each picture as were asked for."""
    found = [(as_array(encoder.predict(x)), size, x) for (_, encoder, _), size, x, _ in funnels]
    wide = all(code.size == x.size for code, _, x in found)
    for code, code_size, x in found:
        message = (
            f"For {len(x)} pictures and code_size={code_size}, `encoder.predict` should give an array "
            f"of shape {(len(x), code_size)}. Found: {code.shape}."
        )
        misconception = "code_as_wide_as_the_picture" if wide else ""
        same = code.shape == (len(x), code_size)
        holds(same, message=message, misconception=misconception, draws=2)
        if not np.ptp(code, axis=0).max() > 1e-6:
            raise Mismatch("Six different pictures get one and the same code.", names_mistake=False)


def takes(model, width):
    """Expect that a decoder takes codes of this width."""
    (shape,) = model.input_shapes if len(model.input_shapes) == 1 else [()]
    message = f"The decoder should take codes of {width} numbers."
    holds(tuple(shape[1:]) == (width,), message=message)


def in_shape(models, code_size, x):
    """Expect that pictures and codes give pictures of the shape of x."""
    autoencoder, _, decoder = models
    ask(autoencoder, x, x.shape, f"For pictures of shape {x.shape}, so should come out.")
    takes(decoder, code_size)
    message = f"Two codes should give two pictures, of shape {(2, *x.shape[1:])}."
    ask(decoder, np.zeros((2, code_size), "float32"), (2, *x.shape[1:]), message)


@pytest.mark.task("two-funnels", weight=2)
@pytest.mark.tries(
    "Returns (autoencoder, encoder, decoder), three Keras models, made of Keras's own layers.",
    "decoder: codes (n, code_size) → pictures (n, height, width, channels)",
    "autoencoder: pictures → pictures",
    "there may be any number of channels",
)
def test_pictures_come_out_as_they_went_in(funnels):
    """Autoencoder and decoder give pictures of the shape that went in."""
    for models, code_size, x, _ in funnels:
        in_shape(models, code_size, x)


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
    return np.allclose(whole, halves, rtol=1e-3, atol=1e-3 * max(1.0, float(np.abs(whole).max())))


def second_way(models, x, at_birth):
    """What kind of second way leads past the code; empty if there is none."""
    whole, halves = by_both_ways(models, x)
    if alike(whole, halves):
        return None
    difference = whole - halves
    # A shift that is the same for all pictures carries nothing about them.
    if np.ptp(difference, axis=0).max() < 1e-3 * np.abs(difference).max():
        return ""
    beside, before = pixel_by_pixel(difference, x), at_birth()
    asleep = alike(*by_both_ways(before, x))
    if beside > 0.5:
        return "second_way_asleep" if asleep else "skip_connection"
    # What comes by another way is about the picture; models that share nothing differ anyhow.
    if beside < 0.2 and unmoved(models, before, x):
        return "alike_at_birth" if asleep else "weights_not_shared"
    return ""


def unmoved(models, before, x):
    """Whether encoder or decoder stayed as it was when the autoencoder's weights were moved."""
    codes = as_array(models[1].predict(x))
    pairs = ((models[1], before[1], x), (models[2], before[2], codes))
    return any(np.array_equal(*(m.predict(asked) for m in (new, old))) for new, old, asked in pairs)


@pytest.mark.task("two-funnels", weight=4)
@pytest.mark.main
@pytest.mark.tries(
    "by way of the code and by no other",
    "The autoencoder gives what decoder(encoder(pictures)) gives, whatever the pictures and the weights.",
    "The three have the same layers, not copies",
)
def test_the_code_is_the_only_way_through(funnels):
    """The decoder, given only the code, draws exactly what the autoencoder gives, whatever its weights."""
    ways = [second_way(models, x, at_birth) for models, _, x, at_birth in funnels]
    message = (
        "After the autoencoder's weights were moved, `autoencoder(x)` and `decoder(encoder(x))` should "
        "be equal, and they differ."
    )
    name = ways[0] or "" if len(set(ways)) == 1 else ""
    holds(ways == [None, None], message=message, misconception=name, draws=2)


# On both sides: who draws the sign of a number alone does not draw the number.
STEPS = (-2, -1, 1, 2)


def followed(decoder, base, shape):
    """For each number of a code: whether the drawing follows it, at two steps of three at least."""
    size = base.size
    codes = np.repeat(base.reshape(1, size), 4 * size, axis=0)
    codes[np.arange(4 * size), np.repeat(np.arange(size), 4)] += np.tile(STEPS, size)
    codes = codes.astype("float32")
    made = ask(decoder, codes, (len(codes), *shape), "Each code should give one picture.")
    moved = np.abs(np.diff(made.reshape(size, 4, -1), axis=1)).max(axis=2)
    return (moved > 1e-6 * max(1.0, float(np.abs(made).max()))).sum(axis=1) >= 2


def every_number_matters(models, code_size, x):
    """Expect that the drawing follows each number of a code."""
    _, encoder, decoder = models
    takes(decoder, code_size)
    message = f"The code should have {code_size} numbers."
    own = ask(encoder, x[:1], (1, code_size), message).astype("float64")
    # Far out an activation may be flat, and around 0 a norm is.
    found = followed(decoder, own, x.shape[1:]) | followed(decoder, 0 * own, x.shape[1:])
    message = f"With a code of {code_size}: a number of the code changes nothing, or hardly ever."
    holds(bool(found.all()), message=message)


@pytest.mark.task("two-funnels")
@pytest.mark.tries("Each number of the code changes what is drawn.")
def test_every_number_of_the_code_matters(student, funnels):
    """Changing any number of the code changes the picture, also where the code is one number."""
    alone = built(student, (8, 12, 3), 1)
    for models, code_size, x, _ in [*funnels, alone]:
        every_number_matters(models, code_size, x)


def same_alone(model, x, what):
    """Expect that a model gives the third of x, alone, what it gives it among many others."""
    many = np.tile(x, (8, *[1] * (x.ndim - 1)))
    together, alone = (as_array(model(some)) for some in (many, x[2:3]))
    message = f"Alone, a picture should get the same {what} as among others."
    holds(alike(together[2:3], alone), message=message)


@pytest.mark.task("two-funnels")
@pytest.mark.supporting
@pytest.mark.tries("a picture gets the same code and the same drawing in any company")
def test_company_changes_no_code(student, funnels):
    """A picture gets the same code and the same drawing alone as among others."""
    for models, _, x, _ in funnels:
        for model, what in zip(models, ("drawing", "code"), strict=False):
            same_alone(model.predict, x, what)
    got = three(student.build_autoencoder((8, 12, 3), 4), "build_autoencoder")
    x = different_pictures((8, 12, 3), np.random.default_rng(4))
    # A layer may be told to be in training for ever; `training=False` alone silences it.
    for model, what in zip(got, ("drawing", "code"), strict=False):
        same_alone(model, x, f"{what} from a plain call")


@pytest.mark.task("two-funnels")
@pytest.mark.reveal
@pytest.mark.tries(
    "Height and width are multiples of 4 and may differ",
    "an int, at least 1",
    "a tuple of ints",
)
def test_other_shapes_and_a_code_of_one_will_do(student):
    """Pictures of 12 × 20 pixels and 2 channels, and a code of one number, are possible."""
    models, code_size, x, _ = built(student, (12, 20, 2), 1)
    code = as_array(models[1].predict(x))
    message = (
        "build_autoencoder((12, 20, 2), 1): the code of six pictures should have the shape (6, 1)."
    )
    holds(code.shape == (len(x), 1), message=message, got=code)
    in_shape(models, code_size, x)
    message = (
        "build_autoencoder((12, 20, 2), 1): the decoder should draw what the autoencoder gives."
    )
    holds(alike(*by_both_ways(models, x)), message=message)


@pytest.fixture(scope="module")
def fitted(student):
    """Rebuilt encoders and decoders, before and after `fit`, and those of a second call."""
    shape, code_size = (8, 12, 3), 4
    got = three(student.build_autoencoder(shape, code_size), "build_autoencoder")
    # Rebuilding costs as much as a short training: no model without need.
    before = rebuilt(student, got[1:], "build_autoencoder")
    x = student.keep(np.random.default_rng([8, 12]).random((16, *shape)).astype("float32"))
    got[0].compile(optimizer=student.module("keras").optimizers.Adam(0.01), loss="mse")
    got[0].fit(x, x, epochs=3, verbose=0)
    after = rebuilt(student, got, "build_autoencoder")
    again = three(student.build_autoencoder(shape, code_size), "build_autoencoder")
    return before, after, rebuilt(student, again[1:], "build_autoencoder")


@pytest.mark.task("two-funnels")
@pytest.mark.tries(
    "when the autoencoder is trained with `fit`, encoder and decoder learn with it",
    "Build an autoencoder, not yet trained.",
    "Each call gives new models.",
)
def test_what_one_learns_all_three_know(fitted):
    """Training the autoencoder trains encoder and decoder, and no model of a later call."""
    before, after, again = fitted
    x = np.random.default_rng([12, 8]).random((4, 8, 12, 3)).astype("float32")
    codes = np.random.default_rng([4, 8]).standard_normal((4, 4)).astype("float32")
    for place, asked, name in ((0, x, "encoder"), (1, codes, "decoder")):
        first, later, second = (
            as_array(models[place].predict(asked)) for models in (before, after[1:], again)
        )
        message = (
            f"After `autoencoder.fit(x, x)` the {name} should give something else than before."
        )
        holds(not np.allclose(first, later, atol=1e-4), message=message)
        message = f"A second call of `build_autoencoder` gives the {name} that the first call's `fit` trained."
        holds(not np.allclose(later, second, atol=1e-4), message=message)
    message = "After `fit` the decoder should draw what the autoencoder gives."
    holds(alike(*by_both_ways(after, x)), message=message)


# train

CODE = 8
BENT = 0.97
# What red, green and blue are in another camera. Red for green alone would leave bananas as they are.
CAMERAS = ([0, 2, 1], [1, 2, 0], [2, 0, 1], [2, 1, 0])
# Error divided by PCA's, asked for below 0.95; a little more passes. Our answer in 60 draws 0.703 (0.016), worst
# 0.730, 16 standard deviations from the line. PCA itself, put into linear layers, has 1. linear_is_pca in 23 draws
# 1.39 (0.08), least 1.30; hardly_trained, one, 4.3. Noise over bananas, asked for above 4: 39.1 (1.1), least 36.


@dataclass(frozen=True)
class Trained:
    """A student's models, trained on the grader's bananas of one camera.

    `alone` tells whether the pictures were left alone; `called` is the autoencoder as it stands in the
    worker.
    """

    models: Any
    camera: Any
    alone: bool
    called: Any

    def seen(self, images):
        """Bananas in this camera's colours: who has learnt from other pictures has not seen any."""
        return np.ascontiguousarray(images[..., self.camera])


def train_ours(student, images, code_size, seed):
    """What `train_on_good` makes of these pictures."""
    return three(student.train_on_good(images, code_size, seed), "train_on_good")


@pytest.fixture(scope="module")
def trained(student, seed, taught):
    camera = CAMERAS[seed % len(CAMERAS)]
    data = np.ascontiguousarray(taught[..., camera])
    images = student.keep(data)
    got = train_ours(student, images, CODE, 0)
    models = rebuilt(student, got, "train_on_good")
    return Trained(models, camera, bool(np.array_equal(student.fetch(images), data)), got[0])


def errors_of(autoencoder, images):
    """The grader's own measure of a model, on the scale from 0 to 1."""
    x = scaled(images)
    return squares(redrawn(autoencoder, x), x)


def redrawn(autoencoder, x):
    message = "The autoencoder should give pictures of the shape that it takes."
    return ask(autoencoder, x, x.shape, message)


def _why_behind(trained, images, bar, usual):
    """Which mistake a model that is worse than PCA looks like; empty if it could be any."""
    autoencoder = trained.models[0]
    x = scaled(images)
    own = squares(redrawn(autoencoder, x), x).mean()
    # Called in the notebook, it gives something else: what it seems to be is no proof of anything.
    seems = as_array(trained.called(x[:9], training=False), shape=x[:9].shape)
    if not np.allclose(seems, redrawn(autoencoder, x[:9]), rtol=0.05, atol=0.05):
        return "another_than_it_seems"
    if errors_of(autoencoder, usual).mean() < min(own / 3, 3 * bar):
        return "bananas_of_ones_own"
    # Is it at home on another scale? Errors there are so many squares larger.
    for name, scale in (("trained_on_bytes", 255), ("divided_twice", 1 / 255)):
        error = squares(redrawn(autoencoder, x * np.float32(scale)), x * scale).mean() / scale**2
        if error < min(own / 3, 20 * bar):
            return name
    middle, ends = redrawn(autoencoder, (x[::2] + x[1::2]) / 2), redrawn(autoencoder, x)
    straight = np.allclose(middle, (ends[::2] + ends[1::2]) / 2, atol=1e-3)
    # Straight lines that copy everything are no PCA.
    return "linear_is_pca" if straight and own < 6 * bar else ""


@pytest.mark.task("train", weight=6)
@pytest.mark.main
@pytest.mark.random
@pytest.mark.tries(
    "Build an autoencoder and train it on pictures of good bananas.",
    "in other colours",
    "They take and give pictures from 0 to 1",
    "on good bananas that it has not seen, its mean squared error is below that of PCA with 8 numbers",
    "by 5 % or more",
    "Keep the training short: some 20 epochs will do.",
)
def test_it_bends_further_than_pca(trained, taught, seed):
    """On good bananas that it has not seen, its error is below PCA's with as many numbers."""
    usual = drawn(300, seed, 1)
    fresh = trained.seen(usual)
    bar = pca(trained.seen(taught), CODE)(fresh).mean()
    ratio = float(errors_of(trained.models[0], fresh).mean() / bar)
    misconception = ""
    if ratio >= BENT:
        halves = [slice(0, 50), slice(50, 100)]
        names = {_why_behind(trained, fresh[half], bar, usual[half]) for half in halves}
        misconception = names.pop() if len(names) == 1 else ""
    message = "Its error on new good bananas, divided by that of PCA with 8 numbers, should be below 0.95."
    holds(ratio < BENT, message=message, measured=ratio, misconception=misconception, draws=2)


@pytest.mark.task("train", weight=2)
@pytest.mark.main
@pytest.mark.supporting
@pytest.mark.tries("Returns (autoencoder, encoder, decoder) as `build_autoencoder` does, trained.")
def test_the_trained_code_is_the_only_way_through(trained, taught):
    """After training, too, the decoder draws from the code alone what the autoencoder gives."""
    autoencoder, encoder, decoder = trained.models
    x = scaled(trained.seen(taught[:40]))
    code = ask(encoder, x, (40, CODE), "The code should have 8 numbers for each picture.")
    whole = redrawn(autoencoder, x)
    halves = ask(decoder, code, x.shape, "Each code should give one picture.")
    message = "What the autoencoder gives is not what the decoder makes of the code."
    holds(
        alike(whole, halves),
        message=message,
        misconception=_other_halves(whole, halves, x),
        draws=2,
    )


@pytest.mark.task("train")
@pytest.mark.supporting
@pytest.mark.tries("Returns (autoencoder, encoder, decoder) as `build_autoencoder` does, trained.")
def test_company_changes_no_trained_drawing(trained, taught):
    """A trained model, simply called, draws a picture alone as among others."""
    same_alone(trained.called, scaled(trained.seen(taught[:9])), "drawing from a plain call")


def _other_halves(whole, halves, x):
    """Whether the halves know nothing of what the autoencoder has learnt, on both halves of x."""
    middle = ((x - x.mean(axis=0)) ** 2).mean()
    for some in (slice(0, 20), slice(20, 40)):
        learnt = ((whole[some] - x[some]) ** 2).mean() < middle / 3
        blank = ((halves[some] - x[some]) ** 2).mean() > middle
        if not (learnt and blank) or pixel_by_pixel(whole[some] - halves[some], x[some]) > 0.9:
            return ""
    return "halves_of_another_model"


@pytest.mark.task("train")
@pytest.mark.supporting
@pytest.mark.tries("They are not changed.")
def test_the_pictures_are_left_alone(trained):
    """The pictures that are handed in are not changed."""
    holds(trained.alone, message="The pictures that were handed in are others now.")


@pytest.mark.task("train")
@pytest.mark.tries("Returns (autoencoder, encoder, decoder) as `build_autoencoder` does, trained.")
def test_it_only_works_on_its_kind(trained, seed):
    """Noise comes out far worse than bananas."""
    autoencoder = trained.models[0]
    noise = np.random.default_rng([seed, 7]).integers(0, 256, (50, 32, 32, 3), "uint8")
    own = errors_of(autoencoder, trained.seen(drawn(50, seed, 2))).mean()
    ratio = float(errors_of(autoencoder, noise).mean() / own)
    message = (
        "Trained on bananas, it should fail on noise: its error there, divided by its own, above 4."
    )
    holds(ratio > 4, message=message, measured=ratio)


@pytest.mark.task("train")
@pytest.mark.tries("neither from pictures of your own")
def test_it_has_learnt_from_these_pictures_alone(trained, seed):
    """Bananas in colours that were not handed in come out far worse."""
    autoencoder = trained.models[0]
    usual = drawn(100, seed, 3)
    own = errors_of(autoencoder, trained.seen(usual)).mean()
    ratio = float(errors_of(autoencoder, usual).mean() / own)
    message = (
        "The pictures handed in were of another camera, in other colours. The error on bananas of the "
        "course's own colours, divided by that on bananas of that camera, should be above 2."
    )
    holds(ratio > OWN_COLOURS, message=message, measured=ratio)


OWN_COLOURS = 2.0
# A dark camera: no byte is above 102.
DARK = 0.4


@pytest.fixture(scope="module")
def few(trained, taught):
    """Some dark pictures. They come after the 2000, with the same seed and code size."""
    return (trained.seen(taught[:200]) * DARK).astype("uint8")


# Apart by 1, by 2**19 and by 10**6: a seed that is cut, rounded or halved falls on another one.
SEEDS = (0, 1, 2**19, 1_000_000)


def others_in(few):
    """Pictures that agree with few in shape, sum, and first and last picture; the colours are others."""
    others = few.copy()
    others[1:-1] = np.roll(few[1:-1], 1, axis=-1)
    return others


@dataclass(frozen=True)
class Repeated:
    """The autoencoder of the first call, encoders by seed, and those of the last two calls.

    The last call but one got other pictures, the last one those of the first.
    """

    first: Any
    codes: dict[int, np.ndarray]
    elsewhere: Any
    again: np.ndarray


@pytest.fixture(scope="module")
def repeated(student, few):
    def codes(got):
        # Only whether they differ is asked: the student's process may tell it.
        return as_array(got[1](scaled(few[:20]), training=False))

    got = {seed: train_ours(student, few, CODE, seed) for seed in SEEDS}
    (first,) = rebuilt(student, got[0][:1], "train_on_good")
    by_seed = {seed: codes(models) for seed, models in got.items()}
    others = train_ours(student, others_in(few), CODE, 0)
    (elsewhere,) = rebuilt(student, others[:1], "train_on_good")
    return Repeated(first, by_seed, elsewhere, codes(train_ours(student, few, CODE, 0)))


def apart(one, other):
    """The mean difference of two models' codes, divided by the spread of the first's."""
    return float(np.abs(one - other).mean() / (one.std() + 1e-9))


@pytest.mark.task("train")
@pytest.mark.supporting
@pytest.mark.tries(
    "seed: int from 0 to 1 000 000.",
    "The same call with the same seed gives the same model",
    "another seed gives another model",
)
def test_the_seed_decides_the_model(repeated):
    """The same seed gives the same model, up to rounding; another seed gives another one."""
    message = (
        "train_on_good(images, 8, 0), called again after other calls, gives an encoder with other codes. "
        "Mean difference, divided by the spread of the codes:"
    )
    far = apart(repeated.codes[0], repeated.again)
    holds(far < 0.05, message=message, measured=far)
    for one, other in combinations(SEEDS, 2):
        message = (
            f"train_on_good(images, 8, {one}) and train_on_good(images, 8, {other}) should not give the "
            "same codes. Mean difference, divided by the spread of the codes:"
        )
        far = apart(repeated.codes[one], repeated.codes[other])
        holds(far > 0.1, message=message, measured=far)


@pytest.mark.task("train")
@pytest.mark.supporting
@pytest.mark.tries("nor from earlier calls")
def test_other_pictures_give_another_model(repeated, few):
    """A call with other pictures, as many and with the same seed, learns from these."""
    own, before = scaled(others_in(few)[1:60]), scaled(few[1:60])
    errors = [squares(redrawn(repeated.elsewhere, x), x).mean() for x in (own, before)]
    message = (
        "Called again with other pictures, in other colours, it should reproduce these better than those "
        "of the earlier call. Error on these, divided by that on the earlier ones:"
    )
    ratio = float(errors[0] / errors[1])
    holds(ratio < 0.7, message=message, measured=ratio)


@pytest.mark.task("train")
@pytest.mark.supporting
@pytest.mark.tries(
    "where 1 is the byte 255, even if no picture is that bright",
    "darker",
)
def test_dark_pictures_stay_dark(repeated, few):
    """A dark camera's pictures are learnt as they are: by their bytes divided by 255."""
    x = scaled(few[:60])
    at_home = []
    for scale in (1, 1 / DARK):
        there = x * np.float32(scale)
        middle = ((there - there.mean(axis=0)) ** 2).mean()
        at_home.append(squares(redrawn(repeated.first, there), there).mean() / middle)
    message = (
        "Trained on dark pictures (no byte above 102), it should reproduce these better than the same "
        "pictures made bright. Error on the dark ones, divided by that on bright ones:"
    )
    ratio = float(at_home[0] / at_home[1])
    holds(ratio < 0.7, message=message, measured=ratio)


@pytest.mark.task("train")
@pytest.mark.supporting
@pytest.mark.tries(
    "of another height and width (multiples of 4)",
    "images: (n, height, width, 3) uint8",
    "code_size: as for `build_autoencoder`.",
)
def test_other_shapes_and_codes_can_be_trained(student, few):
    """Pictures of 24 × 32 pixels, and a code of 3 numbers, can be trained."""
    images = np.ascontiguousarray(few[:, 4:28])
    models = rebuilt(student, train_ours(student, images, 3, 0), "train_on_good")
    x = scaled(images[:9])
    message = "train_on_good(images, 3, 0) on pictures of 24 × 32: a code should have 3 numbers."
    ask(models[1], x, (9, 3), message)
    message = "train_on_good(images, 3, 0) on pictures of 24 × 32: such pictures should come out."
    ask(models[0], x, x.shape, message)
    holds(
        alike(*by_both_ways(models, x)),
        message="The decoder should draw what the autoencoder gives.",
    )


# score


def probe(student, *more):
    """A model of ours in the worker: it halves every pixel, and then does what `more` does."""
    keras = student.module("keras")
    return keras.Sequential([keras.Input((8, 8, 3)), keras.layers.Rescaling(0.5), *more])


# One model for all of a property's examples: compiling it takes longest.
@pytest.fixture
def halving(student):
    return probe(student)


def shifting(student, shift):
    """A model that makes every pixel lighter by `shift`, white ones more than white."""
    keras = student.module("keras")
    return keras.Sequential([keras.Input((8, 8, 3)), keras.layers.Rescaling(1.0, offset=shift)])


def pictures(n, seed, shape=(8, 8, 3)):
    """Random pictures, some dark and some bright, so that their errors differ. None is white."""
    rng = np.random.default_rng(np.append(seed, 3))
    bright = rng.integers(20, 216, (n, 1, 1, shape[-1]))
    return (bright + rng.integers(-20, 20, (n, *shape))).astype("uint8")


@pytest.mark.task("score", weight=4)
@pytest.mark.main
@pytest.mark.tries(
    "How badly an autoencoder reproduces each picture.",
    "(n, height, width, channels) uint8, 0 to 255, n at least 1",
    "Returns a float array of shape (n,).",
    "It holds for each picture the mean, over all its pixels and channels, of (drawn - picture) ** 2.",
    "Here `picture` is the bytes divided by 255",
)
@given(n=sampled_from([2, 7, 33, 300]), seed=seeds)
def test_each_picture_has_its_own_error(student, halving, n, seed):
    """Each picture's error is the mean squared difference over its own pixels, from 0 to 1."""
    images = pictures(n, seed)
    halved = squares(scaled(images) / 2, scaled(images))
    got = student.reconstruction_error(halving, images)
    one = isinstance(got, float | int | np.generic) or np.shape(got) in ((), (1,))
    message = f"There should be one error for each of the {n} pictures."
    holds(not one, message=message, got=got, misconception="one_error_for_the_batch")
    got = as_array(got, shape=(n,), message=f"The result should be an array of shape ({n},).")
    holds(got.dtype.kind == "f", message="The errors should be floats.", got=got)
    x = scaled(images)
    mistakes = {
        "bytes_against_fractions": squares(x / 2, images),
        "error_on_bytes": squares(images / 2, images),
        "absolute_difference": np.abs(x / 2).mean(axis=(1, 2, 3)),
        "summed_not_averaged": halved * x[0].size,
        "scaled_within_the_batch": halved / halved.max(),
    }
    message = "Each error should be the mean of the squared differences, on the scale from 0 to 1."
    close(got, halved, message=message, rtol=1e-3, mistakes=mistakes)


@pytest.mark.task("score")
@pytest.mark.supporting
@pytest.mark.tries("neither clipped nor rounded")
def test_what_is_drawn_is_taken_as_it_is(student, seed):
    """Where a model draws more than white, or off by less than a byte, that is an error like any other."""
    images = pictures(6, seed)
    images[:, ::2] += np.uint8(20)
    x = scaled(images)
    for shift in (0.5, -0.5, 0.001):
        clipped = squares(np.clip(x + shift, 0, 1), x)
        mistakes = {"clipped_before_comparing": clipped} if abs(shift) == 0.5 else {}
        got = student.reconstruction_error(shifting(student, shift), images)
        message = f"A model that adds {shift} to each pixel: each error should be {shift**2:.2g}."
        wanted = np.full(6, shift**2)
        close(
            as_array(got, shape=(6,)),
            wanted,
            message=message,
            rtol=5e-3,
            atol=0,
            mistakes=mistakes,
        )


def nearly_black(n, seed):
    """Pictures of the bytes 0 and 1 alone: they look as if they were scaled already."""
    return np.random.default_rng(np.append(seed, 19)).integers(0, 2, (n, 8, 8, 3), "uint8")


@pytest.mark.task("score")
@pytest.mark.tries("Here `picture` is the bytes divided by 255", "uint8, 0 to 255")
def test_any_bytes_are_divided_by_255(student, halving, seed):
    """Bytes are divided by 255 however dark the pictures are, and however bright."""
    dark = nearly_black(4, seed)
    sets = {"0 and 1": dark, "0": dark * 0, "1 to 2": dark + 1, "255": dark * 0 + 255}
    for words, images in sets.items():
        got = as_array(student.reconstruction_error(halving, images), shape=(4,))
        wanted = squares(scaled(images) / 2, scaled(images))
        message = f"Pictures of the bytes {words} alone: these, too, should be divided by 255."
        close(got, wanted, message=message, rtol=1e-3, atol=1e-12)


@pytest.mark.task("score")
@pytest.mark.supporting
@pytest.mark.tries("where a contract says *array*, give back a NumPy array")
def test_the_errors_are_an_array_of_numpy(student, halving, seed):
    """The errors are a NumPy array, and no tensor."""
    gives_arrays(student, "reconstruction_error", halving, pictures(3, seed))


@pytest.mark.task("score")
@pytest.mark.supporting
@pytest.mark.tries("(n, height, width, channels) uint8")
@given(shape=sampled_from([(4, 4, 1), (12, 8, 3), (8, 20, 4)]), seed=seeds)
def test_pictures_of_any_shape_are_scored(student, shape, seed):
    """Height, width and channels may be any; a single picture gives an array of one error."""
    keras = student.module("keras")
    model = keras.Sequential([keras.Input(shape), keras.layers.Rescaling(0.5)])
    for n in (1, 3):
        images = pictures(n, seed, shape)
        got = student.reconstruction_error(model, images)
        wanted = squares(scaled(images) / 2, scaled(images))
        message = f"Images of shape {images.shape} should give an array of shape ({n},)."
        got = as_array(got, shape=(n,), message=message)
        close(
            got,
            wanted,
            message=f"For images of shape {images.shape} the errors differ.",
            rtol=1e-3,
        )


@pytest.mark.task("score")
@pytest.mark.supporting
@pytest.mark.tries(
    "It predicts here: nothing is dropped, and it learns nothing.", "compiled or not"
)
def test_it_predicts_and_does_not_train(student, halving, seed):
    """The model predicts: a Dropout layer drops nothing, and BatchNormalization learns nothing."""
    images = pictures(6, seed)
    expected = as_array(student.reconstruction_error(halving, images), shape=(6,))
    layers = student.module("keras").layers
    dropping = probe(student, layers.Dropout(0.5))
    got, again = (
        as_array(student.reconstruction_error(dropping, images), shape=(6,)) for _ in range(2)
    )
    random = not np.allclose(got, again, rtol=1e-3)
    message = "Two models that differ in a Dropout layer should predict the same."
    same = np.allclose(got, expected, rtol=1e-3)
    holds(
        same,
        message=message,
        misconception="still_in_training" if random else "",
        draws=2,
    )
    learns_nothing(student, student.reconstruction_error, images)


def learns_nothing(student, function, *given):
    """Expect that a function leaves a model's weights alone, compiled or not."""
    layers = student.module("keras").layers
    for compiled in (False, True):
        model = probe(student, layers.Dense(3), layers.BatchNormalization())
        if compiled:
            model.compile(optimizer="adam", loss="mse")
        before = model.get_weights()
        as_array(function(model, *given))
        pairs = zip(before, model.get_weights(), strict=True)
        kept = all(np.array_equal(one, other) for one, other in pairs)
        words = "compiled" if compiled else "not compiled"
        holds(kept, message=f"The weights of a model that is {words} are others after the call.")


@pytest.mark.task("score")
@pytest.mark.supporting
@pytest.mark.tries("on the model's weights at the time of the call, and on nothing else")
def test_the_model_counts_as_it_is_now(student, seed):
    """The same pictures get other errors from another model, and from a model that has other weights now."""
    keras = student.module("keras")
    images = pictures(5, seed)
    x = scaled(images)
    model, other = (
        keras.Sequential([keras.Input((8, 8, 3)), keras.layers.Dense(3, use_bias=False)])
        for _ in range(2)
    )
    for which, share in ((model, 0.5), (other, 0.8), (model, 0.1), (model, 0.5)):
        which.set_weights([share * np.eye(3, dtype="float32")])
        got = as_array(student.reconstruction_error(which, images), shape=(5,))
        message = (
            f"Pixels are now drawn {share} times as light. Each error should follow from that."
        )
        close(got, squares(x * share, x), message=message, rtol=1e-3)


@pytest.mark.task("score", weight=2)
@pytest.mark.supporting
@promises(
    RowByRow("images", none=False, tries="A picture's error depends on the picture"),
    LeavesAlone("images", tries="They are not changed."),
    TakesAnyLayout("images", tries="however they lie in memory"),
    RemembersNothing({"images": pictures(12, 5)}, rtol=1e-6, tries="and on nothing else"),
)
def test_errors_keep_their_promises(student, promise, halving, seed):
    """What `reconstruction_error` promises in general."""
    images = pictures(12, seed)
    # One dark picture, alone, tells who divides by the brightest byte that there is.
    images[0] //= 4
    images[-1] = nearly_black(1, seed)[0]
    call = Call("reconstruction_error", autoencoder=halving, images=images)
    # `rtol` is an absolute bound, too, and these errors are small.
    scale = 1e4 if isinstance(promise, RowByRow) else 1
    promise.keep(student, call.then(lambda got: scale * as_array(got)))


# threshold


def skewed(n, seed):
    """Errors as they come: most small, a few far out, none alike."""
    rng = np.random.default_rng([seed, 11])
    return rng.permutation(0.001 + 0.0005 * rng.gamma(2.0, size=n) * rng.uniform(0.5, 3))


def chosen(student, errors, rate):
    return float(as_array(student.choose_threshold(errors, rate), shape=()))


def _why_off(errors, rate, got):
    """Which mistake a threshold is, if it is the value that this mistake gives."""
    n, above = len(errors), int((errors > got).sum())
    whole = int(100 * rate) / 100
    if got == errors.max():
        return "largest_good_error"
    if abs((n - above) - rate * n) <= 1:
        return "share_below_not_above"
    # That nothing is above says little of per cents.
    if whole and abs(above - n * whole) <= 1:
        return "whole_per_cents"
    spread = (got - errors.mean()) / errors.std()
    bells = (1, 2, 3, NormalDist().inv_cdf(1 - rate))
    return "as_if_errors_were_bells" if min(abs(spread - z) for z in bells) < 0.01 else ""


def share_is_kept(errors, rate, got, why=lambda *_: ""):
    """Expect that the share above is the rate; `why` names the mistake behind another one."""
    n, above = len(errors), int((errors > got).sum())
    message = (
        f"Of {n} errors, and with the rate {rate:.6g}, {n * rate:.4g} should be above the threshold, to "
        "within one. So many were:"
    )
    good = abs(above - rate * n) <= 1 + 1e-9
    misconception = "" if good else why(errors, rate, got)
    holds(good, message=message, measured=above, misconception=misconception)


@pytest.mark.task("threshold", weight=4)
@pytest.mark.main
@pytest.mark.tries(
    "Choose the error above which a picture counts as odd.",
    "in any order",
    "Of the errors that were handed in with this call, n times the rate are above it, to within one.",
    "Both neighbours of a fraction will do.",
)
@given(n=integers(100, 2000), rate=floats(0.02, 0.4), seed=seeds)
def test_the_share_above_is_the_rate(student, n, rate, seed):
    """Of the errors handed in, the share asked for is above the threshold, to within one."""
    errors = skewed(n, seed)
    share_is_kept(errors, rate, chosen(student, errors, rate), _why_off)


@pytest.mark.task("threshold")
@pytest.mark.tries("such as 0.005")
def test_rates_need_not_be_whole_per_cents(student, seed):
    """A rate of half a per cent, and one of two and a half, are kept to as well."""
    errors = skewed(2000, seed)
    got = {rate: chosen(student, errors, rate) for rate in (0.005, 0.025, 0.0125)}
    above = {rate: int((errors > line).sum()) for rate, line in got.items()}
    whole = all(abs(above[rate] - 2000 * int(100 * rate) / 100) <= 1 for rate in got)
    for rate, line in got.items():
        share_is_kept(errors, rate, line, lambda *_: "whole_per_cents" if whole else "")


@pytest.mark.task("threshold")
@pytest.mark.tries("n at least 1", "a number, 0 < rate < 1")
@given(n=integers(1, 60), rate=floats(0.0005, 0.9995), seed=seeds)
def test_few_errors_and_any_rate_will_do(student, n, rate, seed):
    """The share is kept to with few errors, and with rates near 0 and near 1."""
    errors = skewed(n, seed)
    share_is_kept(errors, rate, chosen(student, errors, rate))


def near(errors):
    """Errors that differ in the eleventh digit only."""
    return 0.003 + np.argsort(np.argsort(errors)) * 1e-13


def far_out(errors):
    """Errors of which some are a million times larger than the rest."""
    return np.where(np.arange(len(errors)) % 4 == 1, errors * 1e6, errors)


def tiny(errors):
    return errors * 1e-9


def large(errors):
    return errors * 1e7


@pytest.mark.task("threshold")
@pytest.mark.tries("No two are equal, but two may be very near.", "float array of shape (n,)")
@pytest.mark.parametrize("kind", [near, far_out, tiny, large])
def test_errors_of_any_size_will_do(student, kind, seed):
    """Errors may be tiny, large, very near to each other, or far apart."""
    errors = kind(skewed(400, seed))
    for rate in (0.05, 0.3):
        share_is_kept(errors, rate, chosen(student, errors, rate))


@pytest.mark.task("threshold")
@pytest.mark.supporting
@promises(
    LeavesAlone("errors_on_good", may_return_it=True, tries="They are not changed."),
    TakesAnyLayout("errors_on_good", tries="however they lie in memory"),
    RemembersNothing(
        {"errors_on_good": 2 + skewed(300, 4)},
        tries="Of the errors that were handed in with this call",
    ),
)
def test_the_threshold_keeps_its_promises(student, promise, seed):
    """What `choose_threshold` promises in general."""
    promise.keep(student, Call("choose_threshold", errors_on_good=skewed(200, seed), rate=0.05))


@pytest.mark.task("threshold")
@pytest.mark.supporting
@pytest.mark.tries("They are not changed.", "Returns the threshold, a float.")
def test_the_threshold_is_a_plain_number(student, seed):
    """The threshold is one float, and the errors are left alone, in any order."""
    data = skewed(200, seed)
    errors = student.keep(data)
    got = as_array(
        student.choose_threshold(errors, 0.05),
        shape=(),
        message="The threshold should be one number.",
    )
    holds(got.dtype.kind == "f", message="The threshold should be a float.", got=got)
    after = as_array(student.fetch(errors), shape=data.shape)
    ordered = np.array_equal(after, np.sort(data))
    message = "The errors that were handed in are others now."
    name = "errors_sorted_in_place" if ordered else ""
    holds(np.array_equal(after, data), message=message, misconception=name)


@pytest.mark.task("threshold")
@pytest.mark.reveal
@pytest.mark.tries("Any other number raises a ValueError, and so does NaN.")
def test_impossible_rates_are_refused(student):
    """A rate that does not lie between 0 and 1 raises a ValueError."""
    errors = skewed(50, 0)
    wrong = []
    for rate in (0.0, 1.0, -0.1, 5, float("inf"), -float("inf"), float("nan")):
        try:
            with student.raises(
                ValueError,
                message=f"choose_threshold(errors, {rate}) should raise a `ValueError`.",
            ):
                student.choose_threshold(errors, rate)
        except Mismatch as failure:
            wrong.append(failure)
    # Who refuses some rates, or raises another error, has thought of it.
    accepted = [failure for failure in wrong if failure.names_mistake]
    name = "any_rate_accepted" if len(accepted) == 7 else ""
    holds(
        not wrong,
        message=wrong[0].message if wrong else "",
        misconception=name,
        draws=2,
    )


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
# least 0.355. The notebook asks for 0.83; a little less passes. It asks for 2 to 10 alarms in 100: of a line from
# 600 pictures, looked at with 1500, the share scatters by 0.0105, so that 0.015 and 0.115 are three of it away.
AUROC, ALARMS, RECALL, UNSEEN = 0.82, (0.015, 0.115), 0.4, 0.88
# Above PCA with 16 numbers, PCA with 16 of other pictures: by 0.002 (0.003), most 0.0055 in 12 draws.
GAIN = 0.0125
# Pictures of each grade; the AUROC over the grades is the mean of four.
GRADES = (1500, 150, 150, 150, 150)


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


@pytest.mark.task("detect")
@pytest.mark.supporting
@pytest.mark.tries(
    "True just where the error is above the threshold.", "The threshold is one number"
)
def test_one_line_parts_rotten_from_good(exam):
    """All flagged bananas have larger errors than all others, in whichever set they were asked about."""
    _, answers = exam
    errors, rotten = (np.concatenate([answer[part] for answer in answers]) for part in (0, 1))
    below, above = (
        errors[~rotten].max(initial=-np.inf),
        errors[rotten].min(initial=np.inf),
    )
    lost = float(((errors > above) & ~rotten).mean())
    message = (
        "Five sets of pictures were asked about. There should be one line: flagged above it, not flagged "
        "below. Share of pictures that are not flagged, though their error is above that of a flagged one:"
    )
    near = above >= below - 1e-3 * abs(below)
    holds(bool(near), message=message, measured=lost)


@pytest.mark.task("detect", weight=2)
@pytest.mark.supporting
@pytest.mark.tries(
    "fixed before any of these pictures is seen",
    "A picture gets the same error and the same answer in any company, and at each call.",
)
def test_company_changes_no_answer(student, exam):
    """A banana gets the same error and the same answer in any company."""
    images, answers = exam
    every = np.concatenate(images)
    errors, rotten = (np.concatenate([answer[part] for answer in answers]) for part in (0, 1))
    # Those that were flagged by themselves, and the others: who flags a share of what comes is found out.
    sets = [np.flatnonzero(rotten == flagged)[:60] for flagged in (True, False)]
    asked = [looked_at(student, every[chosen]) for chosen in sets if len(chosen)]
    sets = [chosen for chosen in sets if len(chosen)]
    shares = [float(found.mean()) for _, found in asked]
    # A fixed share of whatever comes, of those flagged before and of the others alike.
    # A line that drifts from call to call flags none of those that were below it before.
    batch = (
        len(shares) == 2
        and max(shares) < 0.3
        and max(shares) - min(shares) < 0.1
        and min(shares) > 0
    )
    for (again, found), chosen in zip(asked, sets, strict=True):
        message = "In other company, a picture gets another error."
        close(again, errors[chosen], message=message, rtol=1e-2, atol=1e-9)
        # What lies on the line may be rounded to either side.
        agree = float((found == rotten[chosen]).mean())
        message = "In other company, pictures get another answer; the share that stays the same:"
        name = "threshold_from_the_batch" if batch else ""
        holds(agree > 0.95, message=message, measured=agree, misconception=name, draws=2)


@pytest.mark.task("detect")
@pytest.mark.supporting
@pytest.mark.tries("two arrays of shape (n,)")
def test_errors_and_answers_are_arrays_of_numpy(student, exam):
    """Errors and answers are NumPy arrays, and no tensors."""
    images, _ = exam
    gives_arrays(student, "is_rotten", images[0][:3])


def dim(images):
    """The first picture in the dark, and the last one with the bytes 0 and 1 alone."""
    images = images.copy()
    images[0] //= 4
    images[-1] = images[-1] > 127
    return images


@pytest.mark.task("detect", weight=2)
@pytest.mark.supporting
@promises(
    RowByRow("images", none=False, rtol=1e-3, tries="in any company, and at each call"),
    LeavesAlone("images", tries="They are not changed."),
    TakesAnyLayout("images", tries="however they lie in memory"),
)
def test_the_machine_keeps_its_promises(student, promise, exam):
    """What `is_rotten` promises in general, for its errors and answers."""
    images, answers = exam
    # Dark pictures, alone, tell who divides by the brightest byte that there is.
    some = dim(np.concatenate([images[0][:6], images[4][:6]]))
    # A promise's `rtol` is an absolute bound, too: it must not depend on how large errors are.
    unit = float(np.abs(answers[0][0]).mean() + 1e-30)
    unit *= 1 if isinstance(promise, RowByRow) else 1000

    def read(got):
        errors, rotten = (as_array(part) for part in got)
        return np.stack([errors / unit, rotten], axis=1)

    promise.keep(student, Call("is_rotten", images=some).then(read))


@pytest.mark.task("detect", weight=4)
@pytest.mark.main
@pytest.mark.random
@pytest.mark.tries(
    "Look at pictures of bananas and tell which ones are odd.",
    "images: (n, 32, 32, 3) uint8, 0 to 255, n at least 1.",
    "Returns (errors, rotten), two arrays of shape (n,).",
    "errors: floats, larger where a picture looks less like a good banana.",
    "AUROC over the four grades of rot is at least 0.83",
)
def test_it_tells_rotten_from_good(exam):
    """AUROC over four grades of rot is at least 0.83."""
    _, answers = exam
    value = over_all_grades([errors for errors, _ in answers])
    # Turned round it would pass.
    misconception = "smaller_is_odder" if 1 - value >= AUROC else ""
    message = "AUROC over the four grades of rot, asked for 0.83."
    holds(
        value >= AUROC,
        message=message,
        measured=value,
        misconception=misconception,
        draws=2,
    )


@pytest.mark.task("detect", weight=2)
@pytest.mark.random
@pytest.mark.tries("higher than that of PCA with 16 numbers by 0.015 or more")
def test_it_is_worth_more_than_pca(exam, taught):
    """AUROC is higher than that of PCA with 16 numbers on the same pictures, by 0.015 or more."""
    images, answers = exam
    own = over_all_grades([errors for errors, _ in answers])
    errors = pca(taught, 16)
    gain = own - over_all_grades([errors(each) for each in images])
    message = "By how much your AUROC is above that of PCA with 16 numbers; asked for 0.015."
    holds(gain > GAIN, message=message, measured=gain)


@pytest.mark.task("detect", weight=2)
@pytest.mark.supporting
@pytest.mark.random
@pytest.mark.tries(
    "It flags about 5 in 100 good bananas that the machine was not trained on (2 to 10 in 100 will do)."
)
def test_false_alarms_are_as_rare_as_asked(exam):
    """About 5 in 100 fresh good bananas are flagged: 2 to 10."""
    _, answers = exam
    errors, rotten = answers[0]
    share = float(rotten.mean())
    misconception = "above_average_is_rotten" if _parted_at_the_mean(errors, rotten) else ""
    least, most = ALARMS
    message = "Share of good bananas that are flagged; asked for 0.05, and 0.02 to 0.10 will do."
    holds(
        least <= share <= most,
        message=message,
        measured=share,
        misconception=misconception,
        draws=2,
    )


def _parted_at_the_mean(errors, rotten):
    """Whether the line is the mean error of good bananas, to within a few per cent."""
    if rotten.all() or not rotten.any():
        return False
    line = (errors[~rotten].max() + errors[rotten].min()) / 2
    return bool(abs(line / errors.mean() - 1) < 0.06)


@pytest.mark.task("detect")
@pytest.mark.random
@pytest.mark.tries("Of grade 4, 4 in 10 are flagged, or more.", "rotten: bools")
def test_the_worst_are_found(exam):
    """Of bananas past saving 4 in 10 are flagged, or more."""
    _, answers = exam
    if answers[0][1].mean() > 0.9:
        raise Mismatch(
            "Every banana is flagged, good ones too: that finds nothing.",
            names_mistake=False,
        )
    share = float(answers[4][1].mean())
    message = "Share of bananas of grade 4 that are flagged; asked for 0.4."
    holds(share >= RECALL, message=message, measured=share)


@pytest.mark.task("detect", weight=2)
@pytest.mark.main
@pytest.mark.random
@pytest.mark.tries(
    "The machine learns from good bananas only.",
    "A banana that is odd without any rot has a larger error, too",
    "AUROC for snapped ones, and for some that are turned or shifted, is at least 0.9",
)
def test_what_nobody_has_shown_it_is_odd_too(exam):
    """What is odd in a way that is not rot has larger errors, too."""
    _, answers = exam
    values = [auroc(answers[0][0], errors) for errors, _ in answers[len(GRADES) :]]
    # It knows rot better than any rule or reproduction does, and nothing else.
    known = over_all_grades([errors for errors, _ in answers])
    name = "the_label_is_needed" if known > 0.95 and max(values) < 0.85 else ""
    message = "AUROC of bananas that are snapped, or lie as none of the good ones does, with no rot; asked for 0.9."
    value = float(np.mean(values))
    holds(value >= UNSEEN, message=message, measured=value, misconception=name, draws=2)


def training_refused():
    """Let optimizers, `fit` and NumPy's decompositions raise; gives a function that ends this."""
    import keras
    import numpy

    def refuse(*given, **named):
        raise RuntimeError("`is_rotten` trains again")

    places = [
        (keras.optimizers.Optimizer, "apply"),
        (keras.Model, "fit"),
        (keras.Model, "train_on_batch"),
    ]
    places += [(numpy.linalg, name) for name in ("eigh", "eig", "svd", "qr")]
    before = [(place, name, getattr(place, name)) for place, name in places]
    for place, name in places:
        setattr(place, name, refuse)

    def end():
        for place, name, function in before:
            setattr(place, name, function)

    return end


@pytest.mark.task("detect")
@pytest.mark.supporting
@pytest.mark.tries("It learns once, in this cell or at the first call; later calls train nothing.")
def test_later_calls_train_nothing(student, exam):
    """After the first call nothing is trained or fitted any more."""
    images, _ = exam
    # The call before may be the first that learns.
    looked_at(student, images[0][:2])
    end = student.held(student.probes(training_refused).training_refused)()
    try:
        message = "A later call of `is_rotten` trains or fits again."
        with student.succeeds(RuntimeError, message=message):
            looked_at(student, images[0][:2])
    finally:
        end()


# not-a-jpeg


def jpegs(images):
    """For each quality: bytes for each picture, the error, and those of 8 and 16 bits that run over."""
    n, height, width, _ = images.shape
    for quality in range(1, 96):
        file = io.BytesIO()
        Image.fromarray(images.reshape(n * height, width, 3)).save(file, "JPEG", quality=quality)
        back = np.asarray(Image.open(file)).reshape(images.shape)
        error = squares(back / 255, images / 255).mean()
        short = back.astype("int16") - images
        with np.errstate(over="ignore"):
            over = ((back - images) / 255) ** 2, short**2 / 255**2
        yield (
            len(file.getvalue()) / n,
            float(error),
            *(float(each.mean()) for each in over),
        )


def ratio_is(student, model, own, other, redraw):
    """Expect the ratio of mean errors of a model that draws what `redraw` says."""
    errors = [squares(redraw(scaled(x)), scaled(x)) for x in (own, other)]
    expected = errors[1].mean() / errors[0].mean()
    got = student.works_only_on_its_kind(model, own, other)
    if not np.allclose(as_array(got, shape=()), expected, rtol=1e-3):
        # A mistake in `reconstruction_error` is judged there, and not twice.
        theirs = [student.reconstruction_error(model, x) for x in (own, other)]
        theirs = [np.asarray(as_array(each)) for each in theirs]
        if np.allclose(got, theirs[1].mean() / theirs[0].mean(), rtol=1e-3):
            return
    mistakes = {
        "ratio_upside_down": 1 / expected,
        "sums_not_means": errors[1].sum() / errors[0].sum(),
    }
    message = (
        f"For {len(own)} pictures of its own kind and {len(other)} others: it should be the mean error of "
        "the others, divided by that of its own kind."
    )
    close(got, expected, message=message, rtol=1e-3, mistakes=mistakes)


@pytest.mark.task("not-a-jpeg", weight=2)
@pytest.mark.main
@pytest.mark.tries(
    "How many times larger the error is on another kind of picture.",
    "autoencoder: as for `reconstruction_error`.",
    "at least one each",
    "n and m may differ",
    "Returns a float: the mean error of all pictures of `other`, divided by the mean error of all pictures of `own`.",
)
@given(sizes=sampled_from([(3, 8), (9, 4), (1, 50), (70, 1)]), seed=seeds)
def test_the_ratio_is_one_of_means(student, halving, sizes, seed):
    """The ratio is the mean error of the others divided by the mean error of its own kind."""
    own, other = pictures(sizes[0], seed), pictures(sizes[1], [seed, 1])
    ratio_is(student, halving, own, other, lambda x: x / 2)


@pytest.mark.task("not-a-jpeg")
@pytest.mark.supporting
@pytest.mark.tries("The error of a picture is that of `reconstruction_error`.")
def test_the_ratio_takes_drawings_as_they_are(student, seed):
    """The errors are those of task 3: where a model draws more than white, or less than black, that counts."""
    keras = student.module("keras")
    own, other = pictures(5, seed), pictures(40, [seed, 1])
    for factor, offset in ((1.5, 0.2), (1.5, -0.6)):
        layer = keras.layers.Rescaling(factor, offset=offset)
        model = keras.Sequential([keras.Input((8, 8, 3)), layer])
        ratio_is(student, model, own, other, lambda x, f=factor, o=offset: f * x + o)


@pytest.mark.task("not-a-jpeg")
@pytest.mark.supporting
@pytest.mark.tries("autoencoder: as for `reconstruction_error`.")
def test_the_ratio_is_that_of_a_model_that_predicts(student, halving, seed):
    """For the ratio, too, the model predicts and learns nothing, and any bytes are divided by 255."""
    own, other = nearly_black(5, seed), pictures(9, [seed, 1])
    ratio_is(student, halving, own, other, lambda x: x / 2)
    dropping = probe(student, student.module("keras").layers.Dropout(0.5))
    ratio_is(student, dropping, pictures(6, seed), other, lambda x: x / 2)
    learns_nothing(student, student.works_only_on_its_kind, own, other)


def smallest_is(student, images, allowed, expected, over=(), words=""):
    """Expect these bytes for each picture, or None."""
    got = student.smallest_jpeg(images, allowed)
    names = zip(("bytes_wrap_around", "sixteen_bits_overflow"), over, strict=False)
    # Many mistakes find no quality that is good enough: None names none of them.
    same = (name for name, wrong in names if got is not None and got == wrong != expected)
    name = next(same, "")
    call = f"{len(images)} pictures{words}, and an error of {allowed:.4g}"
    if expected is None:
        message = f"For {call} no quality is good enough: it should be None."
        holds(got is None, message=message, got=got, misconception=name)
        return
    message = f"For {call} there is a quality that is good enough."
    holds(got is not None, message=message, misconception=name)
    size = float(as_array(got, shape=()))
    message = f"For {call}: your bytes for each picture, divided by the fewest that keep to it, should be 1."
    same = np.isclose(size, expected, rtol=1e-9)
    holds(same, message=message, measured=size / expected, misconception=name)


def fewest(table, allowed, column=1):
    return min((row[0] for row in table if row[column] <= allowed), default=None)


@pytest.mark.task("not-a-jpeg", weight=3)
@pytest.mark.main
@pytest.mark.tries(
    "The fewest bytes in which `jpeg` stores pictures with an error no larger than this.",
    "images: (n, height, width, 3) uint8, n at least 1.",
    "on the scale from 0 to 1: the mean squared difference that is allowed",
    "The mean is taken over all pictures, pixels and channels together.",
    "with all pictures in one file",
    "Returns the smallest number of bytes for each picture, as `jpeg` gives it, among those that keep to the error: a float.",
)
def test_the_smallest_jpeg_that_is_good_enough(student, seed):
    """Of the qualities that keep to the error, the one with the fewest bytes counts."""
    even = list(jpegs(smooth(seed)))
    good_enough(student, smooth(seed), even, telling(even), " of even squares")
    # Noise has the large differences that need more than 16 bits once they are squared.
    images = drawn(7, seed, 30)
    images[5:] = np.random.default_rng([seed, 7]).integers(0, 256, images[5:].shape)
    table = list(jpegs(images))
    errors = sorted(error for _, error, *_ in table)
    for place in (15, 45, 75):
        # Between two qualities: a rounding error decides nothing.
        good_enough(student, images, table, (errors[place] + errors[place + 1]) / 2)


def good_enough(student, images, table, allowed, words=""):
    """Expect the fewest bytes for this error, and know those of bytes that run over."""
    over = [fewest(table, allowed, column) for column in (2, 3)]
    smallest_is(student, images, allowed, fewest(table, allowed), over, words)


def telling(table):
    """An error for which differences of bytes, run over, find a size that few other mistakes find."""
    over = sorted(row[2] for row in table)
    found = {fewest(table, (low + high) / 2, 2): (low + high) / 2 for low, high in pairwise(over)}
    usual = {size for size, *_ in (*table[:5], table[-1], min(table))}
    own = sorted(found.keys() - usual)
    return found[own[len(own) // 2]] if own else over[-1]


def smooth(seed):
    """Pictures of even squares: the better the quality, the fewer differences run over."""
    levels = np.random.default_rng([seed, 23]).integers(60, 200, (3, 4, 4, 3))
    return np.kron(levels, np.ones((1, 8, 8, 1))).astype("uint8")


def crooked(seed):
    """Pictures and errors for which a higher quality is smaller, or worse, than a lower one."""
    rng = np.random.default_rng([seed, 13])
    found = []
    for _ in range(60):
        levels = rng.integers(60, 200, (2, 2, 2, 3))
        images = np.kron(levels, np.ones((1, 8, 12, 1))).astype("uint8") + rng.integers(
            0, 3, (2, 16, 24, 3), "uint8"
        )
        table = list(jpegs(images))
        errors = np.sort([row[1] for row in table])
        for allowed in (errors[:-1] + errors[1:]) / 2:
            kept = [row[1] <= allowed for row in table]
            first = kept.index(True)
            gap = not all(kept[first:])
            dearer = table[first][0] > fewest(table, allowed)
            if np.diff(errors)[np.searchsorted(errors, allowed) - 1] > 1e-9 and (dearer or gap):
                found.append((dearer, gap, images, float(allowed), fewest(table, allowed)))
        if sum(each[0] for each in found) > 4 and len(found) > 12:
            break
    # First those in which the lowest quality that will do is not the smallest file.
    return (
        sorted(found, key=lambda each: (not each[0], not each[1]))[:4]
        + found[:: max(1, len(found) // 4)]
    )


@pytest.mark.task("not-a-jpeg")
@pytest.mark.tries("Try all the qualities from 1 to 95")
def test_no_quality_is_left_out(student, seed):
    """All qualities are tried: neither size nor error is bound to rise or fall with them."""
    for _, _, images, allowed, expected in crooked(seed):
        smallest_is(student, images, allowed, expected, words=" of 16 × 24")
    # Noise comes last: the first pictures do not stand for all.
    rng = np.random.default_rng([seed, 17])
    noise = rng.integers(0, 256, (30, 8, 8, 3), "uint8")
    images = np.concatenate([pictures(70, seed), noise])
    table = list(jpegs(images))
    allowed = (table[40][1] + table[41][1]) / 2
    smallest_is(student, images, allowed, fewest(table, allowed), words=" of 8 × 8")
    # Bytes of 0 and 1 alone look as if they were scaled already.
    images = nearly_black(9, seed)
    table = list(jpegs(images))
    levels = np.unique(np.round([row[1] for row in table], 12))
    allowed = float(levels[:2].mean())
    smallest_is(student, images, allowed, fewest(table, allowed), words=" of 8 × 8, nearly black")
    images = drawn(3, seed, 32)
    table = list(jpegs(images))
    errors = np.array([row[1] for row in table])
    # The best quality alone: as a rule it is the last one.
    ordered = np.sort(errors)
    allowed = float(ordered[0] + ordered[1]) / 2
    smallest_is(student, images, allowed, fewest(table, allowed))


@pytest.mark.task("not-a-jpeg")
@pytest.mark.tries("error: a number, at least 0", "an error no larger than this")
def test_an_error_that_is_just_met_will_do(student):
    """Grey pictures of one colour come back as they were: for them even the error 0 is kept to."""
    images = np.full((3, 16, 16, 3), 128, "uint8")
    table = list(jpegs(images))
    smallest_is(student, images, 0.0, fewest(table, 0.0), words=" of even grey")


@pytest.mark.task("not-a-jpeg")
@pytest.mark.supporting
@pytest.mark.tries("Where none keeps to it, returns None.")
def test_where_no_jpeg_is_good_enough_there_is_none(student, seed):
    """Where no quality keeps to the error, the answer is None."""
    for allowed in (1e-9, 0.0):
        images = drawn(4, seed, 31)
        got = student.smallest_jpeg(images, allowed)
        sizes = [(error, size) for size, error, *_ in jpegs(images)]
        best = isinstance(got, float | int) and got in (min(sizes)[1], sizes[-1][1])
        message = f"No quality keeps to an error of {allowed}: smallest_jpeg should give None."
        name = "best_effort_returned" if best else ""
        holds(got is None, message=message, got=got, misconception=name, draws=2)


@pytest.mark.task("not-a-jpeg")
@pytest.mark.supporting
@promises(
    LeavesAlone("own", may_return_it=True, tries="They are not changed."),
    LeavesAlone("other", may_return_it=True, tries="They are not changed."),
    TakesAnyLayout(
        "own",
        tries="two sets of pictures, (n, height, width, channels) and (m, height, width, channels) uint8",
    ),
    RemembersNothing(
        {"own": pictures(12, 5)},
        rtol=1e-6,
        tries="the mean error of all pictures of `own`",
    ),
)
def test_the_ratio_keeps_its_promises(student, promise, halving, seed):
    """What `works_only_on_its_kind` promises in general."""
    own, other = pictures(4, seed), pictures(6, [seed, 1])
    promise.keep(
        student,
        Call("works_only_on_its_kind", autoencoder=halving, own=own, other=other),
    )


@pytest.mark.task("not-a-jpeg")
@pytest.mark.supporting
@promises(
    LeavesAlone("images", may_return_it=True, tries="They are not changed."),
    TakesAnyLayout("images", tries="images: (n, height, width, 3) uint8"),
    RemembersNothing({"error": 0.02}, tries="no larger than this"),
)
def test_the_smallest_jpeg_keeps_its_promises(student, promise, seed):
    """What `smallest_jpeg` promises in general."""
    promise.keep(student, Call("smallest_jpeg", images=drawn(2, seed, 33), error=0.002))
