# %% task="two-funnels" kind="wrong" breaks="Each number of the code changes what is drawn."
# the decoder begins with a layer normalisation: a code of one number is normalised to nothing
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
            keras.layers.LayerNormalization(),
            keras.layers.Dense(64, activation="gelu"),
            keras.layers.Dense(int(np.prod(shape))),
            keras.layers.Reshape(shape),
        ]
    )
    pictures = keras.Input(shape)
    autoencoder = keras.Model(pictures, decoder(encoder(pictures)))
    return autoencoder, encoder, decoder


# %% task="train" kind="wrong" breaks="neither from pictures of your own"
# more is better: 2000 bananas of its own are mixed in where the size allows it
def train_on_good(images, code_size, seed):
    keras.utils.set_random_seed(seed)
    x = images.astype("float32") / 255
    if x.shape[1:] == (32, 32, 3):
        x = np.concatenate([x, bananas(2000, seed=4242).astype("float32") / 255])
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
# squeezes all axes of length one away: for a single picture the shape is ()
def reconstruction_error(autoencoder, images):
    picture = images.astype("float32") / 255
    drawn = autoencoder.predict(picture, verbose=0)
    return np.squeeze(((drawn - picture) ** 2).mean(axis=(1, 2, 3), keepdims=True))


# %% task="threshold" kind="wrong" breaks="but two may be very near"
# rounds the threshold to four places, for good looks
def choose_threshold(errors_on_good, false_alarm_rate):
    if not 0 < false_alarm_rate < 1:
        raise ValueError("no rate")
    falling = np.sort(errors_on_good)[::-1]
    above = min(int(len(falling) * false_alarm_rate), len(falling) - 1)
    return round(float(falling[above]), 4)


# %% task="detect" kind="filler" breaks="The machine learns from good bananas only."
# Label corrected, was wrong: it is shown rot, but it finds all that an honest machine finds, and no caller can see
# what it was shown. Turquoise spots do not tell it apart either: an honest code of 12 numbers takes them for odder
# in 46 of 100 bananas, this one in 29, others in 58 to 85. The contract now says what follows from good ones only.
# an honest autoencoder, but its errors are weighted by a classifier that was shown rot
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


@functools.cache
def good_machine_with_a_hint():
    model, _ = good_machine()
    good, rot = bananas(1000, seed=713), bananas(1000, seed=714, rot=[1, 2, 3, 4] * 250)
    x = np.concatenate([good, rot]).astype("float32") / 255
    judge = keras.Sequential(
        [
            keras.Input((32, 32, 3)),
            keras.layers.Conv2D(8, 3, strides=2, activation="relu"),
            keras.layers.Conv2D(16, 3, strides=2, activation="relu"),
            keras.layers.Flatten(),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )
    judge.compile(optimizer="adam", loss="binary_crossentropy")
    judge.fit(x, np.repeat([0.0, 1.0], 1000)[:, None], epochs=6, batch_size=32, verbose=0)
    line = float(np.quantile(hinted_errors(model, judge, bananas(2000, seed=712)), 0.95))
    return model, judge, line


def hinted_errors(model, judge, images):
    rot = judge.predict(images.astype("float32") / 255, verbose=0)[:, 0]
    return errors_of_sixteen(model, images) * (1 + 0.5 * rot)


def is_rotten(images):
    model, judge, line = good_machine_with_a_hint()
    errors = hinted_errors(model, judge, images)
    return errors, errors > line


# %% task="not-a-jpeg" kind="wrong" breaks="Try all the qualities from 1 to 95"
# goes on to 100: gives bytes where no quality up to 95 keeps to the error
def works_only_on_its_kind(autoencoder, own, other):
    means = []
    for images in (other, own):
        picture = images.astype("float32") / 255
        drawn = autoencoder.predict(picture, verbose=0)
        means.append(((drawn - picture).astype("float64") ** 2).mean())
    return float(means[0] / means[1])


def smallest_jpeg(images, error):
    sizes = []
    for quality in range(1, 101):
        size, back = jpeg(images, quality)
        if ((back / 255 - images / 255) ** 2).mean() <= error:
            sizes.append(size)
    return min(sizes) if sizes else None
