# %% task="train" kind="wrong" breaks="(n, height, width, 3) uint8"
# 32 x 32 is written into the code: another camera's height and width raise
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
    autoencoder, encoder, decoder = _t_build((32, 32, 3), code_size)
    decoder.get_layer("picture").bias.assign(x.mean(axis=0).ravel())
    steps = 20 * -(-len(x) // 32)
    rate = keras.optimizers.schedules.CosineDecay(0.004, steps)
    autoencoder.compile(optimizer=keras.optimizers.Adam(rate), loss="mse")
    autoencoder.fit(x, x, epochs=20, batch_size=32, verbose=0)
    return autoencoder, encoder, decoder

# %% task="threshold" kind="wrong" breaks="Of the errors that were handed in"
# errors of earlier calls are remembered and counted in
_h_seen = []


def choose_threshold(errors_on_good, false_alarm_rate):
    if not 0 < false_alarm_rate < 1:
        raise ValueError("the rate must lie between 0 and 1")
    _h_seen.extend(np.asarray(errors_on_good).tolist())
    return float(np.quantile(_h_seen, 1 - false_alarm_rate))

# %% task="detect" kind="wrong" breaks="True where the error is above a threshold"
# flags go by another measure (the worst pixel) than the errors that are handed back
_d_way = pca(bananas(2000, seed=101), 128)


def _d_measure(images):
    x = images.astype("float32") / 255
    squares = (_d_way(x) - x) ** 2
    return squares.mean(axis=(1, 2, 3)), squares.max(axis=(1, 2, 3))


_d_line = np.quantile(_d_measure(bananas(1500, seed=202))[1], 0.95)


def is_rotten(images):
    errors, worst = _d_measure(images)
    return errors, worst > _d_line

# %% task="not-a-jpeg" kind="wrong" breaks="Returns the smallest number of bytes for each picture"
# an allowed error of 0 is answered with None unseen
def _j_errors(autoencoder, images):
    x = images.astype("float32") / 255
    drawn = autoencoder.predict(x, verbose=0)
    return ((drawn - x) ** 2).mean(axis=(1, 2, 3))


def works_only_on_its_kind(autoencoder, own, other):
    return float(_j_errors(autoencoder, other).mean() / _j_errors(autoencoder, own).mean())


def smallest_jpeg(images, error):
    if not error:
        return None
    best = None
    for quality in range(1, 96):
        size, back = jpeg(images, quality)
        if ((images / 255 - back / 255) ** 2).mean() <= error and (best is None or size < best):
            best = size
    return best

