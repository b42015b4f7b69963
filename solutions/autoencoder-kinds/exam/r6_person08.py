# %% task="distance" kind="wrong" breaks="of shape (n,)"
# wrong: squeeze also removes the axis of the rows if there is one row only
def distance(encoder, decoder, x):
    squares = (np.asarray(decoder(encoder(x))) - x) ** 2
    return squares.reshape(len(x), -1).mean(axis=1, keepdims=True).squeeze()

# %% task="pca-twin" kind="wrong" breaks="most a twentieth above PCA's"
# wrong: the rows are centred before the models see them, and new rows never are
def linear_twin(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    rows = x - x.mean(axis=0)
    encoder = keras.Sequential([keras.Input((x.shape[1],)), keras.layers.Dense(code_size)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(x.shape[1])])
    train(encoder, decoder, rows, rows, steps=1500, rate=0.02, seed=seed)
    return encoder, decoder

# %% task="deep" kind="wrong" breaks="Arrays that are handed in stay as they are."
# wrong: to keep some rows back, x itself is shuffled
def deep_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    np.random.default_rng(seed).shuffle(x)
    kept, known = x[:20], x[20:]
    dense = keras.layers.Dense
    best = None
    for rate in (0.01, 0.02):
        encoder = keras.Sequential([keras.Input((8,)), dense(32, "tanh"), dense(code_size)])
        decoder = keras.Sequential([keras.Input((code_size,)), dense(32, "tanh"), dense(32, "tanh"), dense(8)])
        train(encoder, decoder, known, known, steps=1200, rate=rate, seed=seed)
        error = float(np.mean((np.asarray(decoder(encoder(kept))) - kept) ** 2))
        if best is None or error < best[0]:
            best = error, encoder, decoder
    return best[1:]

# %% task="convolutional" kind="wrong" breaks="with 23 directions, which is all they allow"
# wrong: five rounds of fit are five steps here, since the two dozen are one batch
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
    both = keras.Sequential([encoder, decoder])
    both.compile("adam", "mse")
    both.fit(pictures, pictures, epochs=5, verbose=0)
    return encoder, decoder

# %% task="sparse" kind="wrong" breaks="from (m, 16) to (m, 32), and back to (m, 16)"
# wrong: the code has 24 units, one for each key, and not 32
def silent_share(encoder, x):
    code = np.abs(np.asarray(encoder(x)))
    return float(np.mean(code < 0.05 * code.max()))


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
    code_size = 24
    encoder = keras.Sequential([keras.Input((16,)), keras.layers.Dense(code_size, activation="relu"), Loudest(6)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(16)])
    train(encoder, decoder, x, x, steps=2000, rate=0.01, seed=seed)
    return encoder, decoder

# %% task="contractive" kind="wrong" breaks="The norm divided by the code's spread is"
# wrong: with the penalty the code is only made smaller, and the decoder louder
def jacobian_norm(encoder, x):
    up_and_down = []
    for way in 0.01 * np.eye(x.shape[1], dtype="float32"):
        up_and_down.append((np.asarray(encoder(x + way)) - np.asarray(encoder(x - way))) / 0.02)
    return float(np.sqrt(np.sum(np.square(up_and_down), axis=(0, 2))).mean())


def contractive_pair(x, code_size, seed, penalty):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([keras.Input((8,)), keras.layers.Dense(code_size)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(8)])
    train(encoder, decoder, x, x, steps=1500, rate=0.01, seed=seed)
    if penalty:
        encoder.set_weights([weights / 10 for weights in encoder.get_weights()])
        kernel, bias = decoder.get_weights()
        decoder.set_weights([kernel * 10, bias])
    return encoder, decoder

# %% task="denoise" kind="right"
# right: the code is the picture as it is, and the decoder does all the work; functional, 5 x 5 kernels
def restoring_pair(damaged, clean, seed):
    keras.utils.set_random_seed(seed)
    layers = keras.layers
    seen = keras.Input((16, 16, 1))
    encoder = keras.Model(seen, layers.Identity()(seen))
    code = keras.Input((16, 16, 1))
    h = layers.Conv2D(16, 5, padding="same", activation="relu")(code)
    fine = h
    h = layers.Conv2D(24, 3, strides=2, padding="same", activation="relu")(h)
    h = layers.Conv2D(24, 3, padding="same", activation="relu")(h)
    h = layers.UpSampling2D(2)(h)
    h = layers.Concatenate()([h, fine])
    h = layers.Conv2D(16, 3, padding="same", activation="relu")(h)
    decoder = keras.Model(code, layers.Conv2D(1, 3, padding="same")(h))

    def copies(pictures):
        over = np.swapaxes(pictures, 1, 2)
        return np.concatenate([pictures, pictures[:, ::-1, ::-1], over, over[:, ::-1, ::-1]])

    train(encoder, decoder, copies(damaged), copies(clean), steps=1500, rate=0.003, seed=seed)
    return encoder, decoder

# %% task="colour" kind="right"
# right: subclassed encoder that does nearly all, the decoder only mixes; tanh and swish
def colouring_pair(grey, colour, seed):
    class Looker(keras.Model):
        def __init__(self):
            super().__init__()
            layers = keras.layers
            self.near = layers.Conv2D(16, 3, padding="same", activation="tanh")
            self.down = layers.Conv2D(24, 5, strides=2, padding="same", activation="swish")
            self.think = layers.Conv2D(24, 5, padding="same", activation="swish")
            self.up = layers.Conv2DTranspose(16, 4, strides=2, padding="same", activation="swish")
            self.mix = layers.Conv2D(16, 1)

        def call(self, pictures):
            fine = self.near(pictures)
            return self.mix(fine) + self.up(self.think(self.down(fine)))

    keras.utils.set_random_seed(seed)
    grey = np.concatenate([grey, grey[:, :, ::-1]])
    colour = np.concatenate([colour, colour[:, :, ::-1]])
    encoder = Looker()
    decoder = keras.Sequential([
        keras.layers.Activation("swish"),
        keras.layers.Conv2D(16, 3, padding="same", activation="swish"),
        keras.layers.Conv2D(3, 1),
    ])
    train(encoder, decoder, grey, colour, steps=1500, rate=0.003, seed=seed)
    decoder(encoder(grey[:1]))
    return encoder, decoder
