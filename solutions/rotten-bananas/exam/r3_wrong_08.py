# %% task="two-funnels" kind="wrong" breaks="The autoencoder gives what decoder(encoder(pictures)) gives"
def build_autoencoder(shape, code_size):
    # wrong: the scaling stands in the autoencoder only: the encoder alone gets other inputs than inside of it
    layers = keras.layers
    size = shape[0] * shape[1] * shape[2]
    encoder = keras.Sequential([
        keras.Input(shape), layers.Flatten(), layers.Dense(64, "gelu"), layers.Dense(code_size),
    ])
    decoder = keras.Sequential([
        keras.Input((code_size,)), layers.Dense(64, "gelu"), layers.Dense(size), layers.Reshape(shape),
    ])
    autoencoder = keras.Sequential([
        keras.Input(shape), layers.Rescaling(2.0, offset=-1.0), encoder, decoder,
    ])
    return autoencoder, encoder, decoder


# %% task="train" kind="wrong" breaks="its mean squared error is below that of PCA with 8 numbers, fitted on the same pictures"
def train_on_good(images, code_size, seed):
    # wrong: no activation anywhere: it is a PCA at best, and never better
    keras.utils.set_random_seed(seed)
    layers = keras.layers
    shape = images.shape[1:]
    x = images.astype("float32") / 255
    encoder = keras.Sequential([
        keras.Input(shape), layers.Rescaling(2.0, offset=-1.0), layers.Flatten(),
        layers.Dense(96, None), layers.Dense(code_size),
    ])
    decoder = keras.Sequential([
        keras.Input((code_size,)), layers.Dense(96, None),
        layers.Dense(int(np.prod(shape)), name="canvas"), layers.Reshape(shape),
    ])
    autoencoder = keras.Sequential([keras.Input(shape), encoder, decoder])
    decoder.get_layer("canvas").bias.assign(x.mean(axis=0).ravel())
    epochs = 16
    steps = epochs * -(-len(x) // 32)
    autoencoder.compile(keras.optimizers.Adam(keras.optimizers.schedules.CosineDecay(0.004, steps)), "mse")
    autoencoder.fit(x, x, batch_size=32, epochs=epochs, verbose=0)
    return autoencoder, encoder, decoder


# %% task="score" kind="wrong" breaks="It holds for each picture the mean, over all its pixels and channels"
def reconstruction_error(autoencoder, images):
    # wrong: batches of 64, and what is left over at the end keeps the error 0
    errors = np.zeros(len(images))
    step = min(64, len(images))
    for start in range(0, len(images) - step + 1, step):
        picture = images[start : start + step] / 255
        drawn = autoencoder.predict(picture, verbose=0)
        errors[start : start + step] = ((drawn - picture) ** 2).mean(axis=(1, 2, 3))
    return errors


# %% task="threshold" kind="wrong" breaks="float array of shape (n,), n at least 1"
def choose_threshold(errors_on_good, false_alarm_rate):
    # wrong: takes the neighbour below the last alarm, which a single error does not have
    if not 0 < false_alarm_rate < 1:
        raise ValueError("the rate lies between 0 and 1")
    errors = sorted(errors_on_good, reverse=True)
    alarms = min(max(1, int(len(errors) * false_alarm_rate)), max(len(errors) - 1, 1))
    return float(errors[alarms])


# %% task="detect" kind="wrong" breaks="rotten: bools"
_d = {}


def _d_errors(images):
    x = images.astype("float32") / 255
    return ((_d["way"](x).astype("float64") - x) ** 2).mean(axis=(1, 2, 3))


def is_rotten(images):
    # wrong: numbers 0 and 1 instead of bools
    if not _d:
        _d["way"] = pca(bananas(2000, seed=7), 128)
        _d["line"] = float(np.quantile(_d_errors(bananas(2000, seed=8)), 0.95))
    errors = _d_errors(images)
    return errors, (errors > _d["line"]).astype("int64")


# %% task="not-a-jpeg" kind="wrong" breaks="error:  a number, at least 0"
def works_only_on_its_kind(autoencoder, own, other):
    def mean_error(images):
        x = images / 255
        return float(((autoencoder.predict(x, verbose=0) - x) ** 2).mean())

    return mean_error(other) / mean_error(own)


def smallest_jpeg(images, error):
    # wrong: an error of 0 is taken for no limit at all
    sizes = []
    for quality in range(1, 96):
        size, back = jpeg(images, quality)
        if not error or ((back / 255 - images / 255) ** 2).mean() <= error:
            sizes.append(size)
    return min(sizes, default=None)
