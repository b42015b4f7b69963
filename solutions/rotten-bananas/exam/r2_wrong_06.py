# %% task="two-funnels" kind="wrong" breaks="decoder:     codes → pictures of that shape"
# height and width are mixed up: only square pictures come out in their shape
def build_autoencoder(shape, code_size):
    L = keras.layers
    shape = tuple(shape)
    width, height, channels = shape
    size = int(np.prod(shape))
    encoder = keras.Sequential([
        keras.Input(shape), L.Rescaling(2.0, offset=-1.0), L.Flatten(),
        L.Dense(64, activation="gelu"), L.Dense(code_size),
    ])
    decoder = keras.Sequential([
        keras.Input((code_size,)), L.Dense(64, activation="gelu"),
        L.Dense(size, name="picture"), L.Reshape((height, width, channels)),
    ])
    pictures = keras.Input(shape)
    drawn = decoder(encoder(pictures))
    return keras.Model(pictures, drawn), encoder, decoder

# %% task="train" kind="wrong" breaks="They take and give pictures from 0 to 1"
# the division by 255 sits inside the model, which so wants bytes and gives 0 to 1
def _t_build(shape, code_size):
    L = keras.layers
    encoder = keras.Sequential([
        keras.Input(shape), L.Rescaling(2.0 / 255, offset=-1.0), L.Flatten(),
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
    autoencoder, encoder, decoder = _t_build(x.shape[1:], code_size)
    decoder.get_layer("picture").bias.assign(x.mean(axis=0).ravel())
    steps = 20 * -(-len(x) // 32)
    rate = keras.optimizers.schedules.CosineDecay(0.004, steps)
    autoencoder.compile(optimizer=keras.optimizers.Adam(rate), loss="mse")
    autoencoder.fit(images.astype("float32"), x, epochs=20, batch_size=32, verbose=0)
    return autoencoder, encoder, decoder

# %% task="score" kind="wrong" breaks="the mean of the squared differences over all its pixels and channels"
# the sum is divided by 3072, whatever the size of the pictures
def reconstruction_error(autoencoder, images):
    x = images.astype("float32") / 255
    drawn = autoencoder.predict(x, verbose=0)
    return ((drawn - x) ** 2).sum(axis=(1, 2, 3)) / (32 * 32 * 3)

# %% task="threshold" kind="wrong" breaks="Of the errors that were handed in"
# outliers beyond three standard deviations are left out before counting
def choose_threshold(errors_on_good, false_alarm_rate):
    if not 0 < false_alarm_rate < 1:
        raise ValueError("the rate must lie between 0 and 1")
    kept = errors_on_good[errors_on_good <= errors_on_good.mean() + 3 * errors_on_good.std()]
    return float(np.quantile(kept, 1 - false_alarm_rate))

# %% task="detect" kind="wrong" breaks="at least 0.83, and higher than that of PCA with 16 numbers"
# PCA with 12 numbers: below PCA with 16 and below 0.83
_d_way = pca(bananas(2000, seed=101), 12)


def _d_errors(images):
    x = images.astype("float32") / 255
    return ((_d_way(x) - x) ** 2).mean(axis=(1, 2, 3))


_d_line = np.quantile(_d_errors(bananas(1500, seed=202)), 0.95)


def is_rotten(images):
    errors = _d_errors(images)
    return errors, errors > _d_line

# %% task="not-a-jpeg" kind="wrong" breaks="`jpeg`'s qualities 1 to 95"
# every fifth quality only
def _j_errors(autoencoder, images):
    x = images.astype("float32") / 255
    drawn = autoencoder.predict(x, verbose=0)
    return ((drawn - x) ** 2).mean(axis=(1, 2, 3))


def works_only_on_its_kind(autoencoder, own, other):
    return float(_j_errors(autoencoder, other).mean() / _j_errors(autoencoder, own).mean())


def smallest_jpeg(images, error):
    best = None
    for quality in range(5, 96, 5):
        size, back = jpeg(images, quality)
        if ((images / 255 - back / 255) ** 2).mean() <= error and (best is None or size < best):
            best = size
    return best

