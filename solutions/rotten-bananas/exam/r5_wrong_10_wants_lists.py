# %% task="two-funnels" kind="wrong" breaks="Height and width are multiples"
# three strides of 2 each way: a side that is no multiple of 8 comes out larger than it went in
def build_autoencoder(shape, code_size):
    height, width, channels = shape
    low, thin = -(-height // 8), -(-width // 8)
    encoder = keras.Sequential(
        [
            keras.Input(shape),
            keras.layers.Conv2D(8, 3, strides=2, padding="same", activation="elu"),
            keras.layers.Conv2D(16, 3, strides=2, padding="same", activation="elu"),
            keras.layers.Conv2D(16, 3, strides=2, padding="same", activation="elu"),
            keras.layers.Flatten(),
            keras.layers.Dense(code_size),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((code_size,)),
            keras.layers.Dense(low * thin * 16, activation="elu"),
            keras.layers.Reshape((low, thin, 16)),
            keras.layers.Conv2DTranspose(16, 3, strides=2, padding="same", activation="elu"),
            keras.layers.Conv2DTranspose(8, 3, strides=2, padding="same", activation="elu"),
            keras.layers.Conv2DTranspose(channels, 3, strides=2, padding="same"),
        ]
    )
    pictures = keras.Input(shape)
    autoencoder = keras.Model(pictures, decoder(encoder(pictures)))
    return autoencoder, encoder, decoder


# %% task="train" kind="wrong" breaks="The same call with the same seed gives the same model"
# shuffles its copy with a generator that has no seed: set_random_seed does not settle that one
def train_on_good(images, code_size, seed):
    keras.utils.set_random_seed(seed)
    x = images.astype("float32") / 255
    x = x[np.random.default_rng().permutation(len(x))]
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


# %% task="score" kind="wrong" breaks="Returns a float array of shape (n,)"
# one error for each picture, but in a list
def reconstruction_error(autoencoder, images):
    errors = []
    for image in images:
        picture = image.astype("float32") / 255
        drawn = autoencoder.predict(picture[None], verbose=0)[0]
        errors.append(float(((drawn - picture) ** 2).mean()))
    return errors


# %% task="threshold" kind="wrong" breaks="errors of good validation pictures, in any"
# takes for granted that the errors come in rising order
def choose_threshold(errors_on_good, false_alarm_rate):
    if not 0 < false_alarm_rate < 1:
        raise ValueError("no rate")
    n = len(errors_on_good)
    return float(errors_on_good[n - 1 - min(int(n * false_alarm_rate), n - 1)])


# %% task="detect" kind="wrong" breaks="rotten: bools, True just where the error is above the threshold."
# flags also where many pixels are brown, whatever the error says
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
    line = float(np.quantile(errors_of_sixteen(model, bananas(2000, seed=712)), 0.97))
    return model, line


def share_of_brown(images):
    red, green, blue = np.moveaxis(images / 255, -1, 0)
    return ((red < 0.5) & (red > 1.15 * green) & (green > 1.15 * blue)).mean(axis=(1, 2))


@functools.cache
def brown_limit():
    return float(np.quantile(share_of_brown(bananas(2000, seed=712)), 0.97))


def is_rotten(images):
    model, line = good_machine()
    errors = errors_of_sixteen(model, images)
    return errors, (errors > line) | (share_of_brown(images) > brown_limit())


# %% task="not-a-jpeg" kind="wrong" breaks="with all pictures in one file"
# stores each picture in a file of its own and takes the mean: the long header is paid for each time
def works_only_on_its_kind(autoencoder, own, other):
    means = []
    for images in (other, own):
        picture = images.astype("float32") / 255
        drawn = autoencoder.predict(picture, verbose=0)
        means.append(((drawn - picture).astype("float64") ** 2).mean())
    return float(means[0] / means[1])


def smallest_jpeg(images, error):
    fits = []
    for quality in range(1, 96):
        stored = [jpeg(images[i : i + 1], quality) for i in range(len(images))]
        back = np.concatenate([picture for _, picture in stored])
        if ((back / 255 - images / 255) ** 2).mean() <= error:
            fits.append(sum(size for size, _ in stored) / len(stored))
    return min(fits) if fits else None
