# %% task="distance" kind="wrong" breaks="over all its numbers alike"
# wrong: for pictures the pixels are averaged, but the channels are added up (seen with more than one)
def distance(encoder, decoder, x):
    squares = (np.asarray(decoder(encoder(x))) - x) ** 2
    if x.ndim == 4:
        return squares.mean(axis=(1, 2)).sum(axis=-1)
    return squares.mean(axis=1)

# %% task="pca-twin" kind="wrong" breaks="each number that they give is a weighted sum of those that go in, plus a constant"
# wrong: the code has a slight bend at zero (leaky relu, 0.9), so the encoder is not straight
def linear_twin(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([
        keras.Input((x.shape[1],)),
        keras.layers.Dense(code_size),
        keras.layers.LeakyReLU(negative_slope=0.9),
    ])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(x.shape[1])])
    train(encoder, decoder, x, x, steps=1500, rate=0.02, seed=seed)
    return encoder, decoder

# %% task="deep" kind="wrong" breaks="the error is at most half of PCA's with one number"
# wrong: the last layer is a sigmoid, as for pixels, but half of the rows' numbers are negative
def deep_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    dense = keras.layers.Dense
    encoder = keras.Sequential([keras.Input((8,)), dense(32, "tanh"), dense(code_size)])
    decoder = keras.Sequential([keras.Input((code_size,)), dense(32, "tanh"), dense(8, "sigmoid")])
    train(encoder, decoder, x, x, steps=1500, rate=0.01, seed=seed)
    return encoder, decoder

# %% task="convolutional" kind="right"
# right: Sequential with strides, relu, and mirrored copies of the two dozen
def convolutional_pair(pictures, seed):
    keras.utils.set_random_seed(seed)
    conv, wider = keras.layers.Conv2D, keras.layers.Conv2DTranspose
    encoder = keras.Sequential([
        keras.Input((16, 16, 1)),
        conv(12, 3, strides=2, padding="same", activation="relu"),
        conv(16, 3, strides=2, padding="same", activation="relu"),
        conv(4, 1),
    ])
    decoder = keras.Sequential([
        keras.Input((4, 4, 4)),
        wider(16, 3, strides=2, padding="same", activation="relu"),
        wider(12, 3, strides=2, padding="same", activation="relu"),
        conv(1, 3, padding="same"),
    ])
    windows = np.concatenate([pictures, pictures[:, ::-1], pictures[:, :, ::-1], pictures[:, ::-1, ::-1]])
    train(encoder, decoder, windows, windows, steps=2000, rate=0.003, seed=seed)
    return encoder, decoder

# %% task="sparse" kind="wrong" breaks="whole code of x"
# wrong: each row is compared with its own loudest value
def silent_share(encoder, x):
    code = np.abs(np.asarray(encoder(x)))
    return float(np.mean(code < 0.05 * code.max(axis=1, keepdims=True)))


class Loudest(keras.layers.Layer):
    """Keeps the k loudest units of each row."""

    def __init__(self, k):
        super().__init__()
        self.k = k

    def call(self, code):
        least = keras.ops.top_k(code, self.k)[0][..., -1:]
        return keras.ops.where(code < least, 0.0, code)


def sparse_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([keras.Input((16,)), keras.layers.Dense(code_size, activation="relu"), Loudest(7)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(16)])
    train(encoder, decoder, x, x, steps=2000, rate=0.01, seed=seed)
    return encoder, decoder

# %% task="contractive" kind="wrong" breaks="With it the Jacobian's norm is lower by at least a fifth."
# wrong: it is the decoder that pays for its slopes, so the encoder gets louder
def jacobian_norm(encoder, x):
    up_and_down = []
    for way in 0.01 * np.eye(x.shape[1], dtype="float32"):
        up_and_down.append((np.asarray(encoder(x + way)) - np.asarray(encoder(x - way))) / 0.02)
    return float(np.sqrt(np.sum(np.square(up_and_down), axis=(0, 2))).mean())


class CalmDecoder(keras.layers.Layer):
    def __init__(self, units, price):
        super().__init__()
        self.units, self.price = units, price
        self.inner = keras.layers.Dense(units)

    def call(self, code):
        back = self.inner(code)
        slopes = 0.0
        for way in 0.05 * np.eye(6, dtype="float32"):
            slopes = slopes + keras.ops.mean(keras.ops.sum(((self.inner(code + way) - back) / 0.05) ** 2, axis=-1))
        self.add_loss(self.price * slopes)
        return back


def contractive_pair(x, code_size, seed, penalty):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([keras.Input((8,)), keras.layers.Dense(code_size, activation="tanh")])
    decoder = keras.Sequential([keras.Input((code_size,)), CalmDecoder(8, 0.0005 if penalty else 0.0)])
    train(encoder, decoder, x, x, steps=1500, rate=0.01, seed=seed)
    return encoder, decoder

# %% task="denoise" kind="wrong" breaks="trained on these pairs and no others"
# wrong: begins with weights learnt from other pictures with grain, that were drawn beforehand
MORE_CLEAN = glimpses(150, 91)
MORE_DAMAGED = grain(MORE_CLEAN, 92)


def restoring_pair(damaged, clean, seed):
    keras.utils.set_random_seed(seed)
    conv, wider = keras.layers.Conv2D, keras.layers.Conv2DTranspose
    encoder = keras.Sequential([
        keras.Input((16, 16, 1)),
        conv(16, 5, padding="same", activation="relu"),
        conv(24, 3, strides=2, padding="same", activation="relu"),
    ])
    decoder = keras.Sequential([
        keras.Input((8, 8, 24)),
        conv(24, 3, padding="same", activation="relu"),
        wider(16, 4, strides=2, padding="same", activation="relu"),
        conv(1, 5, padding="same"),
    ])

    def copies(pictures):
        over = np.swapaxes(pictures, 1, 2)
        return np.concatenate([pictures, pictures[:, ::-1, ::-1], over, over[:, ::-1, ::-1]])

    train(encoder, decoder, MORE_DAMAGED, MORE_CLEAN, steps=500, rate=0.003, seed=seed)
    train(encoder, decoder, copies(damaged), copies(clean), steps=1200, rate=0.003, seed=seed)
    return encoder, decoder

# %% task="colour" kind="wrong" breaks="Arrays that are handed in stay as they are."
# wrong: the grey is taken off the colours in place, and the decoder learns the rest
def colouring_pair(grey, colour, seed):
    colour -= grey
    keras.utils.set_random_seed(seed)
    layers = keras.layers
    seen = keras.Input((16, 16, 1))
    h = layers.Conv2D(16, 5, padding="same", activation="relu")(seen)
    h = layers.Conv2D(16, 3, strides=2, padding="same", activation="relu")(h)
    h = layers.Conv2D(24, 3, padding="same", activation="relu")(h)
    h = layers.Conv2DTranspose(12, 4, strides=2, padding="same", activation="relu")(h)
    encoder = keras.Model(seen, layers.Concatenate()([h, seen]))
    code = keras.Input((16, 16, 13))
    decoder = keras.Model(code, layers.Conv2D(3, 1)(layers.Conv2D(16, 3, padding="same", activation="relu")(code)))
    train(encoder, decoder, grey, colour + grey, steps=1200, rate=0.003, seed=seed)
    return encoder, decoder
