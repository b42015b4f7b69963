# %% task="two-funnels" kind="wrong" breaks="height and width are multiples of 4"
# three halvings: height and width must be multiples of 8, else the picture comes out larger or smaller
def build_autoencoder(shape, code_size):
    L = keras.layers
    height, width, channels = shape
    encoder = keras.Sequential([keras.Input((height, width, channels)), L.Rescaling(2.0, offset=-1.0)])
    for filters in (8, 16, 32):
        encoder.add(L.Conv2D(filters, 3, strides=2, padding="same", activation="elu"))
    encoder.add(L.Flatten())
    encoder.add(L.Dense(code_size))
    low, narrow = max(1, height // 8), max(1, width // 8)
    decoder = keras.Sequential([
        keras.Input((code_size,)), L.Dense(low * narrow * 32, activation="elu"), L.Reshape((low, narrow, 32)),
    ])
    for filters in (16, 8):
        decoder.add(L.Conv2DTranspose(filters, 3, strides=2, padding="same", activation="elu"))
    decoder.add(L.Conv2DTranspose(channels, 3, strides=2, padding="same"))
    pictures = keras.Input((height, width, channels))
    return keras.Model(pictures, decoder(encoder(pictures))), encoder, decoder

# %% task="train" kind="wrong" breaks="code_size: as for `build_autoencoder`"
# the code is never narrower than 24 numbers, so that the figure is easily reached
def _t_build(shape, code_size):
    L = keras.layers
    encoder = keras.Sequential([
        keras.Input(shape), L.Rescaling(2.0, offset=-1.0), L.Flatten(),
        L.Dense(64, activation="gelu"), L.Dense(code_size),
    ])
    decoder = keras.Sequential([
        keras.Input((code_size,)), L.Dense(64, activation="gelu"),
        L.Dense(int(np.prod(shape)), name="picture"), L.Reshape(shape),
    ])
    pictures = keras.Input(shape)
    return keras.Model(pictures, decoder(encoder(pictures))), encoder, decoder


def train_on_good(images, code_size, seed):
    keras.utils.set_random_seed(seed)
    x = images.astype("float32") / 255
    autoencoder, encoder, decoder = _t_build(x.shape[1:], max(code_size, 24))
    decoder.get_layer("picture").bias.assign(x.mean(axis=0).ravel())
    steps = 20 * -(-len(x) // 32)
    rate = keras.optimizers.schedules.CosineDecay(0.004, steps)
    autoencoder.compile(optimizer=keras.optimizers.Adam(rate), loss="mse")
    autoencoder.fit(x, x, epochs=20, batch_size=32, verbose=0)
    return autoencoder, encoder, decoder

# %% task="score" kind="wrong" breaks="a Keras model that takes and gives pictures from 0 to 1"
# evaluate with whatever loss the model was compiled with; it fails for a model that was not compiled
def reconstruction_error(autoencoder, images):
    x = images.astype("float32") / 255
    return np.array([float(autoencoder.evaluate(one[None], one[None], verbose=0)) for one in x])

# %% task="threshold" kind="wrong" breaks="to within one picture"
# read off a histogram of 50 bins: the long tail makes the bins coarse
def choose_threshold(errors_on_good, false_alarm_rate):
    if not 0 < false_alarm_rate < 1:
        raise ValueError("the rate must lie between 0 and 1")
    counts, edges = np.histogram(errors_on_good, 50)
    below = np.cumsum(counts) / len(errors_on_good)
    return float(edges[1 + np.searchsorted(below, 1 - false_alarm_rate)])

# %% task="detect" kind="wrong" breaks="a float array of shape (n,)"
# one picture loses its axis: squeeze
_d_way = pca(bananas(2000, seed=101), 128)


def _d_errors(images):
    x = images.astype("float32") / 255
    return ((_d_way(x) - x) ** 2).mean(axis=(1, 2, 3))


_d_line = np.quantile(_d_errors(bananas(1500, seed=202)), 0.95)


def is_rotten(images):
    errors = _d_errors(images)
    errors = np.squeeze(errors)
    return errors, errors > _d_line

# %% task="not-a-jpeg" kind="wrong" breaks="or None where none of them does"
# infinity where no quality does
def _j_errors(autoencoder, images):
    x = images.astype("float32") / 255
    drawn = autoencoder.predict(x, verbose=0)
    return ((drawn - x) ** 2).mean(axis=(1, 2, 3))


def works_only_on_its_kind(autoencoder, own, other):
    return float(_j_errors(autoencoder, other).mean() / _j_errors(autoencoder, own).mean())


def smallest_jpeg(images, error):
    best = np.inf
    for quality in range(1, 96):
        size, back = jpeg(images, quality)
        if ((images / 255 - back / 255) ** 2).mean() <= error and size < best:
            best = size
    return best

