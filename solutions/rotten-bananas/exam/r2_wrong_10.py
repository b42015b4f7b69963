# %% task="two-funnels" kind="wrong" breaks="the same as decoder(encoder(pictures))"
# the mean picture has a layer of its own (zero at birth) in the autoencoder, which the decoder lacks
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
    mean = L.Dense(size, name="mean_picture", kernel_initializer="zeros")(L.GlobalAveragePooling2D()(L.Rescaling(0.0)(pictures)))
    drawn = L.Add()([drawn, L.Reshape(shape)(mean)])
    return keras.Model(pictures, drawn), encoder, decoder

# %% task="train" kind="wrong" breaks="0 to 255, good bananas only"
# the scale is taken from the brightest byte and not from 255: a dim camera gives a model on another scale
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
    x = images.astype("float32") / images.max()
    autoencoder, encoder, decoder = _t_build(x.shape[1:], code_size)
    decoder.get_layer("picture").bias.assign(x.mean(axis=0).ravel())
    steps = 20 * -(-len(x) // 32)
    rate = keras.optimizers.schedules.CosineDecay(0.004, steps)
    autoencoder.compile(optimizer=keras.optimizers.Adam(rate), loss="mse")
    autoencoder.fit(x, x, epochs=20, batch_size=32, verbose=0)
    return autoencoder, encoder, decoder

# %% task="score" kind="wrong" breaks="A picture's error must not depend on which pictures happen to be in the batch with it"
# the drawing is shifted so that the batch's mean brightness fits
def reconstruction_error(autoencoder, images):
    x = images.astype("float32") / 255
    drawn = autoencoder.predict(x, verbose=0)
    drawn = drawn + (x.mean() - drawn.mean())
    return ((drawn - x) ** 2).mean(axis=(1, 2, 3))

# %% task="threshold" kind="wrong" breaks="in any order"
# the array is taken to be sorted already
def choose_threshold(errors_on_good, false_alarm_rate):
    if not 0 < false_alarm_rate < 1:
        raise ValueError("the rate must lie between 0 and 1")
    n = len(errors_on_good)
    return float(errors_on_good[n - 1 - int(false_alarm_rate * n)])

# %% task="detect" kind="wrong" breaks="good ones that the model has **not been trained on**"
# the line comes from the training pictures, which 128 patterns know by heart: new good ones are alarms far too often
_d_way = pca(bananas(400, seed=101), 128)


def _d_errors(images):
    x = images.astype("float32") / 255
    return ((_d_way(x) - x) ** 2).mean(axis=(1, 2, 3))


_d_line = np.quantile(_d_errors(bananas(400, seed=101)), 0.95)


def is_rotten(images):
    errors = _d_errors(images)
    return errors, errors > _d_line

# %% task="not-a-jpeg" kind="wrong" breaks="the smallest number of bytes for each picture among `jpeg`'s qualities 1 to 95 that keep to that error, a float"
# rounded to whole bytes
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
        if ((images / 255 - back / 255) ** 2).mean() <= error and (best is None or size < best):
            best = size
    return None if best is None else float(round(best))

