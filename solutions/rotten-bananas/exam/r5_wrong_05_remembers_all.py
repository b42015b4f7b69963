# %% task="two-funnels" kind="wrong" breaks="Each call gives new models."
# asked again for the same sizes, it gives the models of the first call
import functools


@functools.lru_cache(maxsize=None)
def build_autoencoder(shape, code_size):
    encoder = keras.Sequential(
        [
            keras.Input(shape),
            keras.layers.Rescaling(2.0, offset=-1.0),
            keras.layers.Flatten(),
            keras.layers.Dense(64, activation="gelu"),
            keras.layers.Dense(code_size),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((code_size,)),
            keras.layers.Dense(64, activation="gelu"),
            keras.layers.Dense(int(np.prod(shape))),
            keras.layers.Reshape(shape),
        ]
    )
    pictures = keras.Input(shape)
    autoencoder = keras.Model(pictures, decoder(encoder(pictures)))
    return autoencoder, encoder, decoder


# %% task="train" kind="wrong" breaks="Learn from `images` alone: neither from pictures of your own, nor from earlier calls."
# remembers the models by shape, width of the code and seed; other pictures of that shape get the model of the earlier call
TRAINED_BEFORE = {}


def train_on_good(images, code_size, seed):
    key = (images.shape, code_size, seed)
    if key in TRAINED_BEFORE:
        return TRAINED_BEFORE[key]
    keras.utils.set_random_seed(seed)
    x = images.astype("float32") / 255
    shape = x.shape[1:]
    encoder = keras.Sequential(
        [
            keras.Input(shape),
            keras.layers.Rescaling(2.0, offset=-1.0),
            keras.layers.Flatten(),
            keras.layers.Dense(64, activation="gelu"),
            keras.layers.Dense(code_size),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((code_size,)),
            keras.layers.Dense(64, activation="gelu"),
            keras.layers.Dense(int(np.prod(shape)), name="drawing"),
            keras.layers.Reshape(shape),
        ]
    )
    decoder.get_layer("drawing").bias.assign(x.mean(axis=0).reshape(-1))
    pictures = keras.Input(shape)
    autoencoder = keras.Model(pictures, decoder(encoder(pictures)))
    steps = 20 * -(-len(x) // 32)
    rate = keras.optimizers.schedules.CosineDecay(0.004, steps)
    autoencoder.compile(optimizer=keras.optimizers.Adam(rate), loss="mse")
    autoencoder.fit(x, x, epochs=20, batch_size=32, verbose=0)
    TRAINED_BEFORE[key] = autoencoder, encoder, decoder
    return TRAINED_BEFORE[key]


# %% task="score" kind="wrong" breaks="weights at the time of the call, and on nothing else"
# remembers what it has computed for a model and its pictures, also when the model has learned since
ERRORS_SO_FAR = {}


def reconstruction_error(autoencoder, images):
    key = (id(autoencoder), images.shape, images.tobytes())
    if key not in ERRORS_SO_FAR:
        picture = images.astype("float32") / 255
        drawn = autoencoder.predict(picture, verbose=0)
        ERRORS_SO_FAR[key] = ((drawn - picture) ** 2).mean(axis=(1, 2, 3))
    return ERRORS_SO_FAR[key].copy()


# %% task="threshold" kind="wrong" breaks="Of the errors that were handed in with this call"
# collects the errors of all calls: the more it has seen, the better it thinks it knows
def choose_threshold(errors_on_good, false_alarm_rate, seen=[]):
    if not 0 < false_alarm_rate < 1:
        raise ValueError("no rate")
    seen.extend(float(error) for error in errors_on_good)
    falling = sorted(seen, reverse=True)
    return falling[min(int(len(falling) * false_alarm_rate), len(falling) - 1)]


# %% task="detect" kind="wrong" breaks="A picture gets the same error and"
# divides the pictures by the brightest byte of those it is asked about
import functools


def errors_of_sixteen(model, images):
    x = images.astype("float32") / 255
    return ((model.predict(x, verbose=0) - x) ** 2).mean(axis=(1, 2, 3))


@functools.cache
def good_machine():
    keras.utils.set_random_seed(7)
    x = bananas(2000, seed=711).astype("float32") / 255
    model = keras.Sequential(
        [
            keras.Input((32, 32, 3)),
            keras.layers.Rescaling(2.0, offset=-1.0),
            keras.layers.Flatten(),
            keras.layers.Dense(64, activation="gelu"),
            keras.layers.Dense(16),
            keras.layers.Dense(64, activation="gelu"),
            keras.layers.Dense(3072, name="drawing"),
            keras.layers.Reshape((32, 32, 3)),
        ]
    )
    model.get_layer("drawing").bias.assign(x.mean(axis=0).ravel())
    rate = keras.optimizers.schedules.CosineDecay(0.004, 20 * -(-len(x) // 32))
    model.compile(optimizer=keras.optimizers.Adam(rate), loss="mse")
    model.fit(x, x, epochs=20, batch_size=32, verbose=0)
    line = float(np.quantile(errors_of_sixteen(model, bananas(2000, seed=712)), 0.95))
    return model, line


def is_rotten(images):
    model, line = good_machine()
    x = images.astype("float32") / max(int(images.max()), 1)
    errors = ((model.predict(x, verbose=0) - x) ** 2).mean(axis=(1, 2, 3))
    return errors, errors > line


# %% task="not-a-jpeg" kind="wrong" breaks="Try all the qualities from 1 to 95"
# range ends before 95: the best quality is never tried
def works_only_on_its_kind(autoencoder, own, other):
    means = []
    for images in (other, own):
        picture = images.astype("float32") / 255
        drawn = autoencoder.predict(picture, verbose=0)
        means.append(((drawn - picture).astype("float64") ** 2).mean())
    return float(means[0] / means[1])


def smallest_jpeg(images, error):
    sizes = []
    for quality in range(1, 95):
        size, back = jpeg(images, quality)
        if ((back / 255 - images / 255) ** 2).mean() <= error:
            sizes.append(size)
    return min(sizes) if sizes else None
