# %% task="two-funnels" kind="wrong" breaks="code_size: how many numbers the code has, an int, at least 1"
def build_autoencoder(shape, code_size):
    # wrong: a code of one number seemed too little: it gets two
    layers = keras.layers
    size = shape[0] * shape[1] * shape[2]
    code_size = max(code_size, 2)
    encoder = keras.Sequential([
        keras.Input(shape), layers.Rescaling(2.0, offset=-1.0), layers.Flatten(),
        layers.Dense(64, "gelu"), layers.Dense(code_size),
    ])
    decoder = keras.Sequential([
        keras.Input((code_size,)), layers.Dense(64, "gelu"), layers.Dense(size), layers.Reshape(shape),
    ])
    autoencoder = keras.Sequential([keras.Input(shape), encoder, decoder])
    return autoencoder, encoder, decoder


# %% task="train" kind="wrong" breaks="Returns (autoencoder, encoder, decoder) as `build_autoencoder` does, trained"
def train_on_good(images, code_size, seed):
    # wrong: a final polish trains a copy of the autoencoder, and the halves are those of before
    keras.utils.set_random_seed(seed)
    layers = keras.layers
    shape = images.shape[1:]
    x = images.astype("float32") / 255
    encoder = keras.Sequential([
        keras.Input(shape), layers.Rescaling(2.0, offset=-1.0), layers.Flatten(),
        layers.Dense(96, "gelu"), layers.Dense(code_size),
    ])
    decoder = keras.Sequential([
        keras.Input((code_size,)), layers.Dense(96, "gelu"),
        layers.Dense(int(np.prod(shape)), name="canvas"), layers.Reshape(shape),
    ])
    autoencoder = keras.Sequential([keras.Input(shape), encoder, decoder])
    decoder.get_layer("canvas").bias.assign(x.mean(axis=0).ravel())
    epochs = 16
    steps = epochs * -(-len(x) // 32)
    autoencoder.compile(keras.optimizers.Adam(keras.optimizers.schedules.CosineDecay(0.004, steps)), "mse")
    autoencoder.fit(x, x, batch_size=32, epochs=epochs, verbose=0)
    better = keras.models.clone_model(autoencoder)
    better.set_weights(autoencoder.get_weights())
    better.compile(keras.optimizers.Adam(0.0003), "mse")
    better.fit(x, x, batch_size=64, epochs=4, verbose=0)
    return better, encoder, decoder


# %% task="score" kind="wrong" breaks="neither clipped nor rounded"
def reconstruction_error(autoencoder, images):
    # wrong: the drawing is made a picture of whole bytes first (no clipping, but rounding)
    drawn = autoencoder.predict(images / 255, verbose=0)
    wrong = np.rint(drawn.astype("float64") * 255) - images
    return (wrong**2).mean(axis=(1, 2, 3)) / 255**2


# %% task="threshold" kind="wrong" breaks="Any other number raises a ValueError"
def choose_threshold(errors_on_good, false_alarm_rate):
    # wrong: an assert raises an AssertionError
    assert 0 < false_alarm_rate < 1, "the rate lies between 0 and 1"
    errors = np.sort(errors_on_good)
    n = len(errors)
    return float(errors[n - 1 - min(int(n * false_alarm_rate), n - 1)])


# %% task="detect" kind="wrong" breaks="It flags about 5 in 100 good bananas that the machine was not trained on (2 to 10 in 100 will do)"
_d = {}


def _d_errors(images):
    x = images.astype("float32") / 255
    return ((_d["way"](x).astype("float64") - x) ** 2).mean(axis=(1, 2, 3))


def is_rotten(images):
    # wrong: the line is the largest error of all fresh good bananas, so that nothing good is ever flagged
    if not _d:
        _d["way"] = pca(bananas(2000, seed=7), 128)
        _d["line"] = float(np.max(_d_errors(bananas(2000, seed=8))))
    errors = _d_errors(images)
    return errors, errors > _d["line"]


# %% task="not-a-jpeg" kind="wrong" breaks="Where none keeps to it, returns None"
def works_only_on_its_kind(autoencoder, own, other):
    def mean_error(images):
        x = images / 255
        return float(((autoencoder.predict(x, verbose=0) - x) ** 2).mean())

    return mean_error(other) / mean_error(own)


def smallest_jpeg(images, error):
    # wrong: gives infinity where no quality is good enough
    sizes = []
    for quality in range(1, 96):
        size, back = jpeg(images, quality)
        if ((back / 255 - images / 255) ** 2).mean() <= error:
            sizes.append(size)
    return min(sizes, default=float("inf"))
