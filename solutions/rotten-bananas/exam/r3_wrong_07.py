# %% task="two-funnels" kind="wrong" breaks="Height and width are multiples of 4 and may differ"
def build_autoencoder(shape, code_size):
    # wrong: three strides of 2: fits multiples of 8, and draws 16 rows for 12
    layers = keras.layers
    size = shape[0] * shape[1] * shape[2]
    encoder = keras.Sequential([
        keras.Input(shape), layers.Rescaling(2.0, offset=-1.0),
        layers.Conv2D(8, 3, strides=2, padding="same", activation="elu"),
        layers.Conv2D(16, 3, strides=2, padding="same", activation="elu"),
        layers.Conv2D(32, 3, strides=2, padding="same", activation="elu"),
        layers.Flatten(), layers.Dense(code_size),
    ])
    rows, columns = -(-shape[0] // 8), -(-shape[1] // 8)
    decoder = keras.Sequential([
        keras.Input((code_size,)), layers.Dense(rows * columns * 32, "elu"), layers.Reshape((rows, columns, 32)),
        layers.Conv2DTranspose(16, 3, strides=2, padding="same", activation="elu"),
        layers.Conv2DTranspose(8, 3, strides=2, padding="same", activation="elu"),
        layers.Conv2DTranspose(shape[2], 3, strides=2, padding="same"),
    ])
    autoencoder = keras.Sequential([keras.Input(shape), encoder, decoder])
    return autoencoder, encoder, decoder


# %% task="train" kind="wrong" breaks="They take and give pictures from 0 to 1"
def train_on_good(images, code_size, seed):
    # wrong: the model has the division inside and takes bytes; it gives 0 to 1
    keras.utils.set_random_seed(seed)
    layers = keras.layers
    shape = images.shape[1:]
    x = images.astype("float32") / 255
    encoder = keras.Sequential([
        keras.Input(shape), layers.Rescaling(2 / 255, offset=-1.0), layers.Flatten(),
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
    autoencoder.fit(images.astype("float32"), x, batch_size=32, epochs=epochs, verbose=0)
    return autoencoder, encoder, decoder


# %% task="score" kind="wrong" breaks="autoencoder: any Keras model that takes and gives pictures from 0 to 1, compiled or not"
def reconstruction_error(autoencoder, images):
    # wrong: asks the model for its own loss, which it has only when it is compiled (and with mse)
    picture = images.astype("float32") / 255
    losses = [autoencoder.evaluate(one[None], one[None], verbose=0, return_dict=True)["loss"] for one in picture]
    return np.array(losses, dtype="float64")


# %% task="threshold" kind="wrong" breaks="Of the errors that were handed in with this call"
_all_errors = []


def choose_threshold(errors_on_good, false_alarm_rate):
    # wrong: the errors of earlier calls are kept and counted, too
    if not 0 < false_alarm_rate < 1:
        raise ValueError("the rate lies between 0 and 1")
    _all_errors.extend(float(error) for error in errors_on_good)
    errors = sorted(_all_errors)
    n = len(errors)
    return errors[n - 1 - min(int(n * false_alarm_rate), n - 1)]


# %% task="detect" kind="wrong" breaks="They are not changed"
_d = {}


def _d_errors(images):
    x = images.astype("float32") / 255
    return ((_d["way"](x).astype("float64") - x) ** 2).mean(axis=(1, 2, 3))


def is_rotten(images):
    # wrong: cuts glints, the brightest bytes, down to 250 in the caller's own array
    if not _d:
        _d["way"] = pca(bananas(2000, seed=7), 128)
        _d["line"] = float(np.quantile(_d_errors(bananas(2000, seed=8)), 0.95))
    np.minimum(images, 250, out=images)
    errors = _d_errors(images)
    return errors, errors > _d["line"]


# %% task="not-a-jpeg" kind="wrong" breaks="The mean is taken over all pictures, pixels and channels together"
def works_only_on_its_kind(autoencoder, own, other):
    def mean_error(images):
        x = images / 255
        return float(((autoencoder.predict(x, verbose=0) - x) ** 2).mean())

    return mean_error(other) / mean_error(own)


def smallest_jpeg(images, error):
    # wrong: each single picture must keep to the error
    sizes = []
    for quality in range(1, 96):
        size, back = jpeg(images, quality)
        if ((back / 255 - images / 255) ** 2).mean(axis=(1, 2, 3)).max() <= error:
            sizes.append(size)
    return min(sizes, default=None)
