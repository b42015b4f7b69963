# %% task="two-funnels" kind="wrong" breaks="and from nothing else"
# the brightness goes round the code: the mean colour is taken off before and put back after
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
    colour = L.Reshape((1, 1, shape[-1]))(L.GlobalAveragePooling2D()(pictures))
    drawn = L.Add()([decoder(encoder(pictures)), colour])
    return keras.Model(pictures, drawn), encoder, decoder

# %% task="train" kind="wrong" breaks="Learn from these alone"
# trained models are remembered by code size and seed: other pictures get the old model
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


_t_known = {}


def train_on_good(images, code_size, seed):
    if (code_size, seed, images.shape) in _t_known:
        return _t_known[code_size, seed, images.shape]
    keras.utils.set_random_seed(seed)
    x = images.astype("float32") / 255
    autoencoder, encoder, decoder = _t_build(x.shape[1:], code_size)
    decoder.get_layer("picture").bias.assign(x.mean(axis=0).ravel())
    steps = 20 * -(-len(x) // 32)
    rate = keras.optimizers.schedules.CosineDecay(0.004, steps)
    autoencoder.compile(optimizer=keras.optimizers.Adam(rate), loss="mse")
    autoencoder.fit(x, x, epochs=20, batch_size=32, verbose=0)
    _t_known[code_size, seed, images.shape] = autoencoder, encoder, decoder
    return autoencoder, encoder, decoder

# %% task="score" kind="wrong" breaks="the mean of the squared differences"
# squared distance of the picture's mean colour per row: differences are averaged over the width before squaring
def reconstruction_error(autoencoder, images):
    x = images.astype("float32") / 255
    drawn = autoencoder.predict(x, verbose=0)
    return ((drawn - x).mean(axis=2) ** 2).mean(axis=(1, 2))

# %% task="threshold" kind="wrong" breaks="a share `false_alarm_rate` is above it"
# the threshold is rounded to four decimals
def choose_threshold(errors_on_good, false_alarm_rate):
    if not 0 < false_alarm_rate < 1:
        raise ValueError("the rate must lie between 0 and 1")
    return round(float(np.quantile(errors_on_good, 1 - false_alarm_rate)), 4)

# %% task="detect" kind="wrong" breaks="higher than that of PCA with 16 numbers"
# PCA with few numbers: lower than PCA with 16
_d_way = pca(bananas(2000, seed=101), 6)


def _d_errors(images):
    x = images.astype("float32") / 255
    return ((_d_way(x) - x) ** 2).mean(axis=(1, 2, 3))


_d_line = np.quantile(_d_errors(bananas(1500, seed=202)), 0.95)


def is_rotten(images):
    errors = _d_errors(images)
    return errors, errors > _d_line

# %% task="not-a-jpeg" kind="wrong" breaks="over all pictures, pixels and channels"
# every single picture must keep to the error, not their mean
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
        if ((images / 255 - back / 255) ** 2).mean(axis=(1, 2, 3)).max() <= error and (best is None or size < best):
            best = size
    return best

