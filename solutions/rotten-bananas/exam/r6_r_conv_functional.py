# %% task="two-funnels" kind="right"
# Style: functional, convolutions on both sides; the autoencoder continues the encoder's own graph.
def build_autoencoder(shape, code_size):
    height, width, channels = shape
    layers = keras.layers
    pictures = keras.Input(shape)
    x = layers.Rescaling(2.0, offset=-1.0)(pictures)
    for filters in (8, 16):
        x = layers.Conv2D(filters, 3, strides=2, padding="same", activation="elu")(x)
    code = layers.Dense(code_size)(layers.Flatten()(x))
    encoder = keras.Model(pictures, code)

    numbers = keras.Input((code_size,))
    x = layers.Dense((height // 4) * (width // 4) * 16, activation="elu")(numbers)
    x = layers.Reshape((height // 4, width // 4, 16))(x)
    x = layers.Conv2DTranspose(8, 3, strides=2, padding="same", activation="elu")(x)
    drawn = layers.Conv2DTranspose(channels, 3, strides=2, padding="same")(x)
    decoder = keras.Model(numbers, drawn)

    return keras.Model(pictures, decoder(code)), encoder, decoder


# %% task="train" kind="right"
# Style: another model than in task 1 (dense, 128 units), and a loop of train_on_batch.
def _dense_funnels(shape, code_size):
    layers = keras.layers
    pictures = keras.Input(shape)
    x = layers.Rescaling(2.0, offset=-1.0)(layers.Flatten()(pictures))
    code = layers.Dense(code_size)(layers.Dense(128, activation="gelu")(x))
    encoder = keras.Model(pictures, code)
    numbers = keras.Input((code_size,))
    x = layers.Dense(128, activation="gelu")(numbers)
    x = layers.Dense(shape[0] * shape[1] * shape[2], name="last")(x)
    decoder = keras.Model(numbers, layers.Reshape(shape)(x))
    entry = keras.Input(shape)
    return keras.Model(entry, decoder(encoder(entry))), encoder, decoder


def train_on_good(images, code_size, seed):
    keras.utils.set_random_seed(seed)
    rng = np.random.default_rng(seed)
    x = np.asarray(images, dtype="float32") / np.float32(255)
    autoencoder, encoder, decoder = _dense_funnels(x.shape[1:], code_size)
    decoder.get_layer("last").bias.assign(x.mean(axis=0).reshape(-1))
    starts = range(0, len(x), 32)
    rate = keras.optimizers.schedules.CosineDecay(0.003, 20 * len(starts))
    autoencoder.compile(keras.optimizers.Adam(rate), loss="mean_squared_error")
    for _ in range(20):
        order = rng.permutation(len(x))
        for start in starts:
            batch = x[order[start : start + 32]]
            autoencoder.train_on_batch(batch, batch)
    autoencoder.compile(keras.optimizers.Adam(0.001), loss="mean_squared_error")
    return autoencoder, encoder, decoder


# %% task="score" kind="right"
# Style: one picture at a time, as they will come tomorrow.
def reconstruction_error(autoencoder, images):
    errors = np.zeros(len(images))
    for i, image in enumerate(images):
        picture = image.astype("float32") / 255
        drawn = autoencoder(picture[np.newaxis], training=False)
        drawn = np.asarray(keras.ops.convert_to_numpy(drawn), dtype="float64")[0]
        errors[i] = np.square(drawn - picture).mean()
    return errors


# %% task="threshold" kind="right"
# Style: a quantile that is one of the errors themselves.
def choose_threshold(errors_on_good, false_alarm_rate):
    rate = float(false_alarm_rate)
    if rate != rate or rate <= 0 or rate >= 1:
        raise ValueError(f"no rate: {false_alarm_rate}")
    return float(np.quantile(errors_on_good, 1 - rate, method="lower"))


# %% task="detect" kind="right"
# Style: everything is learnt in the cell; 20 numbers.
_eye, _, _ = train_on_good(bananas(2000, seed=4001), 20, seed=11)


def _strangeness(images):
    x = images.astype("float32") / 255
    drawn = _eye.predict(x, batch_size=128, verbose=0)
    return np.mean(np.square(drawn - x), axis=(1, 2, 3), dtype="float64")


_limit = choose_threshold(_strangeness(bananas(1500, seed=4002)), 0.05)


def is_rotten(images):
    errors = _strangeness(images)
    return errors, np.greater(errors, _limit)


# %% task="not-a-jpeg" kind="right"
# Style: a generator, and min with a default.
def works_only_on_its_kind(autoencoder, own, other):
    own_mean, other_mean = (reconstruction_error(autoencoder, kind).mean() for kind in (own, other))
    return float(other_mean / own_mean)


def smallest_jpeg(images, error):
    target = images.astype("float64")

    def sizes():
        for quality in range(1, 96):
            size, back = jpeg(images, quality)
            if np.mean(np.square(back - target)) / 255**2 <= error:
                yield size

    return min(sizes(), default=None)
