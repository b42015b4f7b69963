"""Visible checks: they run in the notebook, on examples that anyone may see."""

import keras
import numpy as np
import pytest

from course.data import bananas
from course.expect import as_array, close, equal, holds


def ask(model, x):
    """What a model makes of x, as an array."""
    return keras.ops.convert_to_numpy(model(x, training=False))


@pytest.mark.task("two-funnels")
def test_the_code_lies_between(student):
    """Pictures become codes of 7 numbers, and codes become pictures."""
    autoencoder, encoder, decoder = student.build_autoencoder((32, 32, 3), 7)
    x = np.random.default_rng(0).random((4, 32, 32, 3), "float32")
    code = as_array(ask(encoder, x), shape=(4, 7))
    picture = as_array(ask(decoder, code), shape=(4, 32, 32, 3))
    message = "The autoencoder should give what the decoder makes of the code."
    close(picture, ask(autoencoder, x), message=message, rtol=1e-3, atol=1e-4)


@pytest.mark.task("two-funnels")
def test_the_worked_call_holds(student):
    """Two pictures of 8 × 12 pixels become codes of shape (2, 5)."""
    _, encoder, _ = student.build_autoencoder((8, 12, 3), 5)
    got = encoder.predict(np.zeros((2, 8, 12, 3)), verbose=0).shape
    equal(got, (2, 5), message="The codes should have the shape (2, 5).")


@pytest.mark.task("train")
def test_eight_numbers_say_more_than_those_of_pca(student):
    """On one draw of bananas, the error is below that of PCA with 8 numbers, 0.0034."""
    good, fresh = bananas(2000, seed=10), bananas(200, seed=11) / np.float32(255)
    autoencoder, encoder, _ = student.train_on_good(good, 8, 0)
    codes = encoder.predict(fresh[:3], verbose=0).shape
    equal(codes, (3, 8), message="Three pictures should give codes of the shape (3, 8).")
    got = as_array(ask(autoencoder, fresh), shape=fresh.shape)
    error = float(((got - fresh) ** 2).mean())
    holds(
        error < 0.0034, message="The error on new bananas should be below 0.0034.", measured=error
    )


@pytest.mark.task("score")
def test_half_as_bright_is_a_quarter_of_the_square(student):
    """A model that halves every pixel is wrong by a quarter of the pixel's square."""
    images = np.stack([np.full((4, 4, 3), level, "uint8") for level in (0, 51, 255)])
    model = keras.Sequential([keras.Input((4, 4, 3)), keras.layers.Rescaling(0.5)])
    got = as_array(student.reconstruction_error(model, images), shape=(3,))
    close(got, np.array([0, 0.01, 0.25]), message="Expected 0, 0.01 and 0.25.", rtol=1e-3)


@pytest.mark.task("threshold")
def test_five_of_a_hundred_lie_above(student):
    """Of the errors 1 to 100, five or so are above the threshold for 0.05."""
    errors = np.random.default_rng(0).permutation(np.arange(1.0, 101))
    above = int((errors > student.choose_threshold(errors, 0.05)).sum())
    holds(4 <= above <= 6, message="About 5 of the 100 errors should be above it.", measured=above)


@pytest.mark.task("detect")
def test_rotten_ones_have_larger_errors(student):
    """On one draw, rot of grade 3 and 4 has larger errors and is flagged more often."""
    good, rotten = (bananas(100, seed=12 + rot, rot=rot and [3, 4] * 50) for rot in (0, 1))
    errors, flagged = zip(*map(student.is_rotten, (good, rotten)), strict=True)
    errors = [as_array(each, shape=(100,)) for each in errors]
    won = float((errors[1][:, None] > errors[0]).mean())
    holds(won > 0.8, message="AUROC on grades 3 and 4 should be above 0.8.", measured=won)
    shares = [float(as_array(each, shape=(100,)).mean()) for each in flagged]
    message = "More of the rotten ones should be flagged than of the good ones."
    holds(shares[0] < 0.2 < shares[1], message=message, got=shares)


@pytest.mark.task("not-a-jpeg")
def test_four_times_as_wrong(student):
    """A model that halves every pixel is four times as wrong on what is twice as bright."""
    own, other = (np.full((n, 8, 8, 3), level, "uint8") for n, level in ((2, 50), (3, 100)))
    model = keras.Sequential([keras.Input((8, 8, 3)), keras.layers.Rescaling(0.5)])
    ratio = student.works_only_on_its_kind(model, own, other)
    close(float(ratio), 4.0, message="The ratio should be 4.", rtol=1e-3)


@pytest.mark.task("not-a-jpeg")
def test_a_coarser_jpeg_is_smaller(student):
    """A larger error needs fewer bytes, and hardly any error cannot be had."""
    images = bananas(6, seed=14)
    fine, coarse = (student.smallest_jpeg(images, error) for error in (0.001, 0.005))
    holds(coarse < fine, message="A larger error should need fewer bytes.", got=[fine, coarse])
    holds(student.smallest_jpeg(images, 1e-9) is None, message="For an error of 1e-9: None.")
    least = min(student.jpeg(images[:2], quality)[0] for quality in range(1, 96))
    message = "For an error of 1 every quality will do: the fewest bytes of all."
    close(student.smallest_jpeg(images[:2], 1.0), least, message=message)
