"""The hidden checks of `train`. Figures beside a threshold are measured: mean (standard deviation), worst draw."""

from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
import pytest

from course.expect import above, as_array, below, holds

from .lookalikes import refill
from .pictures import (
    alike,
    ask,
    by_both_ways,
    drawn,
    pca,
    rebuilt,
    same_alone,
    scaled,
    squares,
    three,
)

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
    below(ratio, BENT, message=message, misconception=misconception, draws=2)


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
        misconception=_other_halves(trained.models, whole, halves, x),
        draws=2,
    )


@pytest.mark.task("train")
@pytest.mark.supporting
@pytest.mark.tries("Returns (autoencoder, encoder, decoder) as `build_autoencoder` does, trained.")
def test_company_changes_no_trained_drawing(trained, taught):
    """A trained model, simply called, draws a picture alone as among others."""
    same_alone(trained.called, scaled(trained.seen(taught[:9])), "drawing from a plain call")


def _has_none_of(half, autoencoder):
    """Whether no array of weights of an encoder or a decoder stands in the autoencoder, too."""
    learnt = [weight for weight in half.weights if weight.size > 7 and np.ptp(weight) > 0]
    return not any(np.array_equal(one, other) for one in learnt for other in autoencoder.weights)


def _other_halves(models, whole, halves, x):
    """Whether the halves know nothing of what the autoencoder has learnt, on both halves of x."""
    # Its own halves draw badly, too, where it does something before them, or leads the picture past them.
    if not any(_has_none_of(half, models[0]) for half in models[1:]):
        return ""
    middle = ((x - x.mean(axis=0)) ** 2).mean()
    for some in (slice(0, 20), slice(20, 40)):
        learnt = ((whole[some] - x[some]) ** 2).mean() < middle / 3
        blank = ((halves[some] - x[some]) ** 2).mean() > middle
        if not (learnt and blank):
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
    above(ratio, 4, message=message)


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
    above(ratio, OWN_COLOURS, message=message)


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
    """The autoencoder of the first call, codes by seed, and what the last two calls gave.

    `left` tells whether the weights of its models were left alone by the calls with other seeds.
    `further` are the models of the first call after three more steps of training. The last call but one
    got other pictures, the last one those of the first.
    """

    first: Any
    left: bool
    codes: dict[int, np.ndarray]
    further: Any
    elsewhere: Any
    again: np.ndarray


def trained_further(student, got, images):
    """Rebuilt models, after their autoencoder has made three large steps."""
    x = student.keep(scaled(images))
    got[0].compile(optimizer=student.module("keras").optimizers.Adam(0.01), loss="mse")
    got[0].fit(x, x, epochs=3, verbose=0)
    return rebuilt(student, got, "train_on_good")


@pytest.fixture(scope="module")
def repeated(student, few):
    def codes(got):
        # Only whether they differ is asked: the student's process may tell it.
        return as_array(got[1](scaled(few[:20]), training=False))

    # What was drawn before must not matter: each call of one seed finds another random state.
    chance = student.module("keras").utils
    chance.set_random_seed(101)
    # The array is the caller's: other pictures are written into it later.
    images = student.keep(few)
    got = {0: train_ours(student, images, CODE, 0)}
    learnt = got[0][0].get_weights()
    got |= {seed: train_ours(student, images, CODE, seed) for seed in SEEDS[1:]}
    left = all(map(np.array_equal, learnt, got[0][0].get_weights()))
    (first,) = rebuilt(student, got[0][:1], "train_on_good")
    by_seed = {seed: codes(models) for seed, models in got.items()}
    further = trained_further(student, got[0], few[:32])
    student.probes(refill).refill(images, others_in(few))
    others = train_ours(student, images, CODE, 0)
    (elsewhere,) = rebuilt(student, others[:1], "train_on_good")
    chance.set_random_seed(102)
    again = codes(train_ours(student, few, CODE, 0))
    return Repeated(first, left, by_seed, further, elsewhere, again)


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
        "train_on_good(images, 8, 0), called again after other calls, gives an encoder with other codes, "
        "though the seed should decide all that is drawn. Mean difference, divided by the spread of the codes:"
    )
    far = apart(repeated.codes[0], repeated.again)
    below(far, 0.05, message=message)
    for one, other in combinations(SEEDS, 2):
        message = (
            f"train_on_good(images, 8, {one}) and train_on_good(images, 8, {other}) should not give the "
            "same codes. Mean difference, divided by the spread of the codes:"
        )
        far = apart(repeated.codes[one], repeated.codes[other])
        above(far, 0.1, message=message)


@pytest.mark.task("train")
@pytest.mark.supporting
@pytest.mark.tries("Compiled anew and trained further with `fit`, all three still learn together.")
def test_the_trained_three_have_the_same_layers(repeated, few):
    """When the autoencoder is trained further, the encoder and the decoder that came with it learn, too."""
    x = scaled(few[:20])
    autoencoder, encoder, decoder = repeated.further
    message = (
        "The autoencoder was trained further with `fit`. Now decoder(encoder(x)) should still be what it "
        "draws, and is not: have the three the same layers?"
    )
    holds(alike(*by_both_ways((autoencoder, encoder, decoder), x)), message=message)
    codes = repeated.codes[0]
    pairs = {
        "encoder": (as_array(encoder.predict(x)), codes),
        "decoder": (as_array(decoder.predict(codes)), redrawn(repeated.first, x)),
    }
    for name, (now, before) in pairs.items():
        message = f"The autoencoder was trained further with `fit`, and the {name} is what it was."
        holds(not np.allclose(now, before, atol=1e-4), message=message)


@pytest.mark.task("train")
@pytest.mark.supporting
@pytest.mark.tries("Returns (autoencoder, encoder, decoder) as `build_autoencoder` does, trained.")
def test_later_calls_leave_a_trained_model_alone(repeated):
    """Training again, with another seed, changes no weight of the models of an earlier call."""
    message = (
        "The weights of the models of one call are others after further calls of `train_on_good`."
    )
    holds(repeated.left, message=message)


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
    below(ratio, 0.7, message=message)


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
    below(ratio, 0.7, message=message)


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
