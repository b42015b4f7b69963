# %% task="two-funnels" kind="wrong" breaks="the same as decoder(encoder(pictures))"
# the autoencoder alone caps its pictures at 1 behind the decoder; the values below are passed as they are
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
    drawn = L.ReLU(max_value=1.0, negative_slope=1.0)(drawn)
    return keras.Model(pictures, drawn), encoder, decoder

# %% task="train" kind="wrong" breaks="int, to seed your model with"
# the seed is always 42: different seeds give one and the same model
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
    keras.utils.set_random_seed(42)
    x = images.astype("float32") / 255
    autoencoder, encoder, decoder = _t_build(x.shape[1:], code_size)
    decoder.get_layer("picture").bias.assign(x.mean(axis=0).ravel())
    steps = 20 * -(-len(x) // 32)
    rate = keras.optimizers.schedules.CosineDecay(0.004, steps)
    autoencoder.compile(optimizer=keras.optimizers.Adam(rate), loss="mse")
    autoencoder.fit(x, x, epochs=20, batch_size=32, verbose=0)
    return autoencoder, encoder, decoder

# %% task="score" kind="wrong" breaks="bytes are divided by 255"
# divided by the brightest byte of the batch, which is 255 only mostly
def reconstruction_error(autoencoder, images):
    x = images.astype("float32") / max(1, images.max())
    drawn = autoencoder.predict(x, verbose=0)
    return ((drawn - x) ** 2).mean(axis=(1, 2, 3))

# %% task="threshold" kind="wrong" breaks="Any other value raises a ValueError"
# a rate that is not a number slips through both comparisons
def choose_threshold(errors_on_good, false_alarm_rate):
    if false_alarm_rate <= 0 or false_alarm_rate >= 1:
        raise ValueError("the rate must lie between 0 and 1")
    ordered = np.sort(errors_on_good)[::-1]
    above = 0
    while above + 1 < len(ordered) and above + 1 <= false_alarm_rate * len(ordered):
        above += 1
    return float(ordered[above])

# %% task="detect" kind="wrong" breaks="Do not let rotten bananas near the training"
# a classifier trained on good and rotten ones: it finds rot, and nothing else
def _d_learn():
    L = keras.layers
    keras.utils.set_random_seed(0)
    good = bananas(1500, seed=101)
    bad = np.concatenate([bananas(400, seed=110 + grade, rot=grade) for grade in (1, 2, 3, 4)])
    x = np.concatenate([good, bad]).astype("float32") / 255
    y = np.repeat([0.0, 1.0], [len(good), len(bad)])
    model = keras.Sequential([keras.Input((32, 32, 3)), L.Rescaling(2.0, offset=-1.0)])
    for filters in (16, 32, 64):
        model.add(L.Conv2D(filters, 3, strides=2, padding="same", activation="gelu"))
    model.add(L.GlobalAveragePooling2D())
    model.add(L.Dense(1))
    model.compile(optimizer=keras.optimizers.Adam(0.003), loss=keras.losses.BinaryCrossentropy(from_logits=True))
    model.fit(x, y, epochs=12, batch_size=32, verbose=0)
    return model


_d_model = _d_learn()


def _d_errors(images):
    return _d_model.predict(images.astype("float32") / 255, verbose=0)[:, 0]


_d_line = np.quantile(_d_errors(bananas(1000, seed=202)), 0.95)


def is_rotten(images):
    errors = _d_errors(images)
    return errors, errors > _d_line

# %% task="not-a-jpeg" kind="wrong" breaks="the smallest number of bytes for each picture among `jpeg`'s qualities 1 to 95"
# halving the interval, as if the error fell steadily with the quality
def _j_errors(autoencoder, images):
    x = images.astype("float32") / 255
    drawn = autoencoder.predict(x, verbose=0)
    return ((drawn - x) ** 2).mean(axis=(1, 2, 3))


def works_only_on_its_kind(autoencoder, own, other):
    return float(_j_errors(autoencoder, other).mean() / _j_errors(autoencoder, own).mean())


def smallest_jpeg(images, error):
    low, high, best = 1, 95, None
    while low <= high:
        quality = (low + high) // 2
        size, back = jpeg(images, quality)
        if ((images / 255 - back / 255) ** 2).mean() <= error:
            best, high = size, quality - 1
        else:
            low = quality + 1
    return best

