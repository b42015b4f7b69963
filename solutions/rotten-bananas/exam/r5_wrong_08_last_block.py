# %% task="two-funnels" kind="wrong" breaks="decoder learn with it"
# the gradient is stopped at the code: only the decoder learns, the encoder stays as it was born
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
    code = keras.ops.stop_gradient(encoder(pictures))
    autoencoder = keras.Model(pictures, decoder(code))
    return autoencoder, encoder, decoder


# %% task="train" kind="wrong" breaks="of another height and"
# the size of the pictures of this notebook is written into the model
def train_on_good(images, code_size, seed):
    keras.utils.set_random_seed(seed)
    x = images.astype("float32") / 255
    shape = (32, 32, 3)
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


# %% task="score" kind="wrong" breaks="It holds for each picture the mean"
# whole blocks of 32 only: the pictures of the last, shorter block keep the error 0
def reconstruction_error(autoencoder, images):
    errors = np.zeros(len(images), "float64")
    block = min(32, len(images))
    for start in range(0, len(images) - block + 1, block):
        picture = images[start : start + block].astype("float32") / 255
        drawn = keras.ops.convert_to_numpy(autoencoder(picture, training=False))
        errors[start : start + block] = ((drawn - picture) ** 2).mean(axis=(1, 2, 3))
    return errors


# %% task="threshold" kind="wrong" breaks="Any other number raises a ValueError"
# an assertion where a ValueError is promised
def choose_threshold(errors_on_good, false_alarm_rate):
    assert 0 < false_alarm_rate < 1, "no rate"
    falling = np.sort(errors_on_good)[::-1]
    return float(falling[min(int(len(falling) * false_alarm_rate), len(falling) - 1)])


# %% task="detect" kind="wrong" breaks="calls train nothing"
# keeps up with the times: pictures that pass for good are learned at each call
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
    errors = errors_of_sixteen(model, images)
    rotten = errors > line
    passed = images[~rotten].astype("float32") / 255
    if len(passed):
        model.compile(optimizer=keras.optimizers.Adam(0.0005), loss="mse")
        model.fit(passed, passed, epochs=1, batch_size=32, verbose=0)
    return errors, rotten


# %% task="not-a-jpeg" kind="wrong" breaks="the mean error of all pictures of"
# looks at as many pictures of the one kind as there are of the other: the rest is left out
def works_only_on_its_kind(autoencoder, own, other):
    pairs = min(len(own), len(other))
    means = []
    for images in (other[:pairs], own[:pairs]):
        picture = images.astype("float32") / 255
        drawn = autoencoder.predict(picture, verbose=0)
        means.append(((drawn - picture).astype("float64") ** 2).mean())
    return float(means[0] / means[1])


def smallest_jpeg(images, error):
    sizes = []
    for quality in range(1, 96):
        size, back = jpeg(images, quality)
        if ((back / 255 - images / 255) ** 2).mean() <= error:
            sizes.append(size)
    return min(sizes) if sizes else None
