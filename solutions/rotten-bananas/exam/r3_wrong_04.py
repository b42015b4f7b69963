# %% task="two-funnels" kind="wrong" breaks="Each number of the code changes what is drawn"
def build_autoencoder(shape, code_size):
    # wrong: the code is normalised to mean 0 and spread 1 before it is drawn: a code of one number always becomes the same
    layers = keras.layers
    size = shape[0] * shape[1] * shape[2]
    encoder = keras.Sequential([
        keras.Input(shape), layers.Rescaling(2.0, offset=-1.0), layers.Flatten(),
        layers.Dense(64, "gelu"), layers.Dense(code_size),
    ])
    decoder = keras.Sequential([
        keras.Input((code_size,)), layers.LayerNormalization(), layers.Dense(64, "gelu"),
        layers.Dense(size), layers.Reshape(shape),
    ])
    autoencoder = keras.Sequential([keras.Input(shape), encoder, decoder])
    return autoencoder, encoder, decoder


# %% task="train" kind="wrong" breaks="They are not changed"
def train_on_good(images, code_size, seed):
    # wrong: shuffles the pictures of the caller in place
    keras.utils.set_random_seed(seed)
    layers = keras.layers
    shape = images.shape[1:]
    np.random.default_rng(seed).shuffle(images)
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


# %% task="score" kind="wrong" breaks="and on the model's weights at the time of the call"
import weakref

_seen_errors = weakref.WeakKeyDictionary()


def reconstruction_error(autoencoder, images):
    # wrong: remembers the error of each picture for each model, also when the model has learned in between
    known = _seen_errors.setdefault(autoencoder, {})
    keys = [(image.shape, image.tobytes()) for image in images]
    new = [k for k, key in enumerate(keys) if key not in known]
    if new:
        picture = images[new] / 255
        drawn = autoencoder.predict(picture, verbose=0)
        for k, error in zip(new, ((drawn - picture) ** 2).mean(axis=(1, 2, 3))):
            known[keys[k]] = float(error)
    return np.array([known[key] for key in keys])


# %% task="threshold" kind="wrong" breaks="a number, 0 < rate < 1"
def choose_threshold(errors_on_good, false_alarm_rate):
    # wrong: 0 and 1 themselves are let in
    if not 0 <= false_alarm_rate <= 1:
        raise ValueError("the rate lies between 0 and 1")
    errors = np.sort(errors_on_good)
    n = len(errors)
    return float(errors[n - 1 - min(int(n * false_alarm_rate), n - 1)])


# %% task="detect" kind="wrong" breaks="good bananas that the machine was not trained on (2 to 10 in 100 will do)"
_d = {}


def _d_errors(images):
    x = images.astype("float32") / 255
    return ((_d["way"](x).astype("float64") - x) ** 2).mean(axis=(1, 2, 3))


def is_rotten(images):
    # wrong: the line is chosen on the few pictures that it was trained on, which look much better than new ones
    if not _d:
        good = bananas(700, seed=7)
        _d["way"] = pca(good, 128)
        _d["line"] = float(np.quantile(_d_errors(good), 0.95))
    errors = _d_errors(images)
    return errors, errors > _d["line"]


# %% task="not-a-jpeg" kind="wrong" breaks="the mean squared difference that is allowed"
def works_only_on_its_kind(autoencoder, own, other):
    def mean_error(images):
        x = images / 255
        return float(((autoencoder.predict(x, verbose=0) - x) ** 2).mean())

    return mean_error(other) / mean_error(own)


def smallest_jpeg(images, error):
    # wrong: bytes are subtracted as bytes: 3 - 5 is 254
    sizes = []
    for quality in range(1, 96):
        size, back = jpeg(images, quality)
        if (((back - images) / 255) ** 2).mean() <= error:
            sizes.append(size)
    return min(sizes, default=None)
