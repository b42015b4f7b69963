"""The hidden checks of `machine`. Figures beside a threshold are measured: mean (standard deviation), worst draw."""

from itertools import combinations

import numpy as np
import pytest

from course.data import bananas
from course.expect import above, as_array, at_least, below, holds

# The notebook's own seeds are small: what is drawn here, nobody has trained on.
FRESH = 10**6
# What red, green and blue are in another camera. Red for green alone would leave bananas as they are.
CAMERAS = ([2, 1, 0], [1, 2, 0], [2, 0, 1], [0, 2, 1])


def drawn(n, seed, what):
    """Bananas as the notebook draws them, that no submission has seen."""
    grades = np.where(np.arange(n) < n // 2, 0, 1 + np.arange(n) % 4)
    grades = np.random.default_rng([seed, what]).permutation(grades)
    return bananas(n, seed=FRESH + 100 * (seed % 10**9) + what, rot=grades), (grades > 0).astype(
        int
    )


def rule(pictures):
    """The notebook's rule."""
    red, green, blue = np.moveaxis(pictures / 255, -1, 0)
    return ((red < 0.5) & (red > 1.15 * green) & (green > 1.15 * blue)).mean(axis=(1, 2)) > 0.004


class Trained:
    """A model as the grader rebuilt it, the camera of its pictures, and whether these were left alone."""

    def __init__(self, student, seed):
        self.camera = CAMERAS[seed % len(CAMERAS)]
        pictures, labels = drawn(400, seed, 0)
        given = self.seen(pictures)
        kept = student.keep(given), student.keep(labels)
        with student.succeeds(message="400 pictures and their labels can be trained on."):
            made = student.beat_the_rule(*kept, 0)
        self.alone = all(
            np.array_equal(student.fetch(one), other)
            for one, other in zip(kept, (given, labels), strict=True)
        )
        self.model = rebuilt(student, made)

    def seen(self, pictures):
        """Pictures in this camera's colours."""
        return np.ascontiguousarray(pictures[..., self.camera])


def rebuilt(student, made):
    """A learner's model, rebuilt by our own code."""
    message = "`beat_the_rule` should return a Keras model."
    with student.succeeds(TypeError, message=message):
        return student.rebuild(made)


def probabilities(model, pictures):
    """The probabilities of a model for each picture, from bytes as float32."""
    message = f"{len(pictures)} pictures should give probabilities of shape ({len(pictures)}, 1)."
    got = as_array(
        model.predict(pictures.astype("float32")), shape=(len(pictures), 1), message=message
    )
    holds(bool(np.isfinite(got).all()), message="Each picture should get a finite number.")
    return got[:, 0]


@pytest.fixture(scope="module")
def trained(student, seed):
    return Trained(student, seed)


def why_below(trained, pictures, labels):
    """Which mistake a model that stays behind looks like; empty if it could be any."""
    usual = accuracy(trained.model, pictures, labels)
    own = accuracy(trained.model, trained.seen(pictures), labels)
    if own < 0.3:
        return "labels_swapped"
    if usual > own + 0.15:
        return "bananas_of_ones_own"
    # Is it at home on another scale, from 0 to 1?
    if accuracy(trained.model, trained.seen(pictures) / np.float32(255), labels) > own + 0.15:
        return "scaled_twice"
    return ""


def accuracy(model, pictures, labels):
    return float(((probabilities(model, pictures) > 0.5) == labels).mean())


# Asked for .10; half of it passes, since small networks scatter. The reference answer in 60 draws .168 (.021), worst
# .103. Another right one, three convolutions and the maximum alone, in 10 draws .144 (.031), worst .071. A hasty one
# -.23 (.06), best -.12.
GAIN = 0.05


@pytest.mark.task("machine", weight=6)
@pytest.mark.main
@pytest.mark.random
@pytest.mark.tries(
    "Train a small network that tells rotten bananas from good ones.",
    'Take a probability above one half for "rotten".',
    "Then trained on 400 pictures, it is right on new ones of the same camera more often than `rule` is (which sees the usual colours): by .10 or more, as .90 is to .80.",
    "They may come from another camera, which swaps colours: all reds for blues, say.",
    "labels:   (n,) ints, 1 for rotten and 0 for good, about half of each.",
    "It takes pictures as they are handed in: of shape (m, 32, 32, 3), from 0 to 255, as float32.",
)
def test_it_beats_the_rule(trained, seed):
    """On new pictures it is right more often than the rule, by .10."""
    pictures, labels = drawn(800, seed, 1)
    bar = float((rule(pictures) == labels).mean())
    gain = accuracy(trained.model, trained.seen(pictures), labels) - bar
    name = ""
    if gain < GAIN:
        halves = [slice(0, 400), slice(400, 800)]
        names = {why_below(trained, pictures[half], labels[half]) for half in halves}
        name = names.pop() if len(names) == 1 else ""
    message = (
        f"The rule is right on {bar:.2f} of new pictures. So much more often the machine is right:"
    )
    at_least(gain, GAIN, message=message, misconception=name, draws=2)


@pytest.mark.task("machine")
@pytest.mark.tries(
    "Returns a Keras model.",
    "For each picture it gives the probability that it is rotten, from 0 to 1, in an array of shape (m, 1).",
    "the same arguments give the same result, whatever was called before",
)
def test_it_gives_probabilities(trained, seed):
    """Each picture gets a number from 0 to 1, whatever the picture."""
    rng = np.random.default_rng([seed, 3])
    noise = rng.integers(0, 256, (20, 32, 32, 3)).astype("uint8")
    kinds = {
        "bananas": trained.seen(drawn(100, seed, 2)[0]),
        "noise": noise,
        "black pictures": noise[:3] * 0,
        "white pictures": noise[:3] * 0 + 255,
        "one picture": noise[:1],
    }
    for words, pictures in kinds.items():
        got = probabilities(trained.model, pictures)
        message = f"For {words}, each number should be a probability, from 0 to 1."
        outside = bool(((got < -1e-6) | (got > 1 + 1e-6)).any())
        holds(not outside, message=message)
        # A model that leaves out units at random says another thing of each copy, but where it is sure.
        some = pictures[:10]
        copies = probabilities(trained.model, np.repeat(some, 20, axis=0)).reshape(len(some), 20)
        message = f"20 copies of one picture, of {words}, should get the same number. Their range:"
        far = float(np.ptp(copies, axis=1).max())
        below(far, 1e-3, message=message)
    spread = float(probabilities(trained.model, kinds["bananas"]).std())
    message = "Bananas should get probabilities that differ. Their standard deviation:"
    above(spread, 0.05, message=message)


@pytest.mark.task("machine")
@pytest.mark.supporting
@pytest.mark.tries("what is handed in is not changed")
def test_the_pictures_are_left_alone(trained):
    """Pictures and labels that are handed in are not changed."""
    holds(trained.alone, message="Pictures or labels that were handed in are others now.")


# Apart by 1 and by 10**6: a seed that is cut or rounded falls on another one.
SEEDS = (0, 1, 1_000_000)


@pytest.fixture(scope="module")
def repeated(student, seed):
    """Probabilities of models of 64 pictures, by seed; then of seed 0 again, after other calls."""
    pictures, labels = drawn(64, seed, 4)
    chance = student.module("keras").utils

    def says(number, some=pictures):
        return probabilities(
            rebuilt(student, student.beat_the_rule(some, labels, number)), pictures
        )

    chance.set_random_seed(101)
    first = {number: says(number) for number in SEEDS}
    # Other pictures of the same shape come between: what they teach must not stay.
    says(0, pictures[::-1].copy())
    chance.set_random_seed(102)
    return first, says(0)


@pytest.mark.task("machine", weight=2)
@pytest.mark.supporting
@pytest.mark.tries(
    "seed:     int from 0 to 1 000 000.",
    "The same call with the same seed gives the same model, up to rounding; another seed gives another model.",
    "pictures: (n, 32, 32, 3) uint8, 0 to 255, n at least 64, as from `draw_bananas`.",
    "Learn from these pictures and labels alone: neither from pictures of your own, nor from earlier calls.",
)
def test_the_seed_decides_the_model(repeated):
    """The same seed gives the same model, whatever was called before; another seed gives another one."""
    first, again = repeated
    far = float(np.abs(first[0] - again).max())
    message = (
        "Seed 0, after other calls, gives another model. Largest difference of its probabilities:"
    )
    below(far, 0.02, message=message)
    for one, other in combinations(SEEDS, 2):
        far = float(np.abs(first[one] - first[other]).max())
        message = f"The seeds {one} and {other} should not give the same model."
        holds(far > 1e-4, message=message)


@pytest.mark.task("machine", weight=2)
@pytest.mark.supporting
@pytest.mark.tries(
    "Learn from these pictures and labels alone: neither from pictures of your own, nor from earlier calls."
)
def test_labels_that_are_turned_round_are_learnt(student, seed):
    """Where all good bananas are called rotten, the model does not know better."""
    pictures, labels = drawn(64, seed, 5)
    with student.succeeds(message="Labels that are turned round are labels."):
        model = rebuilt(student, student.beat_the_rule(pictures, 1 - labels, 0))
    right = accuracy(model, *drawn(400, seed, 6))
    # The reference answer in 12 draws .15 (.04), worst .27; another right one in 6 draws .10, worst .16. With
    # 800 bananas of one's own in 4 draws .98, best .96.
    message = (
        "64 bananas were labelled the wrong way round. On new ones, share in which the model says what "
        "is true, and not what it was taught:"
    )
    below(right, 0.7, message=message)
