"""Pictures, models that are rebuilt from answers, and rules that judge both."""

import numpy as np
from hypothesis.strategies import integers

from course.data import bananas
from course.expect import as_array, holds

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


def same_alone(model, x, what):
    """Expect that a model gives the third of x, alone, what it gives it among many others."""
    many = np.tile(x, (8, *[1] * (x.ndim - 1)))
    together, alone = (as_array(model(some)) for some in (many, x[2:3]))
    message = f"Alone, a picture should get the same {what} as among others."
    holds(alike(together[2:3], alone), message=message)


def probe(student, *more):
    """A model of ours in the worker: it halves every pixel, and then does what `more` does."""
    keras = student.module("keras")
    return keras.Sequential([keras.Input((8, 8, 3)), keras.layers.Rescaling(0.5), *more])


def penalised(student):
    """The probe with penalties on weights and on what it draws: they are part of a loss, not of an error."""
    layers = student.module("keras").layers
    same = layers.Dense(3, kernel_initializer="identity", kernel_regularizer="l2")
    return probe(student, same, layers.ActivityRegularization(l1=0.1))


def pictures(n, seed, shape=(8, 8, 3)):
    """Random pictures, some dark and some bright, so that their errors differ. None is white."""
    rng = np.random.default_rng(np.append(seed, 3))
    bright = rng.integers(20, 216, (n, 1, 1, shape[-1]))
    return (bright + rng.integers(-20, 20, (n, *shape))).astype("uint8")


def nearly_black(n, seed):
    """Pictures of the bytes 0 and 1 alone: they look as if they were scaled already."""
    return np.random.default_rng(np.append(seed, 19)).integers(0, 2, (n, 8, 8, 3), "uint8")


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


def chosen(student, errors, rate):
    return float(as_array(student.choose_threshold(errors, rate), shape=()))


def near(errors):
    """Errors that differ in the eleventh digit only."""
    return 0.003 + np.argsort(np.argsort(errors)) * 1e-13
