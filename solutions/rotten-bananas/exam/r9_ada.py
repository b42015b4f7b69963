# %% task="two-funnels" kind="right"
class Funnels(keras.Model):
    """Both halves live inside; the whole is one after the other."""

    def __init__(self, height, width, channels, code_size, **more):
        super().__init__(**more)
        self.encoder = keras.Sequential(
            [
                keras.Input((height, width, channels)),
                keras.layers.Rescaling(2.0, offset=-1.0),
                keras.layers.Flatten(),
                keras.layers.Dense(64, activation="gelu"),
                keras.layers.Dense(code_size),
            ]
        )
        self.decoder = keras.Sequential(
            [
                keras.Input((code_size,)),
                keras.layers.Dense(64, activation="gelu"),
                keras.layers.Dense(height * width * channels),
                keras.layers.Reshape((height, width, channels)),
            ]
        )

    def call(self, pictures):
        return self.decoder(self.encoder(pictures))


def build_autoencoder(shape, code_size):
    height, width, channels = shape
    both = Funnels(height, width, channels, code_size)
    both(np.zeros((1, height, width, channels), "float32"))  # now it has its weights
    return both, both.encoder, both.decoder


# %% task="train" kind="wrong" breaks="`fit`, all three still learn together."
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
    # Hand out the halves as models of their own, so that nobody spoils them.
    alone = []
    for half in (encoder, decoder):
        copied = keras.models.clone_model(half)
        copied.set_weights(half.get_weights())
        alone.append(copied)
    autoencoder.compile("adam", "mse")
    return autoencoder, alone[0], alone[1]


# %% task="score" kind="wrong" breaks="Here `picture` is the bytes divided by 255"
def reconstruction_error(autoencoder, images):
    x = images.astype("float32") / max(1, images.max())
    drawn = autoencoder.predict(x, verbose=0)
    return ((drawn - x) ** 2).mean(axis=(1, 2, 3))


# %% task="threshold" kind="wrong" breaks="They are not changed."
def choose_threshold(errors_on_good, false_alarm_rate):
    if not 0 < false_alarm_rate < 1:
        raise ValueError("The rate lies between 0 and 1.")
    errors_on_good.sort()
    above = int(len(errors_on_good) * false_alarm_rate)
    return float(errors_on_good[len(errors_on_good) - 1 - above])


# %% task="detect" kind="right"
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
    return errors, errors > _line


# %% task="not-a-jpeg" kind="wrong" breaks="n and m may differ"
def works_only_on_its_kind(autoencoder, own, other):
    n = min(len(own), len(other))  # as many of each
    own, other = own[:n] / np.float32(255), other[:n] / np.float32(255)
    a = ((autoencoder.predict(own, verbose=0) - own) ** 2).mean()
    b = ((autoencoder.predict(other, verbose=0) - other) ** 2).mean()
    return float(b / a)


def smallest_jpeg(images, error):
    sizes = []
    for quality in range(1, 96):
        size, back = jpeg(images, quality)
        if ((images / 255 - back / 255) ** 2).mean() <= error:
            sizes.append(size)
    return float(min(sizes)) if sizes else None
