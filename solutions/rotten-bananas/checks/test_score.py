"""The hidden checks of `score`. Figures beside a threshold are measured: mean (standard deviation), worst draw."""

import numpy as np
import pytest
from hypothesis import given, settings

from course.expect import as_array, close, holds
from course.promises import Call, LeavesAlone, RemembersNothing, RowByRow, TakesAnyLayout, promises

from .lookalikes import errors_are, kinds_of_models, knows_them_apart
from .pictures import (
    gives_arrays,
    learns_nothing,
    nearly_black,
    penalised,
    pictures,
    probe,
    scaled,
    seeds,
    squares,
)


def shifting(student, shift):
    """A model that makes every pixel lighter by `shift`, white ones more than white."""
    keras = student.module("keras")
    return keras.Sequential([keras.Input((8, 8, 3)), keras.layers.Rescaling(1.0, offset=shift)])


def is_mean_of(errors, got):
    """Whether one number is the mean of these errors, and not their sum or the first of them."""
    number = np.asarray(got)
    return number.dtype.kind == "f" and np.allclose(number, errors.mean(), rtol=1e-3, atol=0)


@pytest.mark.task("score", weight=4)
@pytest.mark.main
@pytest.mark.tries(
    "How badly an autoencoder reproduces each picture.",
    "(n, height, width, channels) uint8, 0 to 255, n at least 1",
    "Returns a float array of shape (n,).",
    "It holds for each picture the mean, over all its pixels and channels, of (drawn - picture) ** 2.",
    "Here `picture` is the bytes divided by 255",
)
@pytest.mark.parametrize("n", [2, 7, 33, 300, 1037])  # drawn, one of five may never come up
@settings(max_examples=5)
@given(seed=seeds)
def test_each_picture_has_its_own_error(student, halving, n, seed):
    """Each picture's error is the mean squared difference over its own pixels, from 0 to 1."""
    images = pictures(n, seed)
    halved = squares(scaled(images) / 2, scaled(images))
    got = student.reconstruction_error(halving, images)
    one = isinstance(got, float | int | np.generic) or np.shape(got) in ((), (1,))
    message = f"There should be one error for each of the {n} pictures."
    misconception = "one_error_for_the_batch" if one and is_mean_of(halved, got) else ""
    holds(not one, message=message, got=got, misconception=misconception)
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
@pytest.mark.parametrize("shape", [(4, 4, 1), (12, 8, 3), (8, 20, 4)])
@settings(max_examples=5)
@given(seed=seeds)
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


@pytest.mark.task("score")
@pytest.mark.tries(
    "It holds for each picture the mean, over all its pixels and channels, of (drawn - picture) ** 2.",
    "compiled or not",
)
def test_only_what_is_drawn_counts(student, seed):
    """No penalty on weights or drawings is added, and no loss counts that a model was compiled with."""
    cases = ("not compiled", None), ("compiled with another loss", "mae")
    for place, (words, loss) in enumerate(cases):
        # Other pictures each time: an earlier answer is none to them.
        images = pictures(6, seed + place)
        wanted = squares(scaled(images) / 2, scaled(images))
        model = penalised(student)
        if loss:
            model.compile(optimizer="adam", loss=loss, metrics=["mae"])
        message = (
            f"A model with penalties (`kernel_regularizer`, `ActivityRegularization`), {words}, draws "
            "what it draws without them: so each error should be the same."
        )
        close(student.reconstruction_error(model, images), wanted, message=message, rtol=1e-3)


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


@pytest.mark.task("score")
@pytest.mark.supporting
@pytest.mark.tries(
    "any Keras model that takes and gives pictures from 0 to 1",
    "`drawn` is what the model makes of that",
)
def test_any_kind_of_model_is_scored(student, seed):
    """A functional model, or a subclass of `keras.Model`, is scored by what it draws when it is called."""
    images = pictures(4, seed)
    for words, model, redraw in kinds_of_models(student):
        expect = errors_are(
            redraw, f"Of {words}, too, the errors should be those of what it draws."
        )
        expect(images, student.reconstruction_error(model, images))


@pytest.mark.task("score")
@pytest.mark.supporting
@pytest.mark.tries("A picture's error depends on the picture", "and on nothing else")
def test_pictures_that_look_alike_are_told_apart(student, halving, seed):
    """Other pictures get errors of their own, though their sum or their array is that of an earlier call."""
    words = "After a call with pictures that look much alike, the errors should be those of these pictures."
    expect = errors_are(lambda x: x / 2, words)
    knows_them_apart(
        student,
        lambda images: student.reconstruction_error(halving, images),
        pictures(5, seed),
        expect,
    )


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
