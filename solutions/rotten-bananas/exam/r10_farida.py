# %% task="two-funnels" kind="wrong" breaks="decoder:     codes (n, code_size) → pictures (n, height, width, channels)"
# believed: a picture's size is said as width × height, so the drawing is put together that way
def build_autoencoder(shape, code_size):
    encoder = keras.Sequential(
        [
            keras.Input(shape),
            keras.layers.Rescaling(2.0, offset=-1.0),
            keras.layers.Flatten(),
            keras.layers.Dense(64, activation="gelu"),
            keras.layers.Dense(code_size),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((code_size,)),
            keras.layers.Dense(64, activation="gelu"),
            keras.layers.Dense(shape[0] * shape[1] * shape[2]),
            keras.layers.Reshape((shape[1], shape[0], shape[2])),
        ]
    )
    pictures = keras.Input(shape)
    autoencoder = keras.Model(pictures, decoder(encoder(pictures)))
    return autoencoder, encoder, decoder


# %% task="train" kind="wrong" breaks="They are not changed."
# believed: rows should be shuffled before training; overlooked: `shuffle` shuffles the caller's own array
def train_on_good(images, code_size, seed):
    keras.utils.set_random_seed(seed)
    np.random.default_rng(seed).shuffle(images)
    x = images.astype("float32") / 255
    shape = x.shape[1:]
    encoder = keras.Sequential(
        [
            keras.Input(shape),
            keras.layers.Rescaling(2.0, offset=-1.0),
            keras.layers.Flatten(),
            keras.layers.Dense(64, activation="gelu"),
            keras.layers.Dense(code_size),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((code_size,)),
            keras.layers.Dense(64, activation="gelu"),
            keras.layers.Dense(shape[0] * shape[1] * shape[2], name="last"),
            keras.layers.Reshape(shape),
        ]
    )
    autoencoder = keras.Sequential([keras.Input(shape), encoder, decoder])
    decoder.get_layer("last").bias.assign(x.mean(axis=0).ravel())
    steps = 20 * (len(x) // 32 + 1)
    rate = keras.optimizers.schedules.CosineDecay(0.004, steps)
    autoencoder.compile(keras.optimizers.Adam(rate), "mse")
    autoencoder.fit(x, x, epochs=20, batch_size=32, verbose=0)
    return autoencoder, encoder, decoder


# %% task="score" kind="wrong" breaks="channels, of (drawn - picture) ** 2."
# believed: an error on the scale from 0 to 1 is the root of the mean square
def reconstruction_error(autoencoder, images):
    x = images.astype("float32") / 255
    drawn = autoencoder.predict(x, verbose=0)
    return np.sqrt(((drawn - x) ** 2).mean(axis=(1, 2, 3)))


# %% task="threshold" kind="wrong" breaks="They are not changed."
# believed: sorting a list of numbers harms nobody; overlooked: `.sort()` sorts the caller's array, and cannot sort a read-only one
def choose_threshold(errors_on_good, false_alarm_rate):
    if not 0 < false_alarm_rate < 1:
        raise ValueError("rate must lie between 0 and 1")
    errors_on_good.sort()
    n = len(errors_on_good)
    alarms = min(int(n * false_alarm_rate), n - 1)
    return float(errors_on_good[n - 1 - alarms])


# %% task="detect" kind="wrong" breaks="four grades of rot is at least 0.83, and higher than that of PCA with 16 numbers by 0.015 or more."
# believed: PCA with 16 numbers is as good as an autoencoder with 16, and needs no training
_redraw = pca(bananas(2000, seed=1), 16)


def _errors(images):
    x = images.astype("float32") / 255
    return ((_redraw(x) - x) ** 2).mean(axis=(1, 2, 3))


_limit = float(np.quantile(_errors(bananas(1500, seed=2)), 0.95))


def is_rotten(images):
    errors = _errors(images)
    return errors, errors > _limit


# %% task="not-a-jpeg" kind="wrong" breaks="Try all the qualities from 1 to 95, with all pictures in one file."
# believed: the lowest quality that is good enough has the smallest file, so the search can stop there
def works_only_on_its_kind(autoencoder, own, other):
    def error(images):
        x = images.astype("float32") / 255
        return ((autoencoder.predict(x, verbose=0) - x) ** 2).mean()

    return float(error(other) / error(own))


def smallest_jpeg(images, error):
    x = images / 255
    for quality in range(1, 96):
        size, back = jpeg(images, quality)
        if ((back / 255 - x) ** 2).mean() <= error:
            return size
    return None
