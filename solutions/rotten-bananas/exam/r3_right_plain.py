# %% task="two-funnels" kind="right"
def build_autoencoder(shape, code_size):
    # style: three Sequential models, dense, as the text advises
    layers = keras.layers
    encoder = keras.Sequential([
        keras.Input(shape),
        layers.Rescaling(2.0, offset=-1.0),
        layers.Flatten(),
        layers.Dense(64, "gelu"),
        layers.Dense(code_size),
    ])
    decoder = keras.Sequential([
        keras.Input((code_size,)),
        layers.Dense(64, "gelu"),
        layers.Dense(shape[0] * shape[1] * shape[2], name="canvas"),
        layers.Reshape(shape),
    ])
    return keras.Sequential([keras.Input(shape), encoder, decoder]), encoder, decoder


# %% task="train" kind="right"
def train_on_good(images, code_size, seed):
    # style: the advice of the text, wider hidden layers, cosine decay, mean picture in the bias
    keras.utils.set_random_seed(seed)
    layers = keras.layers
    shape = images.shape[1:]
    x = images.astype("float32") / 255
    encoder = keras.Sequential([
        keras.Input(shape), layers.Rescaling(2.0, offset=-1.0), layers.Flatten(),
        layers.Dense(96, "gelu"), layers.Dense(code_size),
    ])
    decoder = keras.Sequential([
        keras.Input((code_size,)), layers.Dense(96, "gelu"),
        layers.Dense(int(np.prod(shape)), name="canvas"), layers.Reshape(shape),
    ])
    autoencoder = keras.Sequential([keras.Input(shape), encoder, decoder])
    decoder.get_layer("canvas").bias.assign(x.mean(axis=0).ravel())
    epochs = 16
    steps = epochs * -(-len(x) // 32)
    autoencoder.compile(keras.optimizers.Adam(keras.optimizers.schedules.CosineDecay(0.004, steps)), "mse")
    autoencoder.fit(x, x, batch_size=32, epochs=epochs, verbose=0)
    return autoencoder, encoder, decoder


# %% task="score" kind="right"
def reconstruction_error(autoencoder, images):
    # style: predict, then NumPy in double precision
    picture = images / 255
    drawn = autoencoder.predict(picture, verbose=0)
    return ((drawn - picture) ** 2).mean(axis=(1, 2, 3))


# %% task="threshold" kind="right"
def choose_threshold(errors_on_good, false_alarm_rate):
    # style: one quantile of NumPy that is always an observed value
    if not 0 < false_alarm_rate < 1:
        raise ValueError("the rate lies between 0 and 1")
    return float(np.quantile(errors_on_good, 1 - false_alarm_rate, method="inverted_cdf"))


# %% task="detect" kind="right"
_sorter = {}


def is_rotten(images):
    # style: learns at the first call, by the answers of the other tasks
    if not _sorter:
        _sorter["model"], *_ = train_on_good(bananas(2000, seed=1001), 16, seed=0)
        fresh = bananas(1500, seed=1002)
        _sorter["line"] = choose_threshold(reconstruction_error(_sorter["model"], fresh), 0.05)
    errors = reconstruction_error(_sorter["model"], images)
    return errors, errors > _sorter["line"]


# %% task="not-a-jpeg" kind="right"
def works_only_on_its_kind(autoencoder, own, other):
    # style: shortest
    return float(reconstruction_error(autoencoder, other).mean() / reconstruction_error(autoencoder, own).mean())


def smallest_jpeg(images, error):
    tries = [jpeg(images, quality) for quality in range(1, 96)]
    return min((size for size, back in tries if ((back / 255 - images / 255) ** 2).mean() <= error), default=None)
