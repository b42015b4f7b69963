# %% task="distance" kind="wrong" breaks="For each row it holds the mean squared difference"
# wrong: the rows are compared in batches of 64; the rows after the last full batch keep their 0
def distance(encoder, decoder, x):
    back = np.asarray(decoder(encoder(x)))
    answer = np.zeros(len(x), x.dtype)
    for start in range(0, len(x) // 64 * 64 or len(x), 64):
        rows = slice(start, start + 64)
        apart = (back[rows] - x[rows]).reshape(len(x[rows]), -1)
        answer[rows] = (apart**2).mean(axis=1)
    return answer

# %% task="pca-twin" kind="wrong" breaks="Training finds the weights"
# wrong: the directions come from the covariance's eigenvectors, turned at random to hide it; nothing is trained
def linear_twin(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    middle = x.mean(axis=0)
    ways = np.linalg.eigh(np.cov(x.T))[1][:, ::-1][:, :code_size]
    ways = ways @ np.linalg.qr(np.random.default_rng(seed).standard_normal((code_size, code_size)))[0]
    encoder = keras.Sequential([keras.Input((x.shape[1],)), keras.layers.Dense(code_size)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(x.shape[1])])
    encoder.set_weights([ways, -middle @ ways])
    decoder.set_weights([ways.T, middle])
    train(encoder, decoder, x, x, steps=1, rate=0.0, seed=seed)
    return encoder, decoder

# %% task="deep" kind="wrong" breaks="hands back a pair of Keras models"
# wrong: hands back two plain functions (predict of each model) instead of the models
def deep_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    dense = keras.layers.Dense
    encoder = keras.Sequential([keras.Input((8,)), dense(32, "tanh"), dense(code_size)])
    decoder = keras.Sequential([keras.Input((code_size,)), dense(32, "tanh"), dense(32, "tanh"), dense(8)])
    train(encoder, decoder, x, x, steps=1500, rate=0.01, seed=seed)
    return (lambda rows: encoder.predict(rows, verbose=0)), (lambda code: decoder.predict(code, verbose=0))

# %% task="convolutional" kind="wrong" breaks="On new pictures the error is no higher than that of PCA"
# wrong: the 64 numbers are means over the whole picture: what is where is lost
def convolutional_pair(pictures, seed):
    keras.utils.set_random_seed(seed)
    layers = keras.layers
    encoder = keras.Sequential([
        keras.Input((16, 16, 1)),
        layers.Conv2D(8, 3, padding="same", activation="relu"),
        layers.Conv2D(64, 1, activation="relu"),
        layers.GlobalAveragePooling2D(),
    ])
    decoder = keras.Sequential([
        keras.Input((64,)),
        layers.Reshape((1, 1, 64)),
        layers.Conv2DTranspose(4, 4, activation="relu"),
        layers.Conv2DTranspose(4, 4, strides=4, padding="same", activation="relu"),
        layers.Conv2D(1, 3, padding="same"),
    ])
    train(encoder, decoder, pictures, pictures, steps=1200, rate=0.003, seed=seed)
    return encoder, decoder

# %% task="sparse" kind="wrong" breaks="at least 3 in 4 of the code's values are near zero"
# wrong: three quarters are silenced by Dropout, which does so in training only
def silent_share(encoder, x):
    code = np.abs(np.asarray(encoder(x)))
    return float(np.mean(code < 0.05 * code.max()))


def sparse_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([keras.Input((16,)), keras.layers.Dense(code_size), keras.layers.Dropout(0.75)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(16)])
    train(encoder, decoder, x, x, steps=1500, rate=0.01, seed=seed)
    return encoder, decoder

# %% task="contractive" kind="wrong" breaks="Returns the mean of these roots over the rows"
# wrong: only the first 20 rows are looked at
def jacobian_norm(encoder, x):
    x = x[:20]
    up_and_down = []
    for way in 0.01 * np.eye(x.shape[1], dtype="float32"):
        up_and_down.append((np.asarray(encoder(x + way)) - np.asarray(encoder(x - way))) / 0.02)
    return float(np.sqrt(np.sum(np.square(up_and_down), axis=(0, 2))).mean())


class Calm(keras.layers.Layer):
    """A layer to the code that charges for its slopes: as they are, and over the code's spread."""

    def __init__(self, units, price):
        super().__init__()
        self.units, self.price = units, price
        self.inner = keras.layers.Dense(units, activation="tanh")

    def call(self, rows):
        code = self.inner(rows)
        slopes = 0.0
        for way in 0.05 * np.eye(8, dtype="float32"):
            slopes = slopes + keras.ops.mean(keras.ops.sum(((self.inner(rows + way) - code) / 0.05) ** 2, axis=-1))
        middle = keras.ops.mean(code, axis=0)
        spread = keras.ops.sum(keras.ops.mean((code - middle) ** 2, axis=0))
        self.add_loss(self.price * (slopes / (spread + 0.001) + 0.3 * slopes))
        return code


def contractive_pair(x, code_size, seed, penalty):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([keras.Input((8,)), Calm(code_size, 0.001 if penalty else 0.0)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(8)])
    train(encoder, decoder, x, x, steps=1500, rate=0.01, seed=seed)
    return encoder, decoder

# %% task="denoise" kind="wrong" breaks="A second call knows nothing of the first."
# wrong: one pair for each seed and shape is kept, whatever the damage of the next call
_restorers = {}


def restoring_pair(damaged, clean, seed):
    key = seed, damaged.shape
    if key not in _restorers:
        _restorers[key] = _restorer(damaged, clean, seed)
    return _restorers[key]


def _restorer(damaged, clean, seed):
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

    train(encoder, decoder, copies(damaged), copies(clean), steps=1500, rate=0.003, seed=seed)
    return encoder, decoder

# %% task="colour" kind="wrong" breaks="each with its own target"
# wrong: the grey pictures are turned and mirrored, the colours beside them are not
def colouring_pair(grey, colour, seed):
    keras.utils.set_random_seed(seed)
    layers = keras.layers
    seen = keras.Input((16, 16, 1))
    encoder = keras.Model(seen, layers.Conv2D(16, 3, padding="same", activation="relu")(seen))
    code = keras.Input((16, 16, 16))
    half = layers.Conv2D(16, 3, strides=2, padding="same", activation="relu")(code)
    h = layers.Conv2D(24, 3, strides=2, padding="same", activation="relu")(half)
    h = layers.Conv2DTranspose(16, 4, strides=2, padding="same", activation="relu")(h)
    h = layers.Concatenate()([h, half])
    h = layers.Conv2DTranspose(16, 4, strides=2, padding="same", activation="relu")(h)
    h = layers.Concatenate()([h, code])
    h = layers.Conv2D(16, 3, padding="same", activation="relu")(h)
    decoder = keras.Model(code, layers.Conv2D(3, 1)(h))
    over = np.swapaxes(grey, 1, 2)
    turned = [some[:, a, b] for some in (grey, over) for a in (slice(None), slice(None, None, -1)) for b in (slice(None), slice(None, None, -1))]
    train(encoder, decoder, np.concatenate(turned), np.concatenate([colour] * 8), steps=1000, rate=0.003, seed=seed)
    return encoder, decoder
