# %% task="two-funnels" kind="wrong" breaks="how many numbers the code has, at least 1"
# a code of one number is quietly widened to two
def build_autoencoder(shape, code_size):
    L = keras.layers
    shape = tuple(shape)
    code_size = max(code_size, 2)
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

# %% task="train" kind="wrong" breaks="Returns (autoencoder, encoder, decoder) as `build_autoencoder` does, trained"
# encoder and decoder come from a second, untrained build; only the autoencoder has learnt
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
    autoencoder, encoder, decoder = _t_build(x.shape[1:], code_size)
    decoder.get_layer("picture").bias.assign(x.mean(axis=0).ravel())
    steps = 20 * -(-len(x) // 32)
    rate = keras.optimizers.schedules.CosineDecay(0.004, steps)
    autoencoder.compile(optimizer=keras.optimizers.Adam(rate), loss="mse")
    autoencoder.fit(x, x, epochs=20, batch_size=32, verbose=0)
    _, encoder, decoder = _t_build(x.shape[1:], code_size)
    return autoencoder, encoder, decoder

# %% task="score" kind="wrong" breaks="what the model draws is taken as it is"
# the drawing is rounded to whole bytes before it is compared
def reconstruction_error(autoencoder, images):
    x = images.astype("float32") / 255
    drawn = autoencoder.predict(x, verbose=0)
    drawn = np.round(drawn * 255) / 255
    return ((drawn - x) ** 2).mean(axis=(1, 2, 3))

# %% task="threshold" kind="wrong" breaks="a rate may be 0.005"
# rounded to whole per cent: 0.005 becomes 0
def choose_threshold(errors_on_good, false_alarm_rate):
    if not 0 < false_alarm_rate < 1:
        raise ValueError("the rate must lie between 0 and 1")
    return float(np.percentile(errors_on_good, round(100 * (1 - false_alarm_rate))))

# %% task="detect" kind="wrong" breaks="a threshold that flags about 5 in 100 good bananas"
# the line is put where good and rotten ones are told apart best, not at 5 in 100
_d_way = pca(bananas(2000, seed=101), 128)


def _d_errors(images):
    x = images.astype("float32") / 255
    return ((_d_way(x) - x) ** 2).mean(axis=(1, 2, 3))


_d_good = _d_errors(bananas(800, seed=202))
_d_bad = _d_errors(np.concatenate([bananas(200, seed=203, rot=grade) for grade in (1, 2, 3, 4)]))
_d_line = max(_d_good, key=lambda line: (_d_bad > line).mean() - (_d_good > line).mean())


def is_rotten(images):
    errors = _d_errors(images)
    return errors, errors > _d_line

# %% task="not-a-jpeg" kind="wrong" breaks="`jpeg`'s qualities 1 to 95"
# range(1, 95) leaves out quality 95
def _j_errors(autoencoder, images):
    x = images.astype("float32") / 255
    drawn = autoencoder.predict(x, verbose=0)
    return ((drawn - x) ** 2).mean(axis=(1, 2, 3))


def works_only_on_its_kind(autoencoder, own, other):
    return float(_j_errors(autoencoder, other).mean() / _j_errors(autoencoder, own).mean())


def smallest_jpeg(images, error):
    best = None
    for quality in range(1, 95):
        size, back = jpeg(images, quality)
        if ((images / 255 - back / 255) ** 2).mean() <= error and (best is None or size < best):
            best = size
    return best

