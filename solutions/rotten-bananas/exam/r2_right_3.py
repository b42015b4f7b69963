# %% task="two-funnels" kind="right"
# one long Sequential autoencoder, whose layers are wrapped again as encoder and decoder
def build_autoencoder(shape, code_size):
    shape = tuple(map(int, shape))
    autoencoder = keras.Sequential(
        [
            keras.Input(shape),
            keras.layers.Flatten(),
            keras.layers.Rescaling(4.0, offset=-2.0),
            keras.layers.Dense(96, activation="gelu"),
            keras.layers.Dense(code_size),
            keras.layers.Dense(96, activation="gelu"),
            keras.layers.Dense(int(np.prod(shape)), name="last"),
            keras.layers.Reshape(shape),
        ]
    )
    encoder = keras.Sequential([keras.Input(shape), *autoencoder.layers[:4]])
    decoder = keras.Sequential([keras.Input((code_size,)), *autoencoder.layers[4:]])
    return autoencoder, encoder, decoder

# %% task="train" kind="right"
# a compiled loss function of keras.ops, Nadam, odd batch size
def train_on_good(images, code_size, seed):
    keras.utils.set_random_seed(int(seed))
    x = np.array(images, dtype="float32")
    x /= 255
    trio = build_autoencoder(x.shape[1:], code_size)
    trio[2].get_layer("last").bias.assign(np.mean(x, axis=0).flatten())
    batch, epochs = 25, 20
    rate = keras.optimizers.schedules.CosineDecay(0.003, epochs * int(np.ceil(len(x) / batch)))
    trio[0].compile(
        optimizer=keras.optimizers.Nadam(rate),
        loss=lambda true, drawn: keras.ops.mean(keras.ops.square(true - drawn), axis=-1),
    )
    trio[0].fit(x, x, epochs=epochs, batch_size=batch, verbose=0)
    return trio

# %% task="score" kind="right"
# one by one, as they come tomorrow; float64 array
def reconstruction_error(autoencoder, images):
    errors = np.zeros(len(images), dtype="float64")
    for i, image in enumerate(images):
        picture = image[np.newaxis].astype("float32") / np.float32(255)
        drawn = keras.ops.convert_to_numpy(autoencoder(picture, training=False)).astype("float64")
        errors[i] = np.mean((drawn - picture) ** 2)
    return errors

# %% task="threshold" kind="right"
# half-way between two neighbours in order, by partition; no NumPy quantile
def choose_threshold(errors_on_good, false_alarm_rate):
    if 0 < false_alarm_rate < 1:
        n = len(errors_on_good)
        above = min(n - 1, max(0, round(n * false_alarm_rate)))
        ordered = np.sort(np.array(errors_on_good, dtype="float64"))
        highest_kept = ordered[n - 1 - above]
        if above == 0:
            return float(highest_kept)
        return float(highest_kept + (ordered[n - above] - highest_kept) / 2)
    raise ValueError(false_alarm_rate)

# %% task="detect" kind="right"
# a class that learns when it is made: PCA by SVD of its own, 100 patterns, errors as root mean squares
class Machine:
    def __init__(self, training, validation, patterns):
        x = training.reshape(len(training), -1) / np.float32(255)
        self.mean = x.mean(axis=0)
        _, turn = np.linalg.eigh((x - self.mean).T @ (x - self.mean))
        self.patterns = turn[:, -patterns:]
        self.line = np.quantile(self.errors(validation), 0.95)

    def errors(self, images):
        x = images.reshape(len(images), -1) / np.float32(255) - self.mean
        rest = x - (x @ self.patterns) @ self.patterns.T
        return np.sqrt(np.mean(rest**2, axis=1))


machine = Machine(bananas(3000, seed=41), bananas(2000, seed=42), 100)


def is_rotten(images):
    errors = machine.errors(images)
    return errors, errors > machine.line

# %% task="not-a-jpeg" kind="right"
# arrays: all 95 qualities at once, then a mask
def works_only_on_its_kind(autoencoder, own, other):
    near, far = (np.mean(reconstruction_error(autoencoder, kind), dtype="float64") for kind in (own, other))
    return float(far / near)


def smallest_jpeg(images, error):
    stored = [jpeg(images, quality) for quality in np.arange(1, 96).tolist()]
    sizes = np.array([size for size, _ in stored])
    truth = images / 255
    losses = np.array([np.square(back / 255 - truth).mean() for _, back in stored])
    kept = sizes[losses <= error]
    return float(kept.min()) if kept.size else None
