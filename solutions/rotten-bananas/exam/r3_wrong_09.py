# %% task="two-funnels" kind="wrong" breaks="when the autoencoder is trained with `fit`, encoder and decoder learn with it"
def build_autoencoder(shape, code_size):
    # wrong: the code is rounded to steps of 1/16 to make it short: no gradient passes, so the encoder never learns
    layers = keras.layers
    size = shape[0] * shape[1] * shape[2]
    pictures = keras.Input(shape)
    y = layers.Flatten()(layers.Rescaling(2.0, offset=-1.0)(pictures))
    y = layers.Dense(code_size)(layers.Dense(64, "gelu")(y))
    encoder = keras.Model(pictures, keras.ops.round(y * 16) / 16)
    decoder = keras.Sequential([
        keras.Input((code_size,)), layers.Dense(64, "gelu"), layers.Dense(size), layers.Reshape(shape),
    ])
    autoencoder = keras.Sequential([keras.Input(shape), encoder, decoder])
    return autoencoder, encoder, decoder


# %% task="train" kind="wrong" breaks="or of another height and width (multiples of 4)"
def train_on_good(images, code_size, seed):
    # wrong: built for pictures of 32 times 32 alone
    keras.utils.set_random_seed(seed)
    layers = keras.layers
    shape = (32, 32, 3)
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


# %% task="score" kind="wrong" breaks="the mean, over all its pixels and channels, of (drawn - picture) ** 2"
def reconstruction_error(autoencoder, images):
    # wrong: the picture is made flat in the order in which it lies in memory, the drawing in rows
    x = np.stack([np.asarray(image).ravel(order="K") for image in images]).astype("float32") / 255
    drawn = autoencoder.predict(images.astype("float32") / 255, verbose=0)
    return ((drawn.reshape(len(images), -1) - x) ** 2).mean(axis=1)


# %% task="threshold" kind="wrong" breaks="n times the rate are above it, to within one"
def choose_threshold(errors_on_good, false_alarm_rate):
    # wrong: outliers (three quartile ranges out, such as stickers) are removed before the errors are counted
    if not 0 < false_alarm_rate < 1:
        raise ValueError("the rate lies between 0 and 1")
    errors = np.sort(errors_on_good)
    low, high = np.quantile(errors, [0.25, 0.75])
    errors = errors[errors <= high + 3 * (high - low)]
    n = len(errors)
    return float(errors[n - 1 - min(int(n * false_alarm_rate), n - 1)])


# %% task="detect" kind="wrong" breaks="The machine learns from good bananas only"
def _d_learn():
    good, bad = bananas(2000, seed=7), bananas(2000, seed=17, rot=np.arange(2000) % 4 + 1)
    model = keras.Sequential([
        keras.Input((32, 32, 3)), keras.layers.Rescaling(2 / 255, offset=-1.0),
        keras.layers.Conv2D(12, 3, strides=2, activation="relu"), keras.layers.Conv2D(24, 3, strides=2, activation="relu"),
        keras.layers.Flatten(), keras.layers.Dense(1),
    ])
    model.compile("adam", keras.losses.BinaryCrossentropy(from_logits=True))
    x, y = np.concatenate([good, bad]).astype("float32"), np.repeat([0.0, 1.0], 2000)
    model.fit(x, y, epochs=8, batch_size=64, verbose=0)
    return model


_d = {}


def is_rotten(images):
    # wrong: a classifier that has seen rot in training
    if not _d:
        _d["model"] = _d_learn()
        _d["line"] = float(np.quantile(_d["model"].predict(bananas(2000, seed=8).astype("float32"), verbose=0)[:, 0], 0.95))
    errors = _d["model"].predict(images.astype("float32"), verbose=0)[:, 0].astype("float64")
    return errors, errors > _d["line"]


# %% task="not-a-jpeg" kind="wrong" breaks="The error of a picture is that of `reconstruction_error`"
def works_only_on_its_kind(autoencoder, own, other):
    # wrong: drawings are clipped to 0 to 1 before they are compared
    def mean_error(images):
        x = images / 255
        return float(((np.clip(autoencoder.predict(x, verbose=0), 0, 1) - x) ** 2).mean())

    return mean_error(other) / mean_error(own)


def smallest_jpeg(images, error):
    sizes = []
    for quality in range(1, 96):
        size, back = jpeg(images, quality)
        if ((back / 255 - images / 255) ** 2).mean() <= error:
            sizes.append(size)
    return min(sizes, default=None)
