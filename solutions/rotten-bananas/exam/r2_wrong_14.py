# %% task="train" kind="wrong" breaks="good bananas that it has not seen"
# only the first 64 pictures are learnt, by heart; new ones come out worse than with PCA
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
    x = images[:64].astype("float32") / 255
    autoencoder, encoder, decoder = _t_build(x.shape[1:], code_size)
    decoder.get_layer("picture").bias.assign(x.mean(axis=0).ravel())
    steps = 300 * -(-len(x) // 32)
    rate = keras.optimizers.schedules.CosineDecay(0.004, steps)
    autoencoder.compile(optimizer=keras.optimizers.Adam(rate), loss="mse")
    autoencoder.fit(x, x, epochs=300, batch_size=32, verbose=0)
    return autoencoder, encoder, decoder

# %% task="threshold" kind="wrong" breaks="the share of good pictures that may be flagged"
# the share is taken from the wrong end: it is the share below the line
def choose_threshold(errors_on_good, false_alarm_rate):
    if not 0 < false_alarm_rate < 1:
        raise ValueError("the rate must lie between 0 and 1")
    return float(np.quantile(errors_on_good, false_alarm_rate))

# %% task="detect" kind="wrong" breaks="a picture gets the same answer in any company"
# bytes are divided by the brightest one of the batch: a dim picture alone is brightened
_d_way = pca(bananas(2000, seed=101), 128)


def _d_errors(images):
    x = images.astype("float32") / images.max()
    return ((_d_way(x) - x) ** 2).mean(axis=(1, 2, 3))


_d_line = np.quantile(_d_errors(bananas(1500, seed=202)), 0.95)


def is_rotten(images):
    errors = _d_errors(images)
    return errors, errors > _d_line

# %% task="not-a-jpeg" kind="wrong" breaks="among `jpeg`'s qualities 1 to 95"
# the lowest quality that keeps to the error is taken for the smallest file; a higher one may be smaller
def _j_errors(autoencoder, images):
    x = images.astype("float32") / 255
    drawn = autoencoder.predict(x, verbose=0)
    return ((drawn - x) ** 2).mean(axis=(1, 2, 3))


def works_only_on_its_kind(autoencoder, own, other):
    return float(_j_errors(autoencoder, other).mean() / _j_errors(autoencoder, own).mean())


def smallest_jpeg(images, error):
    for quality in range(1, 96):
        size, back = jpeg(images, quality)
        if ((images / 255 - back / 255) ** 2).mean() <= error:
            return size
    return None

