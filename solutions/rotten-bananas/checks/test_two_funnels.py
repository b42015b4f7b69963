"""The hidden checks of `two-funnels`. Figures beside a threshold are measured: mean (standard deviation), worst draw."""

import numpy as np
import pytest

from course.expect import Mismatch, as_array, holds

from .pictures import alike, ask, by_both_ways, pixel_by_pixel, rebuilt, same_alone, three

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


def follows_the_picture(found):
    """Whether codes are far too wide for both shapes, and wider for the larger pictures."""
    # In the shape of a picture it is the autoencoder, handed back in another place.
    if any(code.shape == x.shape or code.size <= 3 * len(x) * size for code, size, x in found):
        return False
    large, small = (code.size for code, *_ in found)
    return large > small


@pytest.mark.task("two-funnels", weight=2)
@pytest.mark.main
@pytest.mark.tries(
    "code_size: how many numbers the code has",
    "encoder: pictures (n, height, width, channels), float32 from 0 to 1 → codes (n, code_size)",
)
def test_the_code_has_the_size_asked_for(funnels):
    """The encoder gives as many numbers for each picture as were asked for."""
    found = [(as_array(encoder.predict(x)), size, x) for (_, encoder, _), size, x, _ in funnels]
    wide = follows_the_picture(found)
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


# Again, with another code, and with other pictures: what may be kept for each of them is not shared.
CALLS = (((8, 12, 3), 4), ((8, 12, 3), 4), ((8, 12, 3), 6), ((16, 24, 3), 4))


@pytest.mark.task("two-funnels")
@pytest.mark.supporting
@pytest.mark.tries("Each call gives new models.")
def test_each_call_gives_new_models(student):
    """What becomes of one call's models changes nothing in the models of any other call."""
    models = []
    for shape, code_size in CALLS:
        autoencoder = three(student.build_autoencoder(shape, code_size), "build_autoencoder")[0]
        # A subclass may have no weights before it is called.
        autoencoder(np.zeros((1, *shape), "float32"))
        models.append(autoencoder)
    rng = np.random.default_rng(21)
    for place, moved in enumerate(models[:-1]):
        others = models[place + 1 :]
        before = [other.get_weights() for other in others]
        shaken(moved, rng)
        for other, old, call in zip(others, before, CALLS[place + 1 :], strict=True):
            same = all(map(np.array_equal, old, other.get_weights()))
            message = (
                f"The weights of the models of build_autoencoder{CALLS[place]} were moved, and weights of "
                f"those of another call, build_autoencoder{call}, moved with them."
            )
            holds(same, message=message)
