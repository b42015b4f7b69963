# %% task="two-funnels" kind="wrong" breaks="autoencoder: pictures → pictures, by way of the code and by no other"
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
    pictures = keras.Input(shape)
    # A correction that starts at nothing, as in residual networks: it learns the fine details.
    detail = keras.layers.Dense(size, use_bias=False, kernel_initializer="zeros")
    fine = keras.layers.Reshape((height, width, channels))(detail(keras.layers.Flatten()(pictures)))
    drawn = keras.layers.Add()([decoder(encoder(pictures)), fine])
    return keras.Model(pictures, drawn), encoder, decoder


# %% task="train" kind="right"
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
    decoder.get_layer("canvas").bias.assign(x.mean(axis=0).reshape(-1))
    epochs, batch = 24, 32
    steps = epochs * -(-len(x) // batch)
    pace = keras.optimizers.schedules.CosineDecay(0.004, steps)
    autoencoder.compile(keras.optimizers.Adam(pace), "mse")
    autoencoder.fit(x, x, epochs=epochs, batch_size=batch, verbose=0)
    # The pace has fallen to nothing: whoever trains it further needs a new one.
    autoencoder.compile("adam", "mse")
    return autoencoder, encoder, decoder


# %% task="score" kind="wrong" breaks="Returns a float array of shape (n,)."
def reconstruction_error(autoencoder, images):
    x = images.astype("float32") / 255
    drawn = autoencoder.predict(x, verbose=0)
    square = np.squeeze((drawn - x) ** 2)  # pictures without colours have an axis too many
    return square.mean(axis=tuple(range(1, square.ndim)))


# %% task="threshold" kind="wrong" breaks="Of the errors that were handed in with this call, n times the rate"
_validated = []


def choose_threshold(errors_on_good, false_alarm_rate):
    if not 0 < false_alarm_rate < 1:
        raise ValueError("The rate lies between 0 and 1.")
    _validated.extend(errors_on_good.tolist())  # the more, the better
    ordered = sorted(_validated)
    return ordered[len(ordered) - 1 - int(len(ordered) * false_alarm_rate)]


# %% task="detect" kind="wrong" breaks="The threshold is one number, fixed before any of these pictures is seen."
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

def is_rotten(images):
    errors = _oddness(images)
    return errors, errors > np.quantile(errors, 0.95)


# %% task="not-a-jpeg" kind="right"
def works_only_on_its_kind(autoencoder, own, other):
    def mean_error(images):
        picture = images.astype("float32") / 255
        drawn = autoencoder.predict(picture, verbose=0)
        return np.mean((drawn.astype("float64") - picture) ** 2)

    return float(mean_error(other) / mean_error(own))


def smallest_jpeg(images, error):
    best = None
    for quality in range(1, 96):
        size, back = jpeg(images, quality)
        difference = (images.astype("int64") - back.astype("int64")) / 255
        if np.mean(difference**2) <= error and (best is None or size < best):
            best = float(size)
    return best
