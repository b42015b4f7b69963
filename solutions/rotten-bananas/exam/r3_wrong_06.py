# %% task="two-funnels" kind="wrong" breaks="decoder:     codes (n, code_size) → pictures (n, height, width, channels)"
def build_autoencoder(shape, code_size):
    # wrong: height and width are changed round in the drawing: right for square pictures only
    layers = keras.layers
    size = shape[0] * shape[1] * shape[2]
    encoder = keras.Sequential([
        keras.Input(shape), layers.Rescaling(2.0, offset=-1.0), layers.Flatten(),
        layers.Dense(64, "gelu"), layers.Dense(code_size),
    ])
    decoder = keras.Sequential([
        keras.Input((code_size,)), layers.Dense(64, "gelu"), layers.Dense(size),
        layers.Reshape((shape[1], shape[0], shape[2])),
    ])
    autoencoder = keras.Sequential([keras.Input(shape), encoder, decoder])
    return autoencoder, encoder, decoder


# %% task="train" kind="wrong" breaks="The same call with the same seed gives the same model"
def train_on_good(images, code_size, seed):
    # wrong: the seed is set after the model is built: the first weights are left to chance
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
    keras.utils.set_random_seed(seed)
    autoencoder = keras.Sequential([keras.Input(shape), encoder, decoder])
    decoder.get_layer("canvas").bias.assign(x.mean(axis=0).ravel())
    epochs = 16
    steps = epochs * -(-len(x) // 32)
    autoencoder.compile(keras.optimizers.Adam(keras.optimizers.schedules.CosineDecay(0.004, steps)), "mse")
    autoencoder.fit(x, x, batch_size=32, epochs=epochs, verbose=0)
    return autoencoder, encoder, decoder


# %% task="score" kind="wrong" breaks="where a contract says *array*, give back a NumPy array"
def reconstruction_error(autoencoder, images):
    # wrong: gives a tensor of the backend, not an array of NumPy
    picture = keras.ops.convert_to_tensor(images.astype("float32") / 255)
    drawn = autoencoder(picture, training=False)
    return keras.ops.mean(keras.ops.square(drawn - picture), axis=(1, 2, 3))


# %% task="threshold" kind="wrong" breaks="but two may be very near"
def choose_threshold(errors_on_good, false_alarm_rate):
    # wrong: rounds the threshold to six places, so that near neighbours fall on one side
    if not 0 < false_alarm_rate < 1:
        raise ValueError("the rate lies between 0 and 1")
    errors = np.sort(errors_on_good)
    n = len(errors)
    return round(float(errors[n - 1 - min(int(n * false_alarm_rate), n - 1)]), 6)


# %% task="detect" kind="wrong" breaks="The threshold is one number"
_d = {}


def _d_errors(images):
    x = images.astype("float32") / 255
    return ((_d["way"](x).astype("float64") - x) ** 2).mean(axis=(1, 2, 3))


def is_rotten(images):
    # wrong: pictures on dark tables have another line than those on light ones
    if not _d:
        _d["way"] = pca(bananas(2000, seed=7), 128)
        fresh = bananas(2000, seed=8)
        light = fresh.mean(axis=(1, 2, 3))
        _d["middle"], errors = np.median(light), _d_errors(fresh)
        _d["dark"] = np.quantile(errors[light < _d["middle"]], 0.95)
        _d["light"] = np.quantile(errors[light >= _d["middle"]], 0.95)
    errors = _d_errors(images)
    dark = images.mean(axis=(1, 2, 3)) < _d["middle"]
    return errors, np.where(dark, errors > _d["dark"], errors > _d["light"])


# %% task="not-a-jpeg" kind="wrong" breaks="Try all the qualities from 1 to 95, with all pictures in one file"
def works_only_on_its_kind(autoencoder, own, other):
    def mean_error(images):
        x = images / 255
        return float(((autoencoder.predict(x, verbose=0) - x) ** 2).mean())

    return mean_error(other) / mean_error(own)


def smallest_jpeg(images, error):
    # wrong: each picture gets a file (and a header) of its own
    sizes = []
    for quality in range(1, 96):
        stored = [jpeg(image[None], quality) for image in images]
        back = np.concatenate([picture for _, picture in stored])
        if ((back / 255 - images / 255) ** 2).mean() <= error:
            sizes.append(float(np.mean([size for size, _ in stored])))
    return min(sizes, default=None)
