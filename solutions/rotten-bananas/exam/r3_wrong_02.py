# %% task="two-funnels" kind="wrong" breaks="The three have the same layers, not copies"
def build_autoencoder(shape, code_size):
    # wrong: the halves are clones with the same first weights: they do not learn with the autoencoder
    layers = keras.layers
    size = shape[0] * shape[1] * shape[2]
    encoder = keras.Sequential([
        keras.Input(shape), layers.Rescaling(2.0, offset=-1.0), layers.Flatten(),
        layers.Dense(64, "gelu"), layers.Dense(code_size),
    ])
    decoder = keras.Sequential([
        keras.Input((code_size,)), layers.Dense(64, "gelu"), layers.Dense(size), layers.Reshape(shape),
    ])
    autoencoder = keras.Sequential([keras.Input(shape), encoder, decoder])
    own_encoder, own_decoder = keras.models.clone_model(encoder), keras.models.clone_model(decoder)
    own_encoder.set_weights(encoder.get_weights())
    own_decoder.set_weights(decoder.get_weights())
    return autoencoder, own_encoder, own_decoder


# %% task="train" kind="wrong" breaks="The same call with the same seed gives the same model"
def train_on_good(images, code_size, seed):
    # wrong: seed 0 counts as no seed
    if seed:
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
    autoencoder.fit(x, x, batch_size=32, epochs=epochs, verbose=0)
    return autoencoder, encoder, decoder


# %% task="score" kind="wrong" breaks="It predicts here: nothing is dropped, and it learns nothing"
def reconstruction_error(autoencoder, images):
    # wrong: called as in training, so dropout drops and batch statistics move
    picture = images.astype("float32") / 255
    drawn = keras.ops.convert_to_numpy(autoencoder(picture, training=True))
    return ((drawn - picture) ** 2).mean(axis=(1, 2, 3))


# %% task="threshold" kind="wrong" breaks="They are not changed"
def choose_threshold(errors_on_good, false_alarm_rate):
    # wrong: sorts the caller's array in place
    if not 0 < false_alarm_rate < 1:
        raise ValueError("the rate lies between 0 and 1")
    errors_on_good.sort()
    n = len(errors_on_good)
    return float(errors_on_good[n - 1 - min(int(n * false_alarm_rate), n - 1)])


# %% task="detect" kind="wrong" breaks="A picture gets the same error and the same answer in any company"
_d = {}


def _d_errors(images):
    x = images.astype("float32") / max(int(images.max()), 1)
    return ((_d["way"](x).astype("float64") - x) ** 2).mean(axis=(1, 2, 3))


def is_rotten(images):
    # wrong: bytes are divided by the brightest byte of the batch
    if not _d:
        _d["way"] = pca(bananas(2000, seed=7), 128)
        _d["line"] = float(np.quantile(_d_errors(bananas(2000, seed=8)), 0.95))
    errors = _d_errors(images)
    return errors, errors > _d["line"]


# %% task="not-a-jpeg" kind="wrong" breaks="the mean error of all pictures of `other`, divided by the mean error of all pictures of `own`"
def works_only_on_its_kind(autoencoder, own, other):
    # wrong: mean of the quotients of pairs, cut to the shorter set
    def each_error(images):
        x = images / 255
        return ((autoencoder.predict(x, verbose=0) - x) ** 2).mean(axis=(1, 2, 3))

    return float(np.mean([b / a for a, b in zip(each_error(own), each_error(other))]))


def smallest_jpeg(images, error):
    sizes = []
    for quality in range(1, 96):
        size, back = jpeg(images, quality)
        if ((back / 255 - images / 255) ** 2).mean() <= error:
            sizes.append(size)
    return min(sizes, default=None)
