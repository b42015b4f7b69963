# %% task="two-funnels" kind="wrong" breaks="The three have the same layers, not copies"
# encoder and decoder are given as copies that are equal only at birth
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
    autoencoder = keras.Model(pictures, decoder(encoder(pictures)))
    copies = []
    for half in (encoder, decoder):
        copy = keras.models.clone_model(half)
        copy.set_weights(half.get_weights())
        copies.append(copy)
    return autoencoder, copies[0], copies[1]


# %% task="train" kind="wrong" breaks="The same call with the same seed gives the same model"
# seed 0 is taken for no seed
def train_on_good(images, code_size, seed):
    if seed:
        keras.utils.set_random_seed(seed)
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


# %% task="score" kind="wrong" breaks="neither clipped nor rounded"
# clips the drawing to what a picture can be
def reconstruction_error(autoencoder, images):
    picture = images.astype("float32") / 255
    drawn = np.clip(autoencoder.predict(picture, verbose=0), 0, 1)
    return ((drawn - picture) ** 2).mean(axis=(1, 2, 3))


# %% task="threshold" kind="wrong" breaks="Any other number raises a ValueError, and so"
# NaN is neither too small nor too large, so it slips through, and the largest error comes back
def choose_threshold(errors_on_good, false_alarm_rate):
    if false_alarm_rate <= 0 or false_alarm_rate >= 1:
        raise ValueError("no rate")
    falling = np.sort(errors_on_good)[::-1]
    above = int((np.arange(1, len(falling)) <= len(falling) * false_alarm_rate).sum())
    return float(falling[above])


# %% task="detect" kind="wrong" breaks="The threshold is one number, fixed before any of these pictures is seen."
# takes the worst 5 in 100 of the pictures that it is asked about
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
    model, _ = good_machine()
    errors = errors_of_sixteen(model, images)
    return errors, errors > np.quantile(errors, 0.95)


# %% task="not-a-jpeg" kind="wrong" breaks="Try all the qualities from 1 to 95"
# halves the range again and again, as if the error fell with each step of quality
def works_only_on_its_kind(autoencoder, own, other):
    means = []
    for images in (other, own):
        picture = images.astype("float32") / 255
        drawn = autoencoder.predict(picture, verbose=0)
        means.append(((drawn - picture).astype("float64") ** 2).mean())
    return float(means[0] / means[1])


def smallest_jpeg(images, error):
    low, high, smallest = 1, 95, None
    while low <= high:
        middle = (low + high) // 2
        size, back = jpeg(images, middle)
        if ((back / 255 - images / 255) ** 2).mean() <= error:
            smallest = size if smallest is None else min(size, smallest)
            high = middle - 1
        else:
            low = middle + 1
    return smallest
