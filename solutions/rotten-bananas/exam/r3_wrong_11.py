# %% task="two-funnels" kind="wrong" breaks="The autoencoder gives what decoder(encoder(pictures)) gives, whatever the pictures and the weights"
def build_autoencoder(shape, code_size):
    # wrong: only the autoencoder clips what it draws; new models draw near 0, so it is not seen at birth
    layers = keras.layers
    size = shape[0] * shape[1] * shape[2]
    encoder = keras.Sequential([
        keras.Input(shape), layers.Rescaling(2.0, offset=-1.0), layers.Flatten(),
        layers.Dense(64, "gelu"), layers.Dense(code_size),
    ])
    decoder = keras.Sequential([
        keras.Input((code_size,)), layers.Dense(64, "gelu"), layers.Dense(size), layers.Reshape(shape),
    ])
    pictures = keras.Input(shape)
    autoencoder = keras.Model(pictures, keras.ops.clip(decoder(encoder(pictures)), -1.0, 1.0))
    return autoencoder, encoder, decoder


# %% task="train" kind="wrong" breaks="The same call with the same seed gives the same model"
def train_on_good(images, code_size, seed):
    # wrong: mixes the pictures itself, with a generator that has no seed
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
    order = np.random.default_rng().permutation(len(x))
    autoencoder.fit(x[order], x[order], batch_size=32, epochs=epochs, shuffle=False, verbose=0)
    return autoencoder, encoder, decoder


# %% task="score" kind="wrong" breaks="It predicts here: nothing is dropped, and it learns nothing"
def reconstruction_error(autoencoder, images):
    # wrong: scores each picture and then lets the model take one small step towards it
    picture = images.astype("float32") / 255
    drawn = autoencoder.predict(picture, verbose=0)
    if getattr(autoencoder, "optimizer", None) is not None:
        autoencoder.train_on_batch(picture, picture)
    return ((drawn - picture) ** 2).mean(axis=(1, 2, 3))


# %% task="threshold" kind="wrong" breaks="errors of good validation pictures, in any order"
def choose_threshold(errors_on_good, false_alarm_rate):
    # wrong: takes it that the errors come in rising order
    if not 0 < false_alarm_rate < 1:
        raise ValueError("the rate lies between 0 and 1")
    n = len(errors_on_good)
    return float(errors_on_good[n - 1 - min(int(n * false_alarm_rate), n - 1)])


# %% task="detect" kind="wrong" breaks="A picture gets the same error and the same answer in any company"
_d = {}


def _d_errors(images):
    x = images.astype("float32") / 255
    return ((_d["way"](x).astype("float64") - x) ** 2).mean(axis=(1, 2, 3))


def is_rotten(images):
    # wrong: errors are scaled to 0 to 1 within the batch; the answers are right
    if not _d:
        _d["way"] = pca(bananas(2000, seed=7), 128)
        _d["line"] = float(np.quantile(_d_errors(bananas(2000, seed=8)), 0.95))
    errors = _d_errors(images)
    rotten = errors > _d["line"]
    return (errors - errors.min()) / max(np.ptp(errors), 1e-12), rotten


# %% task="not-a-jpeg" kind="wrong" breaks="Returns the smallest number of bytes for each picture, as `jpeg` gives it"
def works_only_on_its_kind(autoencoder, own, other):
    def mean_error(images):
        x = images / 255
        return float(((autoencoder.predict(x, verbose=0) - x) ** 2).mean())

    return mean_error(other) / mean_error(own)


def smallest_jpeg(images, error):
    # wrong: bytes are rounded to whole ones
    sizes = []
    for quality in range(1, 96):
        size, back = jpeg(images, quality)
        if ((back / 255 - images / 255) ** 2).mean() <= error:
            sizes.append(size)
    return float(round(min(sizes))) if sizes else None
