# %% task="two-funnels" kind="wrong" breaks="Each call gives new models"
from functools import lru_cache


@lru_cache(maxsize=None)
def build_autoencoder(shape, code_size):
    # wrong: the second call with the same arguments gives the models of the first, trained as they may be
    layers = keras.layers
    size = shape[0] * shape[1] * shape[2]
    encoder = keras.Sequential([
        keras.Input(shape), layers.Rescaling(2.0, offset=-1.0), layers.Flatten(),
        layers.Dense(64, "gelu"), layers.Dense(code_size),
    ])
    decoder = keras.Sequential([
        keras.Input((code_size,)), layers.Dense(64, "gelu"), layers.Dense(size), layers.Reshape(shape),
    ])
    autoencoder = keras.Sequential([keras.Input(shape), encoder, decoder])
    return autoencoder, encoder, decoder


# %% task="train" kind="wrong" breaks="neither from pictures of your own, nor from earlier calls"
_kept = {}


def train_on_good(images, code_size, seed):
    # wrong: remembers models by shape, size and seed, and not by the pictures: other pictures get the old model
    key = (images.shape, code_size, seed)
    if key in _kept:
        return _kept[key]
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
    _kept[key] = autoencoder, encoder, decoder
    return _kept[key]


# %% task="score" kind="wrong" breaks="Here `picture` is the bytes divided by 255"
def reconstruction_error(autoencoder, images):
    # wrong: pictures in which no byte is above 1 are taken to be scaled already
    picture = images.astype("float32")
    if picture.max() > 1:
        picture = picture / 255
    drawn = autoencoder.predict(picture, verbose=0)
    return ((drawn - picture) ** 2).mean(axis=(1, 2, 3))


# %% task="threshold" kind="wrong" breaks="Any other number raises a ValueError, and so does NaN"
def choose_threshold(errors_on_good, false_alarm_rate):
    # wrong: NaN is neither <= 0 nor >= 1, and slips through
    if false_alarm_rate <= 0 or false_alarm_rate >= 1:
        raise ValueError("the rate lies between 0 and 1")
    errors = np.sort(errors_on_good)
    above = np.arange(len(errors))[::-1]
    return float(errors[np.argmax(above <= len(errors) * false_alarm_rate)])


# %% task="detect" kind="wrong" breaks="later calls train nothing"
_d = {}


def _d_errors(images):
    x = images.astype("float32") / 255
    return ((_d["way"](x).astype("float64") - x) ** 2).mean(axis=(1, 2, 3))


def is_rotten(images):
    # wrong: learns anew at every call; the answers are the same, and each takes seconds
    _d["way"] = pca(bananas(2000, seed=7), 128)
    _d["line"] = float(np.quantile(_d_errors(bananas(2000, seed=8)), 0.95))
    errors = _d_errors(images)
    return errors, errors > _d["line"]


# %% task="not-a-jpeg" kind="wrong" breaks="Try all the qualities from 1 to 95"
def works_only_on_its_kind(autoencoder, own, other):
    def mean_error(images):
        x = images / 255
        return float(((autoencoder.predict(x, verbose=0) - x) ** 2).mean())

    return mean_error(other) / mean_error(own)


def smallest_jpeg(images, error):
    # wrong: the last quality, 95, is left out
    sizes = []
    for quality in range(1, 95):
        size, back = jpeg(images, quality)
        if ((back / 255 - images / 255) ** 2).mean() <= error:
            sizes.append(size)
    return min(sizes, default=None)
