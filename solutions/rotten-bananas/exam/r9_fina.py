# %% task="two-funnels" kind="right"
def build_autoencoder(shape, code_size):
    """Convolutions, with batch normalisation, and no dense hidden layer on the way in."""
    height, width, channels = shape
    encoder = keras.Sequential(name="encoder")
    encoder.add(keras.Input(shape))
    encoder.add(keras.layers.Rescaling(4.0, offset=-2.0))
    encoder.add(keras.layers.Conv2D(12, 3, strides=2, padding="same", activation="elu"))
    encoder.add(keras.layers.BatchNormalization())
    encoder.add(keras.layers.Conv2D(24, 3, strides=2, padding="same", activation="elu"))
    encoder.add(keras.layers.Flatten())
    encoder.add(keras.layers.Dense(code_size, name="code"))

    decoder = keras.Sequential(name="decoder")
    decoder.add(keras.Input((code_size,)))
    decoder.add(keras.layers.Dense((height // 4) * (width // 4) * 24, activation="elu"))
    decoder.add(keras.layers.Reshape((height // 4, width // 4, 24)))
    decoder.add(keras.layers.Conv2DTranspose(12, 4, strides=2, padding="same", activation="elu"))
    decoder.add(keras.layers.Conv2DTranspose(channels, 4, strides=2, padding="same"))

    pictures = keras.Input(shape)
    autoencoder = keras.Model(pictures, decoder(encoder(pictures)), name="autoencoder")
    return autoencoder, encoder, decoder


# %% task="train" kind="wrong" breaks="The same call with the same seed gives the same model, up to"
def train_on_good(images, code_size, seed):
    x = images.astype("float32") / 255
    shape = tuple(x.shape[1:])
    first = [keras.initializers.GlorotUniform(seed=seed * 4 + k) for k in range(4)]
    encoder = keras.Sequential([
        keras.Input(shape),
        keras.layers.Rescaling(2.0, -1.0),
        keras.layers.Flatten(),
        keras.layers.Dense(64, activation="gelu", kernel_initializer=first[0]),
        keras.layers.Dense(code_size, kernel_initializer=first[1]),
    ])
    decoder = keras.Sequential([
        keras.Input((code_size,)),
        keras.layers.Dense(64, activation="gelu", kernel_initializer=first[2]),
        keras.layers.Dense(x[0].size, kernel_initializer=first[3], name="canvas"),
        keras.layers.Reshape(shape),
    ])
    decoder.get_layer("canvas").bias.assign(x.mean(axis=0).reshape(-1))
    autoencoder = keras.Sequential([keras.Input(shape), encoder, decoder])
    # All first weights come from the seed. `fit` mixes the batches.
    pace = keras.optimizers.schedules.CosineDecay(0.004, 24 * -(-len(x) // 32))
    autoencoder.compile(keras.optimizers.Adam(pace), "mse")
    mix = np.random.default_rng()
    for _ in range(24):
        mixed = x[mix.permutation(len(x))]
        autoencoder.fit(mixed, mixed, batch_size=32, shuffle=False, verbose=0)
    autoencoder.compile("adam", "mse")
    return autoencoder, encoder, decoder


# %% task="score" kind="wrong" breaks="model's weights at the time of the call"
_errors_known = {}


def reconstruction_error(autoencoder, images):
    key = id(autoencoder), images.shape, images.tobytes()
    if key not in _errors_known:
        x = images.astype("float32") / 255
        drawn = autoencoder.predict(x, verbose=0)
        _errors_known[key] = ((drawn - x) ** 2).mean(axis=(1, 2, 3))
    return _errors_known[key].copy()


# %% task="threshold" kind="wrong" breaks="Any other number raises a ValueError, and so"
def choose_threshold(errors_on_good, false_alarm_rate):
    if false_alarm_rate <= 0 or false_alarm_rate >= 1:
        raise ValueError("The rate lies between 0 and 1.")
    ordered = np.sort(errors_on_good)
    above = np.arange(len(ordered))[::-1]
    best = np.argmin(np.abs(above - len(ordered) * false_alarm_rate))
    return float(ordered[best])


# %% task="detect" kind="right"
import functools


@functools.cache
def _sorting_machine():
    """Model and threshold. They are made at the first call, and kept."""
    train, rest = (bananas(n, seed=s) / np.float32(255) for n, s in ((2400, 90210), (1200, 90211)))
    keras.utils.set_random_seed(11)
    layers = keras.layers
    funnel_in = keras.Sequential([
        keras.Input((32, 32, 3)), layers.Flatten(), layers.Rescaling(2.0, -1.0),
        layers.Dense(64, "gelu"), layers.Dense(16),
    ])
    funnel_out = keras.Sequential([
        keras.Input((16,)), layers.Dense(64, "gelu"), layers.Dense(3072), layers.Reshape((32, 32, 3)),
    ])
    funnel_out.layers[1].bias.assign(train.mean(axis=0).ravel())
    model = keras.Sequential([keras.Input((32, 32, 3)), funnel_in, funnel_out])
    steps = 22 * -(-len(train) // 32)
    model.compile(keras.optimizers.Adam(keras.optimizers.schedules.CosineDecay(0.004, steps)), "mse")
    model.fit(train, train, epochs=22, batch_size=32, verbose=0)

    def errors_of(pictures):
        drawn = model.predict(pictures, verbose=0)
        return np.square(drawn - pictures).reshape(len(pictures), -1).mean(axis=1)

    ordered = np.sort(errors_of(rest))
    return errors_of, ordered[-len(ordered) // 20]


def is_rotten(images):
    errors_of, line = _sorting_machine()
    errors = errors_of(images / np.float32(255))
    return errors, np.greater(errors, line)


# %% task="not-a-jpeg" kind="wrong" breaks="divided by the mean error of all pictures"
def works_only_on_its_kind(autoencoder, own, other):
    def mean_error(images):
        x = images.astype("float32") / 255
        return float(((autoencoder.predict(x, verbose=0) - x) ** 2).mean())

    return mean_error(other) / (mean_error(own) + 1e-6)  # never divide by zero


def smallest_jpeg(images, error):
    sizes = []
    for quality in range(1, 96):
        size, back = jpeg(images, quality)
        if ((images / 255 - back / 255) ** 2).mean() <= error:
            sizes.append(size)
    return float(min(sizes)) if sizes else None
