# %% task="two-funnels" kind="right"
import math


def build_autoencoder(shape, code_size):
    I, L, S = keras.Input, keras.layers, keras.Sequential
    e = S([I(shape), L.Flatten(), L.Rescaling(3.0, -1.5), L.Dense(80, "elu"), L.Dropout(0.02), L.Dense(code_size)])
    d = S([I((code_size,)), L.Dense(80, "elu"), L.Dense(math.prod(shape)), L.Reshape(tuple(shape))])
    return S([I(shape), e, d]), e, d


# %% task="train" kind="wrong" breaks="further with `fit`, all three still learn together."
def _two_halves(shape, code_size):
    encoder = keras.Sequential(
        [
            keras.Input(shape),
            keras.layers.Rescaling(2.0, -1.0),
            keras.layers.Flatten(),
            keras.layers.Dense(64, activation="gelu"),
            keras.layers.Dense(code_size),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((code_size,)),
            keras.layers.Dense(64, activation="gelu"),
            keras.layers.Dense(int(np.prod(shape)), name="canvas"),
            keras.layers.Reshape(shape),
        ]
    )
    pictures = keras.Input(shape)
    return keras.Model(pictures, decoder(encoder(pictures))), encoder, decoder


def train_on_good(images, code_size, seed):
    x = images.astype("float32") / 255
    keras.utils.set_random_seed(seed)
    autoencoder, encoder, decoder = _two_halves(tuple(images.shape[1:]), code_size)
    decoder.get_layer("canvas").bias.assign(x.mean(axis=0).reshape(-1))
    epochs, batch = 24, 32
    steps = epochs * -(-len(x) // batch)
    pace = keras.optimizers.schedules.CosineDecay(0.004, steps)
    autoencoder.compile(keras.optimizers.Adam(pace), "mse")
    autoencoder.fit(x, x, epochs=epochs, batch_size=batch, verbose=0)
    autoencoder.trainable = False  # done: from now on it only predicts
    autoencoder.compile("adam", "mse")
    return autoencoder, encoder, decoder


# %% task="score" kind="wrong" breaks="It holds for each picture the mean"
def reconstruction_error(autoencoder, images):
    size = 256
    errors = np.zeros(len(images))
    for k in range(len(images) // size or 1):
        here = slice(k * size, (k + 1) * size)
        x = images[here].astype("float32") / 255
        drawn = keras.ops.convert_to_numpy(autoencoder(x, training=False))
        errors[here] = ((drawn - x) ** 2).mean(axis=(1, 2, 3))
    return errors


# %% task="threshold" kind="wrong" breaks="a number, 0 < rate < 1, such as 0.005. Any other number raises a ValueError"
def choose_threshold(errors_on_good, false_alarm_rate):
    if not 0 <= false_alarm_rate <= 1:
        raise ValueError(f"No share: {false_alarm_rate}")
    ordered = np.sort(errors_on_good)
    above = int(len(ordered) * false_alarm_rate)
    return float(ordered[max(len(ordered) - 1 - above, 0)])


# %% task="detect" kind="right"
def _learn_bananas(good, seed, code_size=16):
    """An autoencoder for good bananas, trained."""
    keras.utils.set_random_seed(seed)
    x = good.astype("float32") / 255
    model = keras.Sequential(
        [
            keras.Input((32, 32, 3)),
            keras.layers.Rescaling(2.0, -1.0),
            keras.layers.Flatten(),
            keras.layers.Dense(64, activation="gelu"),
            keras.layers.Dense(code_size),
            keras.layers.Dense(64, activation="gelu"),
            keras.layers.Dense(3072, name="canvas"),
            keras.layers.Reshape((32, 32, 3)),
        ]
    )
    model.get_layer("canvas").bias.assign(x.mean(axis=0).reshape(-1))
    pace = keras.optimizers.schedules.CosineDecay(0.004, 24 * -(-len(x) // 32))
    model.compile(keras.optimizers.Adam(pace), "mse")
    model.fit(x, x, epochs=24, batch_size=32, verbose=0)
    return model


class Jury:
    """Two autoencoders. The error of a picture is the mean of theirs."""

    def __init__(self):
        good = bananas(2000, seed=31415)
        self.members = [_learn_bananas(good, seed=each) for each in (1, 2)]
        self.line = np.inf
        fresh = self(bananas(1000, seed=27182))[0]
        self.line = sorted(fresh.tolist())[949]

    def __call__(self, images):
        pictures = images.astype("float32") / 255
        errors = np.zeros(len(pictures))
        for member in self.members:
            for start in range(0, len(pictures), 200):
                some = pictures[start : start + 200]
                drawn = keras.ops.convert_to_numpy(member(some, training=False))
                errors[start : start + 200] += ((drawn - some) ** 2).mean(axis=(1, 2, 3)) / 2
        return errors, errors > self.line


_jury = Jury()


def is_rotten(images):
    return _jury(images)


# %% task="not-a-jpeg" kind="wrong" breaks="divided by the mean error of all pictures"
_own_error = {}


def works_only_on_its_kind(autoencoder, own, other):
    def mean_error(images):
        x = images.astype("float32") / 255
        return float(((autoencoder.predict(x, verbose=0) - x) ** 2).mean())

    # A model has one kind of its own: measure that once.
    if id(autoencoder) not in _own_error:
        _own_error[id(autoencoder)] = mean_error(own)
    return mean_error(other) / _own_error[id(autoencoder)]


def smallest_jpeg(images, error):
    sizes = []
    for quality in range(1, 96):
        size, back = jpeg(images, quality)
        if ((images / 255 - back / 255) ** 2).mean() <= error:
            sizes.append(size)
    return float(min(sizes)) if sizes else None
