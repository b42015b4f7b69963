# %% task="two-funnels" kind="wrong" breaks="Build an autoencoder, not yet trained"
# models are kept and handed out again for the same arguments: the second caller gets a trained one
import functools


@functools.lru_cache(maxsize=None)
def build_autoencoder(shape, code_size):
    L = keras.layers
    shape = tuple(shape)
    size = int(np.prod(shape))
    encoder = keras.Sequential([
        keras.Input(shape), L.Rescaling(2.0, offset=-1.0), L.Flatten(),
        L.Dense(64, activation="gelu"), L.Dense(code_size),
    ])
    decoder = keras.Sequential([
        keras.Input((code_size,)), L.Dense(64, activation="gelu"),
        L.Dense(size, name="picture"), L.Reshape(shape),
    ])
    pictures = keras.Input(shape)
    drawn = decoder(encoder(pictures))
    return keras.Model(pictures, drawn), encoder, decoder

# %% task="train" kind="wrong" breaks="code_size: as for `build_autoencoder`"
# the code always has 8 numbers, whatever was asked for
def _t_build(shape, code_size):
    L = keras.layers
    encoder = keras.Sequential([
        keras.Input(shape), L.Rescaling(2.0, offset=-1.0), L.Flatten(),
        L.Dense(64, activation="gelu"), L.Dense(code_size),
    ])
    decoder = keras.Sequential([
        keras.Input((code_size,)), L.Dense(64, activation="gelu"),
        L.Dense(int(np.prod(shape)), name="picture"), L.Reshape(shape),
    ])
    pictures = keras.Input(shape)
    return keras.Model(pictures, decoder(encoder(pictures))), encoder, decoder


def train_on_good(images, code_size, seed):
    keras.utils.set_random_seed(seed)
    x = images.astype("float32") / 255
    autoencoder, encoder, decoder = _t_build(x.shape[1:], 8)
    decoder.get_layer("picture").bias.assign(x.mean(axis=0).ravel())
    steps = 20 * -(-len(x) // 32)
    rate = keras.optimizers.schedules.CosineDecay(0.004, steps)
    autoencoder.compile(optimizer=keras.optimizers.Adam(rate), loss="mse")
    autoencoder.fit(x, x, epochs=20, batch_size=32, verbose=0)
    return autoencoder, encoder, decoder

# %% task="score" kind="wrong" breaks="How badly an autoencoder reproduces each picture"
# answers are remembered by the pictures alone: another model, or the same one trained further, gets old errors
_s_known = {}


def reconstruction_error(autoencoder, images):
    key = (images.shape, images.tobytes())
    if key not in _s_known:
        x = images.astype("float32") / 255
        drawn = autoencoder.predict(x, verbose=0)
        _s_known[key] = ((drawn - x) ** 2).mean(axis=(1, 2, 3))
    return _s_known[key].copy()

# %% task="threshold" kind="wrong" breaks="(no two are equal)"
# float32: errors that differ only beyond the seventh digit become equal
def choose_threshold(errors_on_good, false_alarm_rate):
    if not 0 < false_alarm_rate < 1:
        raise ValueError("the rate must lie between 0 and 1")
    errors = np.sort(np.asarray(errors_on_good).astype("float32"))
    return float(errors[len(errors) - 1 - int(false_alarm_rate * len(errors))])

# %% task="detect" kind="wrong" breaks="flags about 5 in 100 good bananas"
# the line is the largest error of the good ones: no alarms at all
_d_way = pca(bananas(2000, seed=101), 128)


def _d_errors(images):
    x = images.astype("float32") / 255
    return ((_d_way(x) - x) ** 2).mean(axis=(1, 2, 3))


_d_line = _d_errors(bananas(1500, seed=202)).max()


def is_rotten(images):
    errors = _d_errors(images)
    return errors, errors > _d_line

# %% task="not-a-jpeg" kind="wrong" breaks="the mean squared difference, over all pictures, pixels and channels"
# bytes are subtracted as bytes and wrap around
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
        if (((images - back) / 255) ** 2).mean() <= error and (best is None or size < best):
            best = size
    return best

