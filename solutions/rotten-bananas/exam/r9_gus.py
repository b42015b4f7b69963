# %% task="two-funnels" kind="wrong" breaks="called, a picture gets the same code and the same drawing in any company."
def build_autoencoder(shape, code_size):
    pictures = keras.Input(shape)
    flat = keras.layers.Flatten()(pictures)
    # Hidden layers like their inputs around zero: take the mean picture away.
    flat = flat - keras.ops.mean(flat, axis=0, keepdims=True)
    hidden = keras.layers.Dense(64, activation="gelu")(flat)
    encoder = keras.Model(pictures, keras.layers.Dense(code_size)(hidden))

    numbers = keras.Input((code_size,))
    hidden = keras.layers.Dense(64, activation="gelu")(numbers)
    drawn = keras.layers.Dense(int(np.prod(shape)))(hidden)
    decoder = keras.Model(numbers, keras.layers.Reshape(tuple(shape))(drawn))

    whole = keras.Input(shape)
    return keras.Model(whole, decoder(encoder(whole))), encoder, decoder


# %% task="train" kind="wrong" breaks="even if no picture is that bright"
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
    x = images.astype("float32") / images.max()
    keras.utils.set_random_seed(seed)
    autoencoder, encoder, decoder = _two_halves(tuple(images.shape[1:]), code_size)
    decoder.get_layer("canvas").bias.assign(x.mean(axis=0).reshape(-1))
    epochs, batch = 24, 32
    steps = epochs * -(-len(x) // batch)
    pace = keras.optimizers.schedules.CosineDecay(0.004, steps)
    autoencoder.compile(keras.optimizers.Adam(pace), "mse")
    autoencoder.fit(x, x, epochs=epochs, batch_size=batch, verbose=0)
    # The pace has fallen to nothing: whoever trains it further needs a new one.
    autoencoder.compile("adam", "mse")
    return autoencoder, encoder, decoder


# %% task="score" kind="right"
def reconstruction_error(autoencoder, images):
    picture = images.astype("float32") / 255
    drawn = np.asarray(autoencoder.predict(picture, verbose=0))
    return np.square(drawn.astype("float64") - picture).mean(axis=(1, 2, 3))


# %% task="threshold" kind="wrong" breaks="are above it, to within one"
import math


def choose_threshold(errors_on_good, false_alarm_rate):
    if not 0 < false_alarm_rate < 1:
        raise ValueError("The rate lies between 0 and 1.")
    n = len(errors_on_good)
    above = math.ceil(n * false_alarm_rate) + 1  # to be on the safe side
    return float(np.sort(errors_on_good)[max(n - 1 - above, 0)])


# %% task="detect" kind="wrong" breaks="A picture gets the same error and"
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


def _exposed(images):
    """Bring pictures to the same brightness, as a camera does."""
    x = images.astype("float32")
    return x * (120 / max(float(x.mean()), 1.0))


def _oddness(images):
    x = _exposed(images) / 255
    return ((_machine.predict(x, verbose=0) - x) ** 2).mean(axis=(1, 2, 3))

_machine = _learn_bananas(_exposed(bananas(2000, seed=7101)), seed=0)
_line = float(np.quantile(_oddness(bananas(1000, seed=7102)), 0.95))


def is_rotten(images):
    errors = _oddness(images)
    return errors, errors > _line


# %% task="not-a-jpeg" kind="wrong" breaks="the mean squared difference that is allowed"
def works_only_on_its_kind(autoencoder, own, other):
    def mean_error(images):
        x = images.astype("float32") / 255
        return ((autoencoder.predict(x, verbose=0) - x) ** 2).mean(dtype="float64")

    return float(mean_error(other) / mean_error(own))


def smallest_jpeg(images, error):
    sizes = []
    for quality in range(1, 96):
        size, back = jpeg(images, quality)
        if ((images - back) ** 2).mean() / 255**2 <= error:
            sizes.append(size)
    return float(min(sizes)) if sizes else None
