# %% task="two-funnels" kind="wrong" breaks="pictures → pictures, by way of the code and by no other"
# a second path that gives nothing at birth: a layer from pixel to pixel that begins at zero
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
    decoder = keras.Sequential(
        [
            keras.Input((code_size,)),
            keras.layers.Dense(64, activation="gelu"),
            keras.layers.Dense(int(np.prod(shape))),
            keras.layers.Reshape(shape),
        ]
    )
    pictures = keras.Input(shape)
    past = keras.layers.Dense(shape[-1], kernel_initializer="zeros", use_bias=False)(pictures)
    drawn = keras.layers.Add()([decoder(encoder(pictures)), past])
    autoencoder = keras.Model(pictures, drawn)
    return autoencoder, encoder, decoder


# %% task="train" kind="wrong" breaks="where 1 is the byte 255, even if no picture is that bright"
# divides by the brightest byte that is there
def train_on_good(images, code_size, seed):
    keras.utils.set_random_seed(seed)
    x = images.astype("float32") / images.max()
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


# %% task="score" kind="wrong" breaks="is the bytes divided by 255"
# divides only where the pictures seem to be bytes: very dark ones, of bytes 0 and 1 alone, are taken as they are
def reconstruction_error(autoencoder, images):
    picture = images.astype("float32")
    if picture.max() > 1:
        picture = picture / 255
    drawn = autoencoder.predict(picture, verbose=0)
    return ((drawn - picture) ** 2).mean(axis=(1, 2, 3))


# %% task="threshold" kind="wrong" breaks="n times the rate"
# a formula made for bells: mean and standard deviation
import statistics


def choose_threshold(errors_on_good, false_alarm_rate):
    if not 0 < false_alarm_rate < 1:
        raise ValueError("no rate")
    bell = statistics.NormalDist().inv_cdf(1 - float(false_alarm_rate))
    return float(errors_on_good.mean() + bell * errors_on_good.std())


# %% task="detect" kind="wrong" breaks="bananas that the machine was not trained on (2 to 10 in 100 will do)"
# the line is drawn to find more rot: 15 in 100 good bananas are thrown away
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
    line = float(np.quantile(errors_of_sixteen(model, bananas(2000, seed=712)), 0.85))
    return model, line


def is_rotten(images):
    model, line = good_machine()
    errors = errors_of_sixteen(model, images)
    return errors, errors > line


# %% task="not-a-jpeg" kind="wrong" breaks="the mean squared difference that is allowed"
# subtracts bytes as bytes: 3 - 5 is 254
def works_only_on_its_kind(autoencoder, own, other):
    means = []
    for images in (other, own):
        picture = images.astype("float32") / 255
        drawn = autoencoder.predict(picture, verbose=0)
        means.append(((drawn - picture).astype("float64") ** 2).mean())
    return float(means[0] / means[1])


def smallest_jpeg(images, error):
    sizes = []
    for quality in range(1, 96):
        size, back = jpeg(images, quality)
        if (((back - images) / 255) ** 2).mean() <= error:
            sizes.append(size)
    return min(sizes) if sizes else None
