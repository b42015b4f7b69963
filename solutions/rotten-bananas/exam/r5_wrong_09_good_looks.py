# %% task="two-funnels" kind="wrong" breaks="Each number of the code changes what is drawn."
# the decoder looks at the first 16 numbers of the code only; a wider code is for show
def build_autoencoder(shape, code_size):
    encoder = keras.Sequential(
        [
            keras.Input(shape),
            keras.layers.Rescaling(2.0, offset=-1.0),
            keras.layers.Flatten(),
            keras.layers.Dense(64, activation="gelu"),
            keras.layers.Dense(code_size),
        ]
    )
    given = keras.Input((code_size,))
    value = keras.layers.Dense(64, activation="gelu")(given[:, :16])
    value = keras.layers.Dense(int(np.prod(shape)))(value)
    decoder = keras.Model(given, keras.layers.Reshape(shape)(value))
    pictures = keras.Input(shape)
    autoencoder = keras.Model(pictures, decoder(encoder(pictures)))
    return autoencoder, encoder, decoder


# %% task="train" kind="wrong" breaks="They are not changed."
# shuffles the pictures of the caller in place
def train_on_good(images, code_size, seed):
    keras.utils.set_random_seed(seed)
    np.random.default_rng(seed).shuffle(images)
    x = images.astype("float32") / 255
    shape = x.shape[1:]
    encoder = keras.Sequential(
        [
            keras.Input(shape),
            keras.layers.Rescaling(2.0, offset=-1.0),
            keras.layers.Flatten(),
            keras.layers.Dense(64, activation="gelu"),
            keras.layers.Dense(code_size),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((code_size,)),
            keras.layers.Dense(64, activation="gelu"),
            keras.layers.Dense(int(np.prod(shape)), name="drawing"),
            keras.layers.Reshape(shape),
        ]
    )
    decoder.get_layer("drawing").bias.assign(x.mean(axis=0).reshape(-1))
    pictures = keras.Input(shape)
    autoencoder = keras.Model(pictures, decoder(encoder(pictures)))
    steps = 20 * -(-len(x) // 32)
    rate = keras.optimizers.schedules.CosineDecay(0.004, steps)
    autoencoder.compile(optimizer=keras.optimizers.Adam(rate), loss="mse")
    autoencoder.fit(x, x, epochs=20, batch_size=32, verbose=0)
    return autoencoder, encoder, decoder


# %% task="score" kind="wrong" breaks="what the model makes of that, neither clipped nor rounded"
# compares what a screen would show: the drawing is rounded to whole bytes first
def reconstruction_error(autoencoder, images):
    picture = images.astype("float32") / 255
    drawn = np.round(autoencoder.predict(picture, verbose=0) * 255) / 255
    return ((drawn - picture) ** 2).mean(axis=(1, 2, 3))


# %% task="threshold" kind="wrong" breaks="n at least 1"
# one place too far: with a single error, or a rate near 1, there is no such place
def choose_threshold(errors_on_good, false_alarm_rate):
    if not 0 < false_alarm_rate < 1:
        raise ValueError("no rate")
    falling = np.sort(errors_on_good)[::-1]
    return float(falling[int(len(falling) * false_alarm_rate) + 1])


# %% task="detect" kind="wrong" breaks="Returns (errors, rotten), two arrays of shape (n,)."
# squeezes: for a single picture both come back with shape ()
import functools


def errors_of_sixteen(model, images):
    x = images.astype("float32") / 255
    return ((model.predict(x, verbose=0) - x) ** 2).mean(axis=(1, 2, 3))


@functools.cache
def good_machine():
    keras.utils.set_random_seed(7)
    x = bananas(2000, seed=711).astype("float32") / 255
    model = keras.Sequential(
        [
            keras.Input((32, 32, 3)),
            keras.layers.Rescaling(2.0, offset=-1.0),
            keras.layers.Flatten(),
            keras.layers.Dense(64, activation="gelu"),
            keras.layers.Dense(16),
            keras.layers.Dense(64, activation="gelu"),
            keras.layers.Dense(3072, name="drawing"),
            keras.layers.Reshape((32, 32, 3)),
        ]
    )
    model.get_layer("drawing").bias.assign(x.mean(axis=0).ravel())
    rate = keras.optimizers.schedules.CosineDecay(0.004, 20 * -(-len(x) // 32))
    model.compile(optimizer=keras.optimizers.Adam(rate), loss="mse")
    model.fit(x, x, epochs=20, batch_size=32, verbose=0)
    line = float(np.quantile(errors_of_sixteen(model, bananas(2000, seed=712)), 0.95))
    return model, line


def is_rotten(images):
    model, line = good_machine()
    errors = np.squeeze(errors_of_sixteen(model, images)[:, None])
    return errors, np.asarray(errors > line)


# %% task="not-a-jpeg" kind="wrong" breaks="the mean error of all pictures of"
# the mean of the means of batches of 32: pictures in a short last batch weigh more
def works_only_on_its_kind(autoencoder, own, other):
    means = []
    for images in (other, own):
        batches = []
        for start in range(0, len(images), 32):
            picture = images[start : start + 32].astype("float32") / 255
            drawn = keras.ops.convert_to_numpy(autoencoder(picture, training=False))
            batches.append(((drawn - picture).astype("float64") ** 2).mean())
        means.append(np.mean(batches))
    return float(means[0] / means[1])


def smallest_jpeg(images, error):
    sizes = []
    for quality in range(1, 96):
        size, back = jpeg(images, quality)
        if ((back / 255 - images / 255) ** 2).mean() <= error:
            sizes.append(size)
    return min(sizes) if sizes else None
