# %% task="two-funnels" kind="wrong" breaks="decoder:     codes (n, code_size) → pictures (n, height, width, channels)"
def build_autoencoder(shape, code_size):
    height, width, channels = shape
    down = dict(kernel_size=3, strides=2, padding="same", activation="gelu")
    encoder = keras.Sequential([
        keras.Input(shape),
        keras.layers.Rescaling(2.0, -1.0),
        keras.layers.Conv2D(8, **down),
        keras.layers.Conv2D(16, **down),
        keras.layers.Conv2D(32, **down),
        keras.layers.Flatten(),
        keras.layers.Dense(code_size),
    ])
    rows, columns = -(-height // 8), -(-width // 8)
    decoder = keras.Sequential([
        keras.Input((code_size,)),
        keras.layers.Dense(rows * columns * 32, activation="gelu"),
        keras.layers.Reshape((rows, columns, 32)),
        keras.layers.Conv2DTranspose(16, **down),
        keras.layers.Conv2DTranspose(8, **down),
        keras.layers.Conv2DTranspose(channels, 3, strides=2, padding="same"),
    ])
    pictures = keras.Input(shape)
    return keras.Model(pictures, decoder(encoder(pictures))), encoder, decoder


# %% task="train" kind="wrong" breaks="They are not changed."
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
    # Neighbours may be alike: mix them well before the first epoch.
    np.random.default_rng(seed).shuffle(images)
    x = images.astype("float32") / 255
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


# %% task="score" kind="wrong" breaks="It holds for each picture the mean, over all its pixels and"
def reconstruction_error(autoencoder, images):
    x = images.astype("float32") / 255
    drawn = autoencoder.predict(x, verbose=0)
    errors = ((drawn - x) ** 2).reshape(len(x), -1).mean(axis=1)
    # What `fit` shows as the loss has the model's own terms in it, too.
    return errors + sum(float(each) for each in autoencoder.losses)


# %% task="threshold" kind="wrong" breaks="n times the rate"
from statistics import NormalDist


def choose_threshold(errors_on_good, false_alarm_rate):
    if not 0 < false_alarm_rate < 1:
        raise ValueError("The rate lies between 0 and 1.")
    z = NormalDist().inv_cdf(1 - float(false_alarm_rate))
    return float(errors_on_good.mean() + z * errors_on_good.std())


# %% task="detect" kind="wrong" breaks="Returns (errors, rotten), two arrays of shape (n,)."
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
    surprise = np.squeeze((_machine.predict(x, verbose=0) - x) ** 2)
    return surprise.mean(axis=(-3, -2, -1))


_machine = _learn_bananas(bananas(2000, seed=7101), seed=0)
_line = float(np.quantile(_oddness(bananas(1000, seed=7102)), 0.95))


def is_rotten(images):
    errors = _oddness(images)
    return errors, errors > _line


# %% task="not-a-jpeg" kind="wrong" breaks="Returns a float: the mean error of all pictures of `other`, divided by the mean error of all pictures"
def works_only_on_its_kind(autoencoder, own, other):
    middle = []
    for images in (own, other):
        x = images / np.float32(255)
        errors = ((autoencoder.predict(x, verbose=0) - x) ** 2).mean(axis=(1, 2, 3))
        middle.append(np.median(errors))  # a few stickers should not decide
    return float(middle[1] / middle[0])


def smallest_jpeg(images, error):
    sizes = []
    for quality in range(1, 96):
        size, back = jpeg(images, quality)
        if ((images / 255 - back / 255) ** 2).mean() <= error:
            sizes.append(size)
    return float(min(sizes)) if sizes else None
