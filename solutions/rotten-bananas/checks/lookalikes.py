"""Pictures that are easily taken for others: an answer that remembers earlier calls takes them for these."""

import numpy as np

from course.expect import close

from .pictures import scaled, squares


def refill(array, numbers):
    """Write other numbers into an array, as its owner may do."""
    array[...] = numbers


def blotched(images):
    """The same pictures with other pixels here and there; the sum of each, and of each colour, stays."""
    images = images.copy()
    inner = images[:, 1:-1:2, 1:-1:2]
    spots = inner.reshape(len(images), -1, images.shape[-1]).astype("int64")
    half = spots.shape[1] // 2
    # As much as one pixel gets lighter, another one gets darker.
    one, other = spots[:, :half], spots[:, half : 2 * half]
    step = np.minimum(255 - one, other) // 2
    one += step
    other -= step
    inner[:] = spots.reshape(inner.shape).astype("uint8")
    return images


def lookalikes(images):
    """Sets of pictures that agree with these in shape, sums, edges and every second row.

    In one the first and the last picture are the same, in one all others are. Needs three pictures.
    """
    changed = blotched(images)
    inner, outer = images.copy(), images.copy()
    inner[1:-1], outer[[0, -1]] = changed[1:-1], changed[[0, -1]]
    return [inner, outer]


def knows_them_apart(student, ask, images, expect):
    """Expect of lookalikes what is true of them, in new arrays and in the array of an earlier call.

    `ask` gives what the student's function makes of pictures; `expect` takes pictures and that result.
    """
    kept = student.keep(images)
    expect(images, ask(kept))
    for others in lookalikes(images):
        expect(others, ask(others))
        student.probes(refill).refill(kept, others)
        expect(others, ask(kept))


def own_kind():
    """A model of a class of its own: it has no `Input`, and its layers are not called in their order."""
    import keras

    class Own(keras.Model):
        def __init__(self):
            super().__init__()
            self.last = keras.layers.Rescaling(1.0, offset=0.1)
            self.first = keras.layers.Rescaling(0.5)

        def call(self, pictures):
            return self.last(self.first(self.first(pictures)))

    return Own()


def kinds_of_models(student):
    """Models that are no `Sequential`: words for each, the model, and what it draws of pictures."""
    keras = student.module("keras")
    layers = keras.layers
    pictures, same_again = keras.Input((8, 8, 3)), keras.Input((None, None, 3))
    parts = [layers.Rescaling(share)(pictures) for share in (0.5, 0.25)]
    twice = layers.Rescaling(0.5)
    yield (
        "a functional model with one layer that is used twice",
        keras.Model(same_again, twice(twice(same_again))),
        lambda x: x / 4,
    )
    yield (
        "a functional model of two branches",
        keras.Model(pictures, layers.Add()(parts)),
        lambda x: 0.75 * x,
    )
    yield (
        "a subclass of `keras.Model`",
        student.probes(own_kind).own_kind(),
        lambda x: x / 4 + 0.1,
    )


def errors_are(redraw, words):
    """A function that expects the errors of a model that draws what `redraw` says."""

    def expect(images, got):
        x = scaled(images)
        close(got, squares(redraw(x), x), message=words, rtol=1e-3)

    return expect
