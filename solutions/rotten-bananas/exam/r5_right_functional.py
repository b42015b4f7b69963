# %% task="two-funnels" kind="right"
# shared lists of layers, called on two inputs; convolutions with two strides of 2
def build_autoencoder(shape, code_size):
    height, width, channels = (int(side) for side in shape)
    layers = keras.layers
    narrowing = [
        layers.Rescaling(2.0, offset=-1.0),
        layers.Conv2D(12, 3, strides=2, padding="same", activation="elu"),
        layers.Conv2D(16, 3, strides=2, padding="same", activation="elu"),
        layers.Flatten(),
        layers.Dense(code_size),
    ]
    widening = [
        layers.Dense(height // 4 * (width // 4) * 16, activation="elu"),
        layers.Reshape((height // 4, width // 4, 16)),
        layers.Conv2DTranspose(12, 3, strides=2, padding="same", activation="elu"),
        layers.Conv2DTranspose(channels, 3, strides=2, padding="same"),
    ]

    def through(stack, value):
        for layer in stack:
            value = layer(value)
        return value

    pictures, given = keras.Input((height, width, channels)), keras.Input((code_size,))
    code = through(narrowing, pictures)
    encoder = keras.Model(pictures, code)
    decoder = keras.Model(given, through(widening, given))
    autoencoder = keras.Model(pictures, through(widening, code))
    return autoencoder, encoder, decoder


# %% task="train" kind="right"
# self-contained, functional; 96 units, 24 epochs, a slightly smaller rate
def train_on_good(images, code_size, seed):
    keras.utils.set_random_seed(int(seed))
    x = np.ascontiguousarray(images).astype("float32") / np.float32(255)
    shape = tuple(int(side) for side in x.shape[1:])
    flat = int(np.prod(shape))
    layers = keras.layers

    pictures = keras.Input(shape)
    value = layers.Rescaling(2.0, offset=-1.0)(layers.Flatten()(pictures))
    value = layers.Dense(96, activation="gelu")(value)
    encoder = keras.Model(pictures, layers.Dense(code_size)(value))

    given = keras.Input((code_size,))
    value = layers.Dense(96, activation="gelu")(given)
    last = layers.Dense(flat)
    decoder = keras.Model(given, layers.Reshape(shape)(last(value)))
    last.bias.assign(x.reshape(len(x), -1).mean(axis=0))

    autoencoder = keras.Model(pictures, decoder(encoder(pictures)))
    epochs, batch = 24, 32
    steps = epochs * int(np.ceil(len(x) / batch))
    autoencoder.compile(
        optimizer=keras.optimizers.Adam(keras.optimizers.schedules.CosineDecay(0.003, steps)),
        loss=keras.losses.MeanSquaredError(),
    )
    autoencoder.fit(x, x, batch_size=batch, epochs=epochs, verbose=0)
    return autoencoder, encoder, decoder


# %% task="score" kind="right"
# plain loop: one picture at a time, called with training=False
def reconstruction_error(autoencoder, images):
    errors = np.empty(len(images), dtype="float64")
    for index, image in enumerate(images):
        picture = image.astype("float32") / 255
        drawn = keras.ops.convert_to_numpy(autoencoder(picture[np.newaxis], training=False))[0]
        errors[index] = np.mean(np.square(drawn.astype("float64") - picture))
    return errors


# %% task="threshold" kind="right"
# np.quantile, but only with a value that is there
def choose_threshold(errors_on_good, false_alarm_rate):
    if not (false_alarm_rate > 0 and false_alarm_rate < 1):
        raise ValueError(f"not a rate: {false_alarm_rate}")
    return float(np.quantile(errors_on_good, 1 - float(false_alarm_rate), method="lower"))


# %% task="detect" kind="right"
# a class that learns at the first call; fixed blocks of 64 pictures, the last one filled up
class Inspector:
    block = 64

    def __init__(self):
        self.model = None
        self.line = None

    def learn(self):
        keras.utils.set_random_seed(3)
        x = bananas(3000, seed=31).astype("float32") / 255
        layers = keras.layers
        model = keras.Sequential(
            [
                keras.Input((32, 32, 3)),
                layers.Rescaling(2.0, offset=-1.0),
                layers.Flatten(),
                layers.Dense(64, activation="gelu"),
                layers.Dense(16),
                layers.Dense(64, activation="gelu"),
                layers.Dense(3072, name="last"),
                layers.Reshape((32, 32, 3)),
            ]
        )
        model.get_layer("last").bias.assign(x.mean(axis=0).ravel())
        steps = 20 * -(-len(x) // 32)
        rate = keras.optimizers.schedules.CosineDecay(0.004, steps)
        model.compile(optimizer=keras.optimizers.Adam(rate), loss="mse")
        model.fit(x, x, epochs=20, batch_size=32, verbose=0)
        self.model = model
        self.line = float(np.quantile(self.errors(bananas(2000, seed=32)), 0.95))

    def errors(self, images):
        parts = []
        for start in range(0, len(images), self.block):
            part = images[start : start + self.block]
            full = np.zeros((self.block, 32, 32, 3), "float32")
            full[: len(part)] = part
            full /= 255
            drawn = keras.ops.convert_to_numpy(self.model(full, training=False))
            parts.append(((drawn - full).astype("float64") ** 2).mean(axis=(1, 2, 3))[: len(part)])
        return np.concatenate(parts)

    def __call__(self, images):
        if self.model is None:
            self.learn()
        errors = self.errors(images)
        return errors, errors > self.line


INSPECTOR = Inspector()


def is_rotten(images):
    return INSPECTOR(images)


# %% task="not-a-jpeg" kind="right"
# functional style: sums of whole numbers, min with a default
def works_only_on_its_kind(autoencoder, own, other):
    def mean_error(images):
        x = images.astype("float32") / 255
        drawn = autoencoder.predict(x, batch_size=64, verbose=0)
        return np.mean((drawn.astype("float64") - x) ** 2, axis=(1, 2, 3)).mean()

    return float(mean_error(other) / mean_error(own))


def smallest_jpeg(images, error):
    whole = images.astype(np.int64)

    def apart(back):
        return int(((back.astype(np.int64) - whole) ** 2).sum()) / (whole.size * 65025)

    tried = (jpeg(images, quality) for quality in range(1, 96))
    return min((size for size, back in tried if apart(back) <= error), default=None)
