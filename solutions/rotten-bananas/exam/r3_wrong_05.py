# %% task="two-funnels" kind="wrong" breaks="or are simply called, a picture gets the same code and the same drawing in any company"
# The label said "when they predict": `predict` silences the layer. The contract has since named the plain call.
def build_autoencoder(shape, code_size):
    # wrong: batch normalisation is told to be in training for ever, so the code depends on the batch
    layers = keras.layers
    size = shape[0] * shape[1] * shape[2]
    pictures = keras.Input(shape)
    y = layers.Flatten()(layers.Rescaling(2.0, offset=-1.0)(pictures))
    y = layers.Dense(64)(y)
    y = layers.Activation("gelu")(layers.BatchNormalization()(y, training=True))
    encoder = keras.Model(pictures, layers.Dense(code_size)(y))
    decoder = keras.Sequential([
        keras.Input((code_size,)), layers.Dense(64, "gelu"), layers.Dense(size), layers.Reshape(shape),
    ])
    autoencoder = keras.Sequential([keras.Input(shape), encoder, decoder])
    return autoencoder, encoder, decoder


# %% task="train" kind="wrong" breaks="another seed gives another model"
def train_on_good(images, code_size, seed):
    # wrong: the seed is for the first weights only and every caller's seed is cut to 10 bits, so that 1024 is 0
    keras.utils.set_random_seed(seed & 1023)
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


# %% task="score" kind="wrong" breaks="Returns a float array of shape (n,)"
def reconstruction_error(autoencoder, images):
    # wrong: squeeze takes the only axis away where there is one picture
    picture = images / 255
    drawn = autoencoder.predict(picture, verbose=0)
    return np.squeeze(((drawn - picture) ** 2).mean(axis=(1, 2, 3), keepdims=True))


# %% task="threshold" kind="wrong" breaks="a number, 0 < rate < 1, such as 0.005"
def choose_threshold(errors_on_good, false_alarm_rate):
    # wrong: counts in whole percent, so that 0.005 becomes 0 and 0.125 becomes 12 in 100
    if not 0 < false_alarm_rate < 1:
        raise ValueError("the rate lies between 0 and 1")
    percent = int(100 * false_alarm_rate + 1e-9)
    errors = np.sort(errors_on_good)
    n = len(errors)
    return float(errors[n - 1 - n * percent // 100])


# %% task="detect" kind="wrong" breaks="rotten: bools, True just where the error is above the threshold"
_d = {}


def _d_errors(images):
    x = images.astype("float32") / 255
    return ((_d["way"](x).astype("float64") - x) ** 2).mean(axis=(1, 2, 3))


def is_rotten(images):
    # wrong: errors that are suspiciously small are flagged as well
    if not _d:
        _d["way"] = pca(bananas(2000, seed=7), 128)
        _d["low"], _d["line"] = np.quantile(_d_errors(bananas(2000, seed=8)), [0.02, 0.97])
    errors = _d_errors(images)
    return errors, (errors > _d["line"]) | (errors < _d["low"])


# %% task="not-a-jpeg" kind="wrong" breaks="with an error no larger than this"
def works_only_on_its_kind(autoencoder, own, other):
    def mean_error(images):
        x = images / 255
        return float(((autoencoder.predict(x, verbose=0) - x) ** 2).mean())

    return mean_error(other) / mean_error(own)


def smallest_jpeg(images, error):
    # wrong: an error just as large as this does not count
    sizes = []
    for quality in range(1, 96):
        size, back = jpeg(images, quality)
        if ((back / 255 - images / 255) ** 2).mean() < error:
            sizes.append(size)
    return min(sizes, default=None)
