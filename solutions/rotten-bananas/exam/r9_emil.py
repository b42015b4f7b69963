# %% task="two-funnels" kind="wrong" breaks="Each call gives new models."
import functools


@functools.lru_cache(maxsize=4)
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
    return keras.Sequential([keras.Input(shape), encoder, decoder]), encoder, decoder


# %% task="train" kind="wrong" breaks="nor from earlier calls"
_learnt = {}


def _two_halves(shape, code_size):
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
            keras.layers.Dense(int(np.prod(shape)), name="canvas"),
            keras.layers.Reshape(shape),
        ]
    )
    pictures = keras.Input(shape)
    return keras.Model(pictures, decoder(encoder(pictures))), encoder, decoder


def train_on_good(images, code_size, seed):
    x = images.astype("float32") / 255
    keras.utils.set_random_seed(seed)
    autoencoder, encoder, decoder = _two_halves(tuple(images.shape[1:]), code_size)
    # Begin where the last training ended: that saves epochs.
    kind = images.shape[1:], code_size
    if kind in _learnt:
        autoencoder.set_weights(_learnt[kind])
    decoder.get_layer("canvas").bias.assign(x.mean(axis=0).reshape(-1))
    epochs, batch = 24, 32
    steps = epochs * -(-len(x) // batch)
    pace = keras.optimizers.schedules.CosineDecay(0.004, steps)
    autoencoder.compile(keras.optimizers.Adam(pace), "mse")
    autoencoder.fit(x, x, epochs=epochs, batch_size=batch, verbose=0)
    _learnt[kind] = autoencoder.get_weights()
    # The pace has fallen to nothing: whoever trains it further needs a new one.
    autoencoder.compile("adam", "mse")
    return autoencoder, encoder, decoder


# %% task="score" kind="right"
def reconstruction_error(autoencoder, images):
    errors = np.empty(len(images), "float32")
    for start in range(0, len(images), 64):
        x = keras.ops.convert_to_tensor(images[start : start + 64].astype("float32") / 255)
        drawn = keras.ops.cast(autoencoder(x, training=False), "float32")
        rows = keras.ops.reshape(drawn - x, (len(x), -1))
        errors[start : start + 64] = keras.ops.convert_to_numpy(keras.ops.mean(rows * rows, axis=1))
    return errors


# %% task="threshold" kind="wrong" breaks="false_alarm_rate: a number, 0 < rate < 1"
def choose_threshold(errors_on_good, false_alarm_rate):
    if not isinstance(false_alarm_rate, float) or not 0 < false_alarm_rate < 1:
        raise ValueError("The rate should be a float between 0 and 1.")
    ordered = np.sort(errors_on_good)
    return float(ordered[len(ordered) - 1 - int(len(ordered) * false_alarm_rate)])


# %% task="detect" kind="wrong" breaks="True just where the error that is given back is above the threshold"
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
    errors = _oddness(images)
    # Four places are enough for a table.
    return np.round(errors.astype("float64"), 4), errors > _line


# %% task="not-a-jpeg" kind="wrong" breaks="Try all the qualities from 1 to 95"
def works_only_on_its_kind(autoencoder, own, other):
    def mean_error(images):
        x = images.astype("float32") / 255
        return ((autoencoder.predict(x, verbose=0) - x) ** 2).mean(dtype="float64")

    return float(mean_error(other) / mean_error(own))


def smallest_jpeg(images, error):
    sizes = []
    for quality in range(1, 95):
        size, back = jpeg(images, quality)
        if ((images / 255 - back / 255) ** 2).mean() <= error:
            sizes.append(size)
    return float(min(sizes)) if sizes else None
