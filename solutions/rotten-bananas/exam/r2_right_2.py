# %% task="two-funnels" kind="right"
# functional API all the way: two layer lists walked through on three inputs, so layers are shared and not models
def build_autoencoder(shape, code_size):
    height, width, channels = (int(side) for side in shape)
    down = [
        keras.layers.Normalization(mean=0.5, variance=0.0625, axis=None),
        keras.layers.Flatten(),
        keras.layers.Dense(96, activation="elu"),
        keras.layers.Dense(code_size, name="code"),
    ]
    up = [
        keras.layers.Dense(96, activation="elu"),
        keras.layers.Dense(height * width * channels, name="last"),
        keras.layers.Reshape((height, width, channels)),
    ]

    def walk(x, layers):
        for layer in layers:
            x = layer(x)
        return x

    pictures, codes = keras.Input((height, width, channels)), keras.Input((code_size,))
    encoder = keras.Model(pictures, walk(pictures, down), name="encoder")
    decoder = keras.Model(codes, walk(codes, up), name="decoder")
    autoencoder = keras.Model(pictures, walk(encoder.output, up), name="autoencoder")
    return autoencoder, encoder, decoder

# %% task="train" kind="right"
# its own loop over train_on_batch, a shuffle of its own, the rate lowered by hand
def train_on_good(images, code_size, seed):
    keras.utils.set_random_seed(seed)
    rng = np.random.default_rng(abs(seed))
    x = np.divide(images, 255, dtype="float32")
    autoencoder, encoder, decoder = build_autoencoder(images.shape[1:], code_size)
    decoder.get_layer("last").bias.assign(x.mean(axis=0).reshape(-1))
    autoencoder.compile(optimizer=keras.optimizers.Adam(0.003), loss="mean_squared_error")
    for epoch in range(24):
        autoencoder.optimizer.learning_rate = 0.003 * 0.5 * (1 + np.cos(np.pi * epoch / 24))
        order = rng.permutation(len(x))
        for start in range(0, len(x), 25):
            batch = x[order[start : start + 25]]
            autoencoder.train_on_batch(batch, batch)
    return autoencoder, encoder, decoder

# %% task="score" kind="right"
# keras.ops, in slices of 100, training=False
def reconstruction_error(autoencoder, images):
    parts = []
    for start in range(0, len(images), 100):
        x = keras.ops.cast(keras.ops.convert_to_tensor(images[start : start + 100]), "float32") / 255.0
        squares = keras.ops.square(autoencoder(x, training=False) - x)
        parts.append(keras.ops.convert_to_numpy(keras.ops.mean(squares, axis=(1, 2, 3))))
    return np.concatenate(parts)

# %% task="threshold" kind="right"
# sorting and counting down; the line is one of the errors (or lies below all of them)
def choose_threshold(errors_on_good, false_alarm_rate):
    if not (0 < false_alarm_rate < 1):
        raise ValueError("0 < rate < 1, please")
    falling = sorted((float(error) for error in errors_on_good), reverse=True)
    above = min(int(false_alarm_rate * len(falling)), len(falling) - 1)
    return falling[above]

# %% task="detect" kind="right"
# no network at all: PCA with 128 numbers is an honest detector
pca_way = pca(bananas(2000, seed=31), 128)


def pca_detector_errors(images):
    x = images / np.float32(255)
    return ((pca_way(x) - x) ** 2).mean(axis=(1, 2, 3))


pca_line = float(np.quantile(pca_detector_errors(bananas(2000, seed=32)), 0.95))


def is_rotten(images):
    errors = pca_detector_errors(images)
    return errors, np.greater(errors, pca_line)

# %% task="not-a-jpeg" kind="right"
# plain loops and sums, in float64
def works_only_on_its_kind(autoencoder, own, other):
    means = []
    for pictures in (other, own):
        total = 0.0
        for error in reconstruction_error(autoencoder, pictures):
            total += float(error)
        means.append(total / len(pictures))
    return means[0] / means[1]


def smallest_jpeg(images, error):
    best = None
    for quality in range(95, 0, -1):
        size, back = jpeg(images, quality)
        difference = (images.astype("float64") - back.astype("float64")) / 255
        if np.mean(difference * difference) <= error:
            best = size if best is None else min(best, size)
    return best
