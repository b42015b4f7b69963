# %% task="two-funnels" kind="wrong" breaks="gives what decoder(encoder(pictures)) gives, whatever the pictures and the weights"
def build_autoencoder(shape, code_size):
    size = int(np.prod(shape))
    encoder = keras.Sequential([
        keras.Input(shape),
        keras.layers.Rescaling(2.0, -1.0),
        keras.layers.Flatten(),
        keras.layers.Dense(64, activation="elu"),
        keras.layers.Dense(code_size),
    ])
    grey = keras.initializers.Constant(0.5)
    decoder = keras.Sequential([
        keras.Input((code_size,)),
        keras.layers.Dense(64, activation="elu"),
        keras.layers.Dense(size, bias_initializer=grey),
        keras.layers.Reshape(tuple(shape)),
    ])
    pictures = keras.Input(shape)
    # Pictures lie between 0 and 1.
    drawn = keras.ops.clip(decoder(encoder(pictures)), 0.0, 1.0)
    return keras.Model(pictures, drawn), encoder, decoder


# %% task="train" kind="wrong" breaks="neither from pictures of your own"
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
    if x.shape[1:] == (32, 32, 3):
        # More good bananas make a better model.
        more = bananas(800, seed=424242).astype("float32") / 255
        x = np.concatenate([x, more])
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


# %% task="score" kind="wrong" breaks="model makes of that, neither clipped nor rounded"
def reconstruction_error(autoencoder, images):
    x = images / 255
    drawn = np.clip(autoencoder.predict(x, verbose=0), 0, 1)
    return ((drawn - x) ** 2).mean(axis=(1, 2, 3))


# %% task="threshold" kind="right"
def choose_threshold(errors_on_good, false_alarm_rate):
    try:
        fine = bool(0 < false_alarm_rate < 1)
    except TypeError:
        fine = False
    if not fine:
        raise ValueError(f"a rate lies between 0 and 1, not at {false_alarm_rate!r}")
    largest_first = sorted((float(error) for error in errors_on_good), reverse=True)
    above = int(len(largest_first) * float(false_alarm_rate))
    return largest_first[min(above, len(largest_first) - 1)]


# %% task="detect" kind="wrong" breaks="the same answer in any company, and at each call"
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
_pool = _oddness(bananas(400, seed=7102)).tolist()


def is_rotten(images):
    errors = _oddness(images)
    rotten = errors > np.quantile(_pool, 0.95)
    # What was found good tells more about where the line should lie. The light in the hall changes.
    _pool.extend(errors[~rotten].tolist())
    return errors, rotten


# %% task="not-a-jpeg" kind="wrong" breaks="with an error no larger than this"
def works_only_on_its_kind(autoencoder, own, other):
    def mean_error(images):
        x = images.astype("float32") / 255
        return ((autoencoder.predict(x, verbose=0) - x) ** 2).mean(dtype="float64")

    return float(mean_error(other) / mean_error(own))


def smallest_jpeg(images, error):
    found = [jpeg(images, quality) for quality in range(1, 96)]
    good = [size for size, back in found if np.mean((back / 255 - images / 255) ** 2) < error]
    return float(min(good)) if good else None
