# %% task="two-funnels" kind="right"
def build_autoencoder(shape, code_size):
    # style: functional API, convolutions with two strides of 2, all layers made once and called twice
    layers = keras.layers
    height, width, channels = shape
    down = [
        layers.Rescaling(2.0, offset=-1.0),
        layers.Conv2D(8, 3, strides=2, padding="same", activation="elu"),
        layers.Conv2D(16, 3, strides=2, padding="same", activation="elu"),
        layers.Flatten(),
        layers.Dense(code_size),
    ]
    up = [
        layers.Dense(height // 4 * (width // 4) * 16, activation="elu"),
        layers.Reshape((height // 4, width // 4, 16)),
        layers.Conv2DTranspose(8, 3, strides=2, padding="same", activation="elu"),
        layers.Conv2DTranspose(channels, 3, strides=2, padding="same"),
    ]

    def through(start, chain):
        for layer in chain:
            start = layer(start)
        return start

    pictures, codes = keras.Input(shape), keras.Input((code_size,))
    middle = through(pictures, down)
    encoder = keras.Model(pictures, middle)
    decoder = keras.Model(codes, through(codes, up))
    autoencoder = keras.Model(pictures, through(middle, up))
    return autoencoder, encoder, decoder


# %% task="train" kind="right"
def train_on_good(images, code_size, seed):
    # style: functional API, two hidden layers on each side, Nadam
    keras.utils.set_random_seed(seed)
    layers = keras.layers
    shape = tuple(images.shape[1:])
    x = np.asarray(images, dtype="float32") / np.float32(255)
    mean = x.mean(axis=0).ravel()
    pictures = keras.Input(shape)
    y = layers.Flatten()(layers.Rescaling(2.0, offset=-1.0)(pictures))
    y = layers.Dense(96, "gelu")(y)
    y = layers.Dense(64, "gelu")(y)
    encoder = keras.Model(pictures, layers.Dense(code_size)(y))
    codes = keras.Input((code_size,))
    y = layers.Dense(64, "gelu")(codes)
    y = layers.Dense(96, "gelu")(y)
    last = layers.Dense(mean.size)
    decoder = keras.Model(codes, layers.Reshape(shape)(last(y)))
    last.bias.assign(mean)
    autoencoder = keras.Model(pictures, decoder(encoder(pictures)))
    epochs, batch = 11, 32
    rate = keras.optimizers.schedules.CosineDecay(0.002, epochs * -(-len(x) // batch))
    autoencoder.compile(optimizer=keras.optimizers.Nadam(rate), loss="mean_squared_error")
    autoencoder.fit(x, x, batch_size=batch, epochs=epochs, verbose=0)
    return autoencoder, encoder, decoder


# %% task="score" kind="right"
def reconstruction_error(autoencoder, images):
    # style: keras.ops all the way, the model called in slices of 100, training=False
    parts = []
    for start in range(0, len(images), 100):
        picture = keras.ops.convert_to_tensor(np.ascontiguousarray(images[start : start + 100]).astype("float32") / 255)
        drawn = autoencoder(picture, training=False)
        wrong = keras.ops.square(keras.ops.cast(drawn, "float32") - picture)
        parts.append(keras.ops.convert_to_numpy(keras.ops.mean(wrong, axis=(1, 2, 3))))
    return np.concatenate(parts)


# %% task="threshold" kind="right"
def choose_threshold(errors_on_good, false_alarm_rate):
    # style: plain Python, sorted list, counted from above
    if false_alarm_rate > 0 and false_alarm_rate < 1:
        ordered = sorted(errors_on_good.tolist(), reverse=True)
        alarms = min(int(len(ordered) * false_alarm_rate), len(ordered) - 1)
        return ordered[alarms]
    raise ValueError(f"no rate: {false_alarm_rate}")


# %% task="detect" kind="right"
class _Sorter:
    """PCA with 128 numbers: learns when it is made."""

    def __init__(self):
        # style: another algorithm (PCA), a class with helpers, trained in this cell
        self.way = pca(bananas(2000, seed=7), 128)
        self.line = np.quantile(self.errors(bananas(2000, seed=8)), 0.95)

    def errors(self, images):
        x = images.astype("float32") / 255
        return ((self.way(x).astype("float64") - x) ** 2).mean(axis=(1, 2, 3))

    def __call__(self, images):
        errors = self.errors(images)
        return errors, errors > self.line


_the_sorter = _Sorter()


def is_rotten(images):
    return _the_sorter(images)


# %% task="not-a-jpeg" kind="right"
def works_only_on_its_kind(autoencoder, own, other):
    # style: loops, picture by picture; the JPEG errors by integers
    def mean_error(pictures):
        total = 0.0
        for k in range(len(pictures)):
            x = pictures[k : k + 1].astype("float32") / 255
            drawn = keras.ops.convert_to_numpy(autoencoder(x, training=False))
            total += float(((drawn.astype("float64") - pictures[k : k + 1] / 255) ** 2).mean())
        return total / len(pictures)

    return mean_error(other) / mean_error(own)


def smallest_jpeg(images, error):
    best = None
    for quality in range(1, 96):
        size, back = jpeg(images, quality)
        gap = images.astype("int64") - back.astype("int64")
        if (gap * gap).mean() / 65025 <= error and (best is None or size < best):
            best = size
    return best
