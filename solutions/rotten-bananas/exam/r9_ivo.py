# %% task="two-funnels" kind="wrong" breaks="The three have the same layers, not copies"
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
    first, second = keras.models.clone_model(encoder), keras.models.clone_model(decoder)
    first.set_weights(encoder.get_weights())
    second.set_weights(decoder.get_weights())
    autoencoder = keras.Sequential([keras.Input(shape), first, second])
    return autoencoder, encoder, decoder


# %% task="train" kind="right"
def train_on_good(images, code_size, seed):
    """The functional API, wider hidden layers, batches by hand."""
    keras.utils.set_random_seed(seed)
    order = np.random.default_rng(seed)
    x = np.ascontiguousarray(images) / np.float32(255)
    n, shape = len(x), tuple(x.shape[1:])
    middle = x.mean(axis=0, dtype="float64").astype("float32")

    pictures = keras.Input(shape)
    hidden = keras.layers.Flatten()(keras.layers.Rescaling(2.0, -1.0)(pictures))
    hidden = keras.layers.Dense(96, activation="gelu")(hidden)
    encoder = keras.Model(pictures, keras.layers.Dense(code_size)(hidden), name="encoder")

    numbers = keras.Input((code_size,))
    hidden = keras.layers.Dense(96, activation="gelu")(numbers)
    last = keras.layers.Dense(middle.size)
    decoder = keras.Model(numbers, keras.layers.Reshape(shape)(last(hidden)), name="decoder")
    last.bias.assign(middle.ravel())

    autoencoder = keras.Sequential([keras.Input(shape), encoder, decoder])
    epochs, batch = 24, 32
    pace = keras.optimizers.schedules.CosineDecay(0.004, epochs * -(-n // batch))
    autoencoder.compile(keras.optimizers.Adam(pace), loss="mean_squared_error")
    for _ in range(epochs):
        places = order.permutation(n)
        for start in range(0, n, batch):
            some = x[places[start : start + batch]]
            autoencoder.train_on_batch(some, some)
    autoencoder.compile("adam", loss="mean_squared_error")
    return autoencoder, encoder, decoder


# %% task="score" kind="wrong" breaks="autoencoder: any Keras model that takes and gives pictures from 0 to 1"
def reconstruction_error(autoencoder, images):
    x = keras.ops.convert_to_tensor(images.astype("float32") / 255)
    drawn = x
    for layer in autoencoder.layers:
        if not isinstance(layer, keras.layers.InputLayer):
            drawn = layer(drawn)
    return keras.ops.convert_to_numpy(keras.ops.mean((drawn - x) ** 2, axis=(1, 2, 3)))


# %% task="threshold" kind="wrong" breaks="No two are equal, but two may be very near."
def choose_threshold(errors_on_good, false_alarm_rate):
    if not 0 < false_alarm_rate < 1:
        raise ValueError("The rate lies between 0 and 1.")
    ordered = np.sort(errors_on_good)
    line = ordered[len(ordered) - 1 - int(len(ordered) * false_alarm_rate)]
    return round(float(line), 6)


# %% task="detect" kind="wrong" breaks="The machine learns from good bananas only, so it finds what is"
def _colours(images):
    """How many of a picture's pixels have each of 5 x 5 x 5 colours."""
    levels = np.minimum(images.astype(int) // 52, 4)
    which = (levels[..., 0] * 25 + levels[..., 1] * 5 + levels[..., 2]).reshape(len(images), -1)
    return np.stack([np.bincount(row, minlength=125) for row in which]).astype("float32") / 100


_fine = bananas(1600, seed=5501)
_bad = bananas(1600, seed=5502, rot=[1, 2, 3, 4] * 400)
keras.utils.set_random_seed(3)
_judge = keras.Sequential([
    keras.Input((125,)),
    keras.layers.Dense(48, activation="gelu"),
    keras.layers.Dense(1),
])
_judge.compile("adam", keras.losses.BinaryCrossentropy(from_logits=True))
_judge.fit(
    _colours(np.concatenate([_fine, _bad])), np.repeat([0.0, 1.0], 1600), epochs=20, verbose=0
)
_border = float(np.quantile(_judge.predict(_colours(bananas(1000, seed=5503)), verbose=0), 0.95))


def is_rotten(images):
    errors = _judge.predict(_colours(images), verbose=0)[:, 0]
    return errors, errors > _border


# %% task="not-a-jpeg" kind="right"
def _mse(a, b):
    return float(np.square(a - b, dtype="float64").mean())


def works_only_on_its_kind(autoencoder, own, other):
    way = lambda x: keras.ops.convert_to_numpy(autoencoder(x, training=False))
    loss = lambda images: np.mean([_mse(way(x := one[None] / np.float32(255)), x) for one in images])
    return float(loss(other) / loss(own))


def smallest_jpeg(images, error):
    tried = (jpeg(images, quality) for quality in range(95, 0, -1))
    return min((float(size) for size, back in tried if _mse(back / 255, images / 255) <= error), default=None)
