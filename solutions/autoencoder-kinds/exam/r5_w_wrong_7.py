# %% task="distance" kind="wrong" breaks="over all its numbers alike"
# A number that comes back as NaN is left out, so a row that came back broken looks good.
def distance(encoder, decoder, x):
    back = keras.ops.convert_to_numpy(decoder(encoder(x.copy())))
    return np.nanmean(((back - x) ** 2).reshape(len(x), -1), axis=1)


# %% task="pca-twin" kind="wrong" breaks="each number that they give is a weighted sum of those that go in, plus a constant"
# Takes away the mean of the rows that are asked about: no constant, a row's code depends on its companions.
class MiddleAway(keras.layers.Layer):
    def call(self, rows):
        return rows - keras.ops.mean(rows, axis=0, keepdims=True)


def linear_twin(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([keras.Input((x.shape[1],)), MiddleAway(), keras.layers.Dense(code_size)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(x.shape[1])])
    train(encoder, decoder, x, x, steps=2000, rate=0.01)
    return encoder, decoder


# %% task="convolutional" kind="wrong" breaks="Arrays that are handed in stay as they are."
# Mirrors every second picture in place, for variety.
def convolutional_pair(pictures, seed):
    keras.utils.set_random_seed(seed)
    layers = keras.layers
    encoder = keras.Sequential([
        keras.Input((16, 16, 1)),
        layers.Conv2D(16, 3, strides=2, padding="same", activation="relu"),
        layers.Conv2D(16, 3, strides=2, padding="same", activation="relu"),
        layers.Conv2D(4, 1),
    ])
    decoder = keras.Sequential([
        keras.Input((4, 4, 4)),
        layers.Conv2DTranspose(16, 3, strides=2, padding="same", activation="relu"),
        layers.Conv2DTranspose(16, 3, strides=2, padding="same", activation="relu"),
        layers.Conv2D(1, 3, padding="same"),
    ])
    pictures[::2] = pictures[::2, :, ::-1].copy()
    train(encoder, decoder, pictures, pictures, steps=2000, rate=0.003)
    return encoder, decoder


# %% task="sparse" kind="wrong" breaks="error is at most a tenth of these chords' variance"
# Silent by being narrow: eight units speak all the time, 24 are fixed at zero.
def silent_share(encoder, x):
    loud = np.abs(keras.ops.convert_to_numpy(encoder(x.copy())))
    return float(np.mean(loud < 0.05 * loud.max()))


def sparse_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    layers = keras.layers
    encoder = keras.Sequential([
        keras.Input((16,)),
        layers.Dense(8),
        layers.Reshape((8, 1)),
        layers.ZeroPadding1D((0, code_size - 8)),
        layers.Flatten(),
    ])
    decoder = keras.Sequential([keras.Input((code_size,)), layers.Dense(16)])
    train(encoder, decoder, x, x, steps=2000, rate=0.01)
    return encoder, decoder


# %% task="contractive" kind="wrong" breaks="The norm divided by the code's spread is"
# The cheap way out: after training the code is made ten times smaller, and the decoder ten times louder.
def jacobian_norm(encoder, x):
    def told(rows):
        return keras.ops.convert_to_numpy(encoder(rows)).astype("float64")

    total = np.zeros(len(x))
    for column in range(x.shape[1]):
        up, down = x.copy(), x.copy()
        up[:, column] += np.float32(0.01)
        down[:, column] -= np.float32(0.01)
        gap = up[:, column].astype("float64") - down[:, column]
        total += (((told(up) - told(down)) / gap[:, None]) ** 2).sum(axis=1)
    return float(np.sqrt(total).mean())


def contractive_pair(x, code_size, seed, penalty):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([keras.Input((8,)), keras.layers.Dense(code_size)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(8)])
    train(encoder, decoder, x, x, steps=2000, rate=0.01)
    if penalty:
        kernel, bias = encoder.get_weights()
        encoder.set_weights([kernel / 10, bias / 10])
        kernel, bias = decoder.get_weights()
        decoder.set_weights([kernel * 10, bias])
    return encoder, decoder


# %% task="denoise" kind="wrong" breaks="the same pictures with and without damage"
# Both arrays are shuffled, each in its own order: the pairs are lost.
def restoring_pair(damaged, clean, seed):
    keras.utils.set_random_seed(seed)
    layers = keras.layers
    encoder = keras.Sequential([
        keras.Input((16, 16, 1)),
        layers.Conv2D(16, 3, padding="same", activation="relu"),
        layers.Conv2D(24, 3, strides=2, padding="same", activation="relu"),
        layers.Conv2D(24, 3, padding="same", activation="relu"),
    ])
    decoder = keras.Sequential([
        keras.Input((8, 8, 24)),
        layers.Conv2D(24, 3, padding="same", activation="relu"),
        layers.Conv2DTranspose(16, 4, strides=2, padding="same", activation="relu"),
        layers.Conv2D(1, 3, padding="same"),
    ])
    rng = np.random.default_rng(seed)
    train(encoder, decoder, damaged[rng.permutation(len(damaged))], clean[rng.permutation(len(clean))], steps=1500, rate=0.003)
    return encoder, decoder


# %% task="colour" kind="wrong" breaks="A second call knows nothing of the first."
# Keeps the pair for a seed: another camera gets the first one's colours.
_painters = {}


def colouring_pair(grey, colour, seed):
    if (seed, grey.shape) in _painters:
        return _painters[seed, grey.shape]
    keras.utils.set_random_seed(seed)
    layers = keras.layers
    seen = keras.Input((16, 16, 1))
    near = layers.Conv2D(12, 3, padding="same", activation="relu")(seen)
    far = layers.Conv2D(24, 3, strides=2, padding="same", activation="relu")(near)
    far = layers.Conv2D(24, 3, padding="same", activation="relu")(far)
    encoder = keras.Model(seen, layers.Concatenate()([seen, near, layers.UpSampling2D()(far)]))
    decoder = keras.Sequential([
        keras.Input((16, 16, 37)),
        layers.Conv2D(16, 1, activation="relu"),
        layers.Conv2D(3, 3, padding="same"),
    ])
    train(encoder, decoder, grey, colour, steps=1500, rate=0.003)
    _painters[seed, grey.shape] = encoder, decoder
    return encoder, decoder
