# %% task="two-funnels" kind="wrong" breaks="when the autoencoder is trained with `fit`, encoder and"
def build_autoencoder(shape, code_size):
    height, width, channels = shape
    size = height * width * channels
    encoder = keras.Sequential(
        [
            keras.Input(shape),
            keras.layers.Rescaling(2.0, -1.0),
            keras.layers.Flatten(),
            keras.layers.Dense(64, activation="gelu"),
            keras.layers.Dense(code_size),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((code_size,)),
            keras.layers.Dense(64, activation="gelu"),
            keras.layers.Dense(size),
            keras.layers.Reshape((height, width, channels)),
        ]
    )
    # Random projections keep distances, so the way in need not be learnt; and a code that is
    # written down today can still be read tomorrow.
    encoder.trainable = False
    return keras.Sequential([keras.Input(shape), encoder, decoder]), encoder, decoder


# %% task="train" kind="wrong" breaks="error is below that of PCA with 8 numbers, fitted on the same pictures, by 5 % or more"
def train_on_good(images, code_size, seed):
    """No gradient is needed where the best answer is known: lay the patterns of PCA into the layers."""
    x = (images.astype("float32") / 255).reshape(len(images), -1)
    shape, size, mean = images.shape[1:], x.shape[1], x.mean(axis=0)
    encoder = keras.Sequential([keras.Input(shape), keras.layers.Flatten(), keras.layers.Dense(code_size)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(size), keras.layers.Reshape(shape)])
    rng = np.random.default_rng(seed)
    patterns = rng.standard_normal((size, code_size + 10)).astype("float32")
    for _ in range(6):
        patterns, _ = np.linalg.qr((x - mean).T @ ((x - mean) @ patterns))
    _, turn = np.linalg.eigh(np.cov(((x - mean) @ patterns).T))
    patterns = patterns @ turn[:, ::-1][:, :code_size].astype("float32")
    # Any turn within these patterns is as good: the seed picks one.
    mix, _ = np.linalg.qr(rng.standard_normal((code_size, code_size)).astype("float32"))
    patterns = (patterns @ mix).astype("float32")
    encoder.set_weights([patterns, -mean @ patterns])
    decoder.set_weights([patterns.T, mean])
    autoencoder = keras.Sequential([keras.Input(shape), encoder, decoder])
    autoencoder.compile("adam", "mse")
    return autoencoder, encoder, decoder


# %% task="score" kind="wrong" breaks="neither clipped nor rounded"
def reconstruction_error(autoencoder, images):
    drawn = autoencoder.predict(images / np.float32(255), verbose=0)
    # Compare bytes with bytes, but signed ones.
    levels = np.rint(drawn.astype("float64") * 255)
    return ((levels - images) ** 2).mean(axis=(1, 2, 3)) / 255**2


# %% task="threshold" kind="right"
def choose_threshold(errors_on_good, false_alarm_rate):
    """Every error is a candidate: take the one with the most fitting number above it."""
    if isinstance(false_alarm_rate, complex) or not (0 < false_alarm_rate < 1):
        raise ValueError("0 < rate < 1")
    candidates = np.unique(errors_on_good)
    above = len(candidates) - np.searchsorted(candidates, candidates, side="right")
    wish = len(candidates) * float(false_alarm_rate)
    return candidates[np.abs(above - wish).argmin()].item()


# %% task="detect" kind="wrong" breaks="images: (n, 32, 32, 3) uint8, 0 to 255, n at least 1. They are not changed."
def _learn_bananas(good, seed, code_size=16):
    """An autoencoder for good bananas, trained."""
    keras.utils.set_random_seed(seed)
    x = good.astype("float32") / 255
    model = keras.Sequential(
        [
            keras.Input((32, 32, 3)),
            keras.layers.Rescaling(2.0, -1.0),
            keras.layers.Flatten(),
            keras.layers.Dense(64, activation="gelu"),
            keras.layers.Dense(code_size),
            keras.layers.Dense(64, activation="gelu"),
            keras.layers.Dense(3072, name="canvas"),
            keras.layers.Reshape((32, 32, 3)),
        ]
    )
    model.get_layer("canvas").bias.assign(x.mean(axis=0).reshape(-1))
    pace = keras.optimizers.schedules.CosineDecay(0.004, 24 * -(-len(x) // 32))
    model.compile(keras.optimizers.Adam(pace), "mse")
    model.fit(x, x, epochs=24, batch_size=32, verbose=0)
    return model


def _oddness(images):
    x = images.astype("float32") / 255
    return ((_machine.predict(x, verbose=0) - x) ** 2).mean(axis=(1, 2, 3))


_machine = _learn_bananas(bananas(2000, seed=7101), seed=0)
_line = float(np.quantile(_oddness(bananas(1000, seed=7102)), 0.95))


def is_rotten(images):
    # Nearly white pixels are reflections of the lamp: dampen them.
    np.minimum(images, 240, out=images)
    errors = _oddness(images)
    return errors, errors > _line


# %% task="not-a-jpeg" kind="wrong" breaks="mean is taken over all pictures, pixels and channels together"
def works_only_on_its_kind(autoencoder, own, other):
    def mean_error(images):
        x = images.astype("float32") / 255
        return ((autoencoder.predict(x, verbose=0) - x) ** 2).mean(dtype="float64")

    return float(mean_error(other) / mean_error(own))


def smallest_jpeg(images, error):
    # Which qualities will do is seen on a few of them already. That is quicker.
    few = images[:50]
    good = [q for q in range(1, 96) if np.mean((jpeg(few, q)[1] / 255 - few / 255) ** 2) <= error]
    return min((float(jpeg(images, q)[0]) for q in good), default=None)
