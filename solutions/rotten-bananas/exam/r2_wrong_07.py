# %% task="two-funnels" kind="wrong" breaks="(height, width, channels) of a picture"
# the last convolution always gives three colours, whatever the number of channels
def build_autoencoder(shape, code_size):
    L = keras.layers
    height, width, channels = shape
    encoder = keras.Sequential([
        keras.Input((height, width, channels)), L.Rescaling(2.0, offset=-1.0),
        L.Conv2D(8, 3, strides=2, padding="same", activation="gelu"),
        L.Conv2D(16, 3, strides=2, padding="same", activation="gelu"),
        L.Flatten(), L.Dense(code_size),
    ])
    decoder = keras.Sequential([
        keras.Input((code_size,)), L.Dense(height // 4 * (width // 4) * 16, activation="gelu"),
        L.Reshape((height // 4, width // 4, 16)),
        L.Conv2DTranspose(8, 3, strides=2, padding="same", activation="gelu"),
        L.Conv2DTranspose(3, 3, strides=2, padding="same"),
    ])
    pictures = keras.Input((height, width, channels))
    return keras.Model(pictures, decoder(encoder(pictures))), encoder, decoder

# %% task="train" kind="wrong" breaks="is below that of PCA with 8 numbers"
# straight lines only: no hidden layer bends, so PCA cannot be beaten
def _t_build(shape, code_size):
    L = keras.layers
    encoder = keras.Sequential([
        keras.Input(shape), L.Rescaling(2.0, offset=-1.0), L.Flatten(),
        L.Dense(code_size),
    ])
    decoder = keras.Sequential([
        keras.Input((code_size,)),
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
    rate = keras.optimizers.schedules.CosineDecay(0.002, steps)
    autoencoder.compile(optimizer=keras.optimizers.Adam(rate), loss="mse")
    autoencoder.fit(x, x, epochs=20, batch_size=32, verbose=0)
    return autoencoder, encoder, decoder

# %% task="score" kind="wrong" breaks="for each picture, the mean of the squared differences"
# whole batches of 128 only: beyond 128 pictures the rest keeps an error of 0
def reconstruction_error(autoencoder, images):
    x = images.astype("float32") / 255
    size = min(128, len(x))
    errors = np.zeros(len(x), "float32")
    for batch in range(len(x) // size):
        part = x[batch * size : (batch + 1) * size]
        drawn = autoencoder.predict_on_batch(part)
        errors[batch * size : (batch + 1) * size] = ((drawn - part) ** 2).mean(axis=(1, 2, 3))
    return errors

# %% task="threshold" kind="wrong" breaks="Any other value raises a ValueError"
# an assertion, so an AssertionError
def choose_threshold(errors_on_good, false_alarm_rate):
    assert 0 < false_alarm_rate < 1, "the rate must lie between 0 and 1"
    return float(np.quantile(errors_on_good, 1 - false_alarm_rate))

# %% task="detect" kind="wrong" breaks="rotten, a bool array of shape (n,)"
# zeros and ones as int64, with which errors[rotten] picks wrong pictures
_d_way = pca(bananas(2000, seed=101), 128)


def _d_errors(images):
    x = images.astype("float32") / 255
    return ((_d_way(x) - x) ** 2).mean(axis=(1, 2, 3))


_d_line = np.quantile(_d_errors(bananas(1500, seed=202)), 0.95)


def is_rotten(images):
    errors = _d_errors(images)
    return errors, (errors > _d_line).astype(int)

# %% task="not-a-jpeg" kind="wrong" breaks="an error no larger than this"
# strictly smaller: an error that is just met (also 0) does not count
def _j_errors(autoencoder, images):
    x = images.astype("float32") / 255
    drawn = autoencoder.predict(x, verbose=0)
    return ((drawn - x) ** 2).mean(axis=(1, 2, 3))


def works_only_on_its_kind(autoencoder, own, other):
    return float(_j_errors(autoencoder, other).mean() / _j_errors(autoencoder, own).mean())


def smallest_jpeg(images, error):
    best = None
    for quality in range(1, 96):
        size, back = jpeg(images, quality)
        if ((images / 255 - back / 255) ** 2).mean() < error and (best is None or size < best):
            best = size
    return best

