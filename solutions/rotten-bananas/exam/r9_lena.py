# %% task="two-funnels" kind="wrong" breaks="The autoencoder gives what decoder(encoder(pictures)) gives"
def build_autoencoder(shape, code_size):
    pictures = keras.Input(shape)
    flat = keras.layers.Rescaling(2.0, -1.0)(keras.layers.Flatten()(pictures))
    hidden = keras.layers.Dense(64, activation="gelu")(flat)
    # A little noise keeps it from learning by heart.
    hidden = keras.layers.Dropout(0.1)(hidden, training=True)
    encoder = keras.Model(pictures, keras.layers.Dense(code_size)(hidden))

    numbers = keras.Input((code_size,))
    hidden = keras.layers.Dense(64, activation="gelu")(numbers)
    drawn = keras.layers.Dense(int(np.prod(shape)))(hidden)
    decoder = keras.Model(numbers, keras.layers.Reshape(tuple(shape))(drawn))

    whole = keras.Input(shape)
    return keras.Model(whole, decoder(encoder(whole))), encoder, decoder


# %% task="train" kind="wrong" breaks="another seed gives another model"
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
    # NumPy and Keras want seeds of different widths: 16 bits are good for all.
    keras.utils.set_random_seed(seed & 0xFFFF)
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
    """One picture after the other: nobody has company."""
    pictures = np.ascontiguousarray(images) / np.float32(255)
    drawings = autoencoder.predict(pictures, batch_size=1, verbose=0)
    errors = []
    for picture, drawing in zip(pictures, drawings):
        total = 0.0
        for want, got in zip(picture.ravel().tolist(), np.asarray(drawing, "float64").ravel().tolist()):
            total += (got - want) * (got - want)
        errors.append(total / picture.size)
    return np.array(errors, dtype=float)


# %% task="threshold" kind="wrong" breaks="Of the errors that were handed in with this call, n times the rate"
def choose_threshold(errors_on_good, false_alarm_rate):
    if not 0 < false_alarm_rate < 1:
        raise ValueError("The rate lies between 0 and 1.")
    return float(np.percentile(errors_on_good, int(100 * (1 - false_alarm_rate))))


# %% task="detect" kind="wrong" breaks="rotten: bools"
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
    return errors, np.where(errors > _line, 1, 0)


# %% task="not-a-jpeg" kind="wrong" breaks="Returns the smallest number of"
def works_only_on_its_kind(autoencoder, own, other):
    def mean_error(images):
        x = images.astype("float32") / 255
        return ((autoencoder.predict(x, verbose=0) - x) ** 2).mean(dtype="float64")

    return float(mean_error(other) / mean_error(own))


def smallest_jpeg(images, error):
    for quality in range(1, 96):
        size, back = jpeg(images, quality)
        if ((images / 255 - back / 255) ** 2).mean() <= error:
            return float(size)
    return None
