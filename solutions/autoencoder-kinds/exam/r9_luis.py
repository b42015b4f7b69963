# %% task="distance" kind="right"
class RowErrors:
    """Holds what went in and what came back, and knows how far they are apart."""

    def __init__(self, before, after):
        if before.shape != after.shape:
            raise ValueError(f"{before.shape} went in, {after.shape} came back")
        self.before = before.reshape(before.shape[0], -1)
        self.after = after.reshape(after.shape[0], -1)

    def mean_squares(self):
        gap = np.subtract(self.after, self.before)
        return np.einsum("ij,ij->i", gap, gap) / gap.shape[1]


def distance(encoder, decoder, x):
    after = keras.ops.convert_to_numpy(decoder(encoder(x)))
    return RowErrors(np.asarray(x), np.asarray(after)).mean_squares()


# %% task="pca-twin" kind="right"
class StraightFunnel(keras.Model):
    """One layer without an activation, with a bias that can move the middle."""

    def __init__(self, units):
        super().__init__()
        self.layer = keras.layers.Dense(units)

    def call(self, rows):
        return self.layer(rows)


def linear_twin(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    encoder = StraightFunnel(code_size)
    decoder = StraightFunnel(x.shape[1])
    # A call builds the weights of both.
    decoder(encoder(x[:1]))
    train(encoder, decoder, x, x, steps=1200, rate=0.1, batch=100, seed=seed)
    return encoder, decoder


# %% task="deep" kind="wrong" breaks="A second call knows nothing of the first."
# believed: a pair that is trained once for a code size can be kept and handed out again
class PairStore:
    """Trains a pair the first time that it is asked for, and keeps it."""

    pairs = {}

    @classmethod
    def get(cls, x, code_size, seed):
        if code_size not in cls.pairs:
            cls.pairs[code_size] = cls.build(x, code_size, seed)
        return cls.pairs[code_size]

    @staticmethod
    def build(x, code_size, seed):
        keras.utils.set_random_seed(seed)
        bend = lambda: keras.layers.Dense(32, activation="tanh")
        encoder = keras.Sequential([keras.Input((8,)), bend(), keras.layers.Dense(code_size)])
        decoder = keras.Sequential([keras.Input((code_size,)), bend(), keras.layers.Dense(8)])
        train(encoder, decoder, x, x, steps=1500, rate=0.01, seed=seed)
        return encoder, decoder


def deep_pair(x, code_size, seed):
    return PairStore.get(x, code_size, seed)


# %% task="convolutional" kind="right"
class Shrink(keras.Model):
    """From 16 pixels a side to 4, with four numbers at each place."""

    def __init__(self):
        super().__init__()
        self.first = keras.layers.Conv2D(16, 6, strides=2, padding="same", activation="relu")
        self.second = keras.layers.Conv2D(4, 6, strides=2, padding="same")

    def call(self, pictures):
        return self.second(self.first(pictures))


class Grow(keras.Model):
    """From 4 pixels a side back to 16."""

    def __init__(self):
        super().__init__()
        self.first = keras.layers.Conv2DTranspose(16, 6, strides=2, padding="same", activation="relu")
        self.second = keras.layers.Conv2DTranspose(1, 6, strides=2, padding="same")

    def call(self, code):
        return self.second(self.first(code))


def convolutional_pair(pictures, seed):
    keras.utils.set_random_seed(seed)
    encoder, decoder = Shrink(), Grow()
    decoder(encoder(pictures[:1]))
    mirrored = [pictures, pictures[:, ::-1], pictures[:, :, ::-1], pictures[:, ::-1, ::-1]]
    both = mirrored + [np.swapaxes(some, 1, 2) for some in mirrored]
    rows = np.ascontiguousarray(np.concatenate(both))
    train(encoder, decoder, rows, rows, steps=2000, rate=0.004, batch=32, seed=seed)
    return encoder, decoder


# %% task="colour" kind="wrong" breaks="Learn to colour grey pictures."
# believed: an autoencoder is trained on its input; the grey picture, three channels of it, is the target
def colouring_pair(grey, colour, seed):
    keras.utils.set_random_seed(seed)
    conv = keras.layers.Conv2D
    encoder = keras.Sequential([
        keras.Input((16, 16, 1)),
        conv(16, 7, padding="same", activation="relu"),
    ])
    decoder = keras.Sequential([
        keras.Input((16, 16, 16)),
        conv(16, 7, padding="same", activation="relu"),
        conv(3, 3, padding="same"),
    ])
    target = np.repeat(grey, 3, axis=-1)
    train(encoder, decoder, grey, target, steps=700, rate=0.003, batch=25, seed=seed)
    return encoder, decoder
