# %% task="two-funnels" kind="wrong" breaks="Each call gives new models."
# believed: models of the same size are the same, so they can be kept and given out again
import functools


@functools.lru_cache(maxsize=None)
def build_autoencoder(shape, code_size):
    encoder = keras.Sequential(
        [
            keras.Input(shape),
            keras.layers.Flatten(),
            keras.layers.Rescaling(2.0, offset=-1.0),
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
    autoencoder = keras.Sequential([keras.Input(shape), encoder, decoder])
    return autoencoder, encoder, decoder


# %% task="train" kind="wrong" breaks="nor from earlier calls."
# believed: code size and seed settle the model, so a second training with both can be saved; overlooked: other pictures
_trained = {}


def train_on_good(images, code_size, seed):
    if (code_size, seed) in _trained:
        return _trained[code_size, seed]
    keras.utils.set_random_seed(seed)
    x = images.astype("float32") / 255
    shape = x.shape[1:]
    encoder = keras.Sequential(
        [
            keras.Input(shape),
            keras.layers.Flatten(),
            keras.layers.Rescaling(2.0, offset=-1.0),
            keras.layers.Dense(64, activation="gelu"),
            keras.layers.Dense(code_size),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((code_size,)),
            keras.layers.Dense(64, activation="gelu"),
            keras.layers.Dense(int(np.prod(shape)), name="out"),
            keras.layers.Reshape(shape),
        ]
    )
    autoencoder = keras.Sequential([keras.Input(shape), encoder, decoder])
    decoder.get_layer("out").bias.assign(x.mean(axis=0).ravel())
    steps = 20 * (len(x) // 32 + 1)
    rate = keras.optimizers.schedules.CosineDecay(0.004, steps)
    autoencoder.compile(keras.optimizers.Adam(rate), "mse")
    autoencoder.fit(x, x, epochs=20, batch_size=32, verbose=0)
    _trained[code_size, seed] = autoencoder, encoder, decoder
    return _trained[code_size, seed]


# %% task="score" kind="wrong" breaks="model's weights at the time of the call, and on nothing else."
# believed: the same model and the same pictures give the same errors, so they need computing once; overlooked: a model may learn in between
_known = {}


def reconstruction_error(autoencoder, images):
    key = id(autoencoder), images.shape, images.tobytes()
    if key not in _known:
        x = images.astype("float32") / 255
        drawn = autoencoder.predict(x, verbose=0)
        # the model is kept, so that no other one gets its id
        _known[key] = ((drawn - x) ** 2).mean(axis=(1, 2, 3)), autoencoder
    return _known[key][0].copy()


# %% task="threshold" kind="wrong" breaks="Of the errors that were handed in with this call"
# believed: the more good errors the better, so those of earlier calls count, too
_all_errors = []


def choose_threshold(errors_on_good, false_alarm_rate):
    if not 0 < false_alarm_rate < 1:
        raise ValueError("rate must lie between 0 and 1")
    _all_errors.extend(np.asarray(errors_on_good).tolist())
    ordered = sorted(_all_errors)
    n = len(ordered)
    alarms = min(int(n * false_alarm_rate), n - 1)
    return ordered[n - 1 - alarms]


# %% task="detect" kind="wrong" breaks="The machine learns once, in this cell or at the first call; later calls train nothing."
# believed: each banana that it takes for good is one more to learn from, so the machine gets better with every call
keras.utils.set_random_seed(4)
_x = bananas(2000, seed=41).astype("float32") / 255
_model = keras.Sequential(
    [
        keras.Input((32, 32, 3)),
        keras.layers.Rescaling(2.0, offset=-1.0),
        keras.layers.Flatten(),
        keras.layers.Dense(64, activation="gelu"),
        keras.layers.Dense(16),
        keras.layers.Dense(64, activation="gelu"),
        keras.layers.Dense(3072, name="out"),
        keras.layers.Reshape((32, 32, 3)),
    ]
)
_model.get_layer("out").bias.assign(_x.mean(axis=0).ravel())
_rate = keras.optimizers.schedules.CosineDecay(0.004, 20 * 63)
_model.compile(keras.optimizers.Adam(_rate), "mse")
_model.fit(_x, _x, epochs=20, batch_size=32, verbose=0)
_model.compile(keras.optimizers.Adam(0.0005), "mse")


def _errors(x):
    return ((_model.predict(x, verbose=0) - x) ** 2).mean(axis=(1, 2, 3))


_limit = float(np.quantile(_errors(bananas(1500, seed=42).astype("float32") / 255), 0.95))


def is_rotten(images):
    x = images.astype("float32") / 255
    errors = _errors(x)
    rotten = errors > _limit
    if not rotten.all():
        _model.fit(x[~rotten], x[~rotten], epochs=1, batch_size=32, verbose=0)
    return errors, rotten


# %% task="not-a-jpeg" kind="wrong" breaks="Try all the qualities from 1 to 95"
# believed: range(1, 95) goes from 1 to 95
def works_only_on_its_kind(autoencoder, own, other):
    def error(images):
        x = images.astype("float32") / 255
        return ((autoencoder.predict(x, verbose=0) - x) ** 2).mean()

    return float(error(other) / error(own))


def smallest_jpeg(images, error):
    x = images / 255
    sizes = []
    for quality in range(1, 95):
        size, back = jpeg(images, quality)
        if ((back / 255 - x) ** 2).mean() <= error:
            sizes.append(size)
    return min(sizes, default=None)
