# %% task="two-funnels" kind="right"
# Style: three Sequential models, the shortest way.
def build_autoencoder(shape, code_size):
    size = int(np.prod(shape))
    encoder = keras.Sequential(
        [
            keras.Input(shape),
            keras.layers.Flatten(),
            keras.layers.Rescaling(2.0, offset=-1.0),
            keras.layers.Dense(64, activation="gelu"),
            keras.layers.Dense(code_size),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((code_size,)),
            keras.layers.Dense(64, activation="gelu"),
            keras.layers.Dense(size, name="pixels"),
            keras.layers.Reshape(shape),
        ]
    )
    return keras.Sequential([keras.Input(shape), encoder, decoder]), encoder, decoder


# %% task="train" kind="right"
# Style: the advice of the notebook, line by line, and a fresh optimizer for whoever trains further.
def train_on_good(images, code_size, seed):
    keras.utils.set_random_seed(seed)
    x = images.astype("float32") / 255
    autoencoder, encoder, decoder = build_autoencoder(x.shape[1:], code_size)
    decoder.get_layer("pixels").bias.assign(x.mean(axis=0).ravel())
    steps = 20 * -(-len(x) // 32)
    rate = keras.optimizers.schedules.CosineDecay(0.004, steps)
    autoencoder.compile(keras.optimizers.Adam(rate), loss="mse")
    autoencoder.fit(x, x, epochs=20, batch_size=32, verbose=0)
    autoencoder.compile("adam", loss="mse")
    return autoencoder, encoder, decoder


# %% task="score" kind="right"
# Style: predict, and one line of NumPy.
def reconstruction_error(autoencoder, images):
    x = images.astype("float32") / 255
    return ((autoencoder.predict(x, verbose=0) - x) ** 2).mean(axis=(1, 2, 3))


# %% task="threshold" kind="right"
# Style: sort a copy, and count from the top.
def choose_threshold(errors_on_good, false_alarm_rate):
    if not 0 < false_alarm_rate < 1:
        raise ValueError("the rate lies between 0 and 1")
    n = len(errors_on_good)
    above = min(int(n * false_alarm_rate), n - 1)
    return float(np.sort(errors_on_good)[n - 1 - above])


# %% task="detect" kind="right"
# Style: a class that learns at its first call and never again.
class SortingMachine:
    def __init__(self):
        self.model = None
        self.line = None

    def learn(self):
        self.model, _, _ = train_on_good(bananas(2000, seed=301), 16, seed=5)
        self.line = choose_threshold(self.errors(bananas(1000, seed=302)), 0.05)

    def errors(self, images):
        return reconstruction_error(self.model, images)

    def look(self, images):
        if self.line is None:
            self.learn()
        errors = self.errors(images)
        return errors, errors > self.line


_sorting_machine = SortingMachine()


def is_rotten(images):
    return _sorting_machine.look(images)


# %% task="not-a-jpeg" kind="right"
# Style: plain loops.
def works_only_on_its_kind(autoencoder, own, other):
    at_home = reconstruction_error(autoencoder, own)
    abroad = reconstruction_error(autoencoder, other)
    return float(np.mean(abroad) / np.mean(at_home))


def smallest_jpeg(images, error):
    best = None
    for quality in range(1, 96):
        size, back = jpeg(images, quality)
        difference = back / 255 - images / 255
        if (difference**2).mean() <= error and (best is None or size < best):
            best = size
    return best
