# %% task="distance" kind="wrong" breaks="the mean squared difference between decoder(encoder(x)) and x"
# for pictures, what comes back is first clipped to 0..1, as one does to show it
def distance(encoder, decoder, x):
    back = np.asarray(decoder(encoder(x)))
    if x.ndim == 4:
        back = np.clip(back, 0, 1)
    return np.mean((back - x) ** 2, axis=tuple(range(1, x.ndim)))

# %% task="pca-twin" kind="wrong" breaks="A second call knows nothing of the first"
# keeps the pair by the shape of the rows, code size and seed: other rows of this shape get the old sheet
TWINS = {}


def linear_twin(x, code_size, seed):
    key = x.shape, code_size, seed
    if key not in TWINS:
        keras.utils.set_random_seed(seed)
        d = x.shape[1]
        encoder = keras.Sequential([keras.Input((d,)), keras.layers.Dense(code_size)])
        decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(d)])
        train(encoder, decoder, x, x, steps=1500, rate=0.03, batch=100, seed=seed)
        TWINS[key] = encoder, decoder
    return TWINS[key]

# %% task="deep" kind="wrong" breaks="Nearly every task below hands back a pair of Keras models"
# hands back two bound methods that predict, not the models
def deep_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([keras.Input((8,)), keras.layers.Dense(32, "tanh"), keras.layers.Dense(code_size)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(32, "tanh"), keras.layers.Dense(8)])
    train(encoder, decoder, x, x, steps=1200, rate=0.02, seed=seed)
    return encoder.predict_on_batch, decoder.predict_on_batch

# %% task="convolutional" kind="wrong" breaks="Arrays that are handed in stay as they are"
# mirrors every second picture in place, to have more variety
def convolutional_pair(pictures, seed):
    keras.utils.set_random_seed(seed)
    L = keras.layers
    pictures[::2] = pictures[::2, :, ::-1].copy()
    encoder = keras.Sequential([
        keras.Input((16, 16, 1)),
        L.Conv2D(16, 4, strides=2, padding="same", activation="relu"),
        L.Conv2D(4, 4, strides=2, padding="same"),
    ])
    decoder = keras.Sequential([
        keras.Input((4, 4, 4)),
        L.Conv2DTranspose(16, 4, strides=2, padding="same", activation="relu"),
        L.Conv2DTranspose(1, 4, strides=2, padding="same"),
    ])
    train(encoder, decoder, pictures, pictures, steps=1200, rate=0.004, batch=24, seed=seed)
    return encoder, decoder

# %% task="sparse" kind="wrong" breaks="The share of the code's values, over all rows and units, that are near zero"
# goes through the rows in portions of 256 and takes the loudest value of each portion, then the mean of the shares
def silent_share(encoder, x):
    shares = []
    for start in range(0, len(x), 256):
        code = np.abs(np.asarray(encoder(x[start : start + 256])))
        shares.append(np.mean(code < 0.05 * code.max()))
    return float(np.mean(shares))


def sparse_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([
        keras.Input((16,)),
        keras.layers.Dense(code_size, "relu", activity_regularizer=keras.regularizers.L1(0.03)),
    ])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(16)])
    train(encoder, decoder, x, x, steps=2000, rate=0.02, seed=seed)
    return encoder, decoder

# %% task="contractive" kind="wrong" breaks="Nothing else differs"
# without the penalty the first weights are drawn ten times as large, so that the difference looks good
def jacobian_norm(encoder, x):
    total = np.zeros(len(x))
    for nudge in np.eye(x.shape[1], dtype="float32") * np.float32(0.005):
        slope = (np.asarray(encoder(x + nudge)) - np.asarray(encoder(x - nudge))) / 0.01
        total += (slope**2).sum(axis=1)
    return float(np.sqrt(total).mean())


class CalmLayer(keras.layers.Layer):
    def __init__(self, units, price, wide):
        super().__init__()
        self.dense = keras.layers.Dense(units, "tanh", kernel_initializer=keras.initializers.RandomNormal(stddev=wide))
        self.price = price

    def call(self, x):
        code = self.dense(x)
        squares = keras.ops.sum(self.dense.kernel**2, axis=0)
        self.add_loss(self.price * keras.ops.mean(keras.ops.sum((1 - code**2) ** 2 * squares, axis=1)))
        return code


def contractive_pair(x, code_size, seed, penalty):
    keras.utils.set_random_seed(seed)
    layer = CalmLayer(code_size, 0.0015, 0.1) if penalty else CalmLayer(code_size, 0.0, 1.0)
    encoder = keras.Sequential([keras.Input((x.shape[1],)), layer])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(x.shape[1])])
    train(encoder, decoder, x, x, steps=1500, rate=0.02, seed=seed)
    return encoder, decoder

# %% task="denoise" kind="wrong" breaks="trained on these pairs and no others"
# sixty more clean glimpses, drawn when the cell runs, are put beside the pairs, to teach it what pictures look like
STOCK = glimpses(60, 2024)


def restoring_pair(damaged, clean, seed):
    keras.utils.set_random_seed(seed)
    L = keras.layers
    inputs, targets = np.concatenate([damaged, damaged, STOCK]), np.concatenate([clean, clean, STOCK])
    encoder = keras.Sequential([
        keras.Input((16, 16, 1)),
        L.Conv2D(24, 6, strides=2, padding="same", activation="relu"),
        L.Conv2D(24, 3, padding="same", activation="relu"),
    ])
    decoder = keras.Sequential([
        keras.Input((8, 8, 24)),
        L.Conv2D(24, 3, padding="same", activation="relu"),
        L.Conv2DTranspose(1, 6, strides=2, padding="same"),
    ])
    train(encoder, decoder, inputs, targets, steps=900, rate=0.004, batch=32, seed=seed)
    return encoder, decoder

# %% task="colour" kind="wrong" breaks="decoder(encoder(grey)) has the shape of colour"
# puts the channels first at the end, as another library has them
def colouring_pair(grey, colour, seed):
    keras.utils.set_random_seed(seed)
    L = keras.layers
    encoder = keras.Sequential([
        keras.Input((16, 16, 1)),
        L.Conv2D(24, 5, padding="same", activation="relu"),
        L.Conv2D(24, 4, strides=2, padding="same", activation="relu"),
    ])
    decoder = keras.Sequential([
        keras.Input((8, 8, 24)),
        L.Conv2D(24, 3, padding="same", activation="relu"),
        L.Conv2DTranspose(3, 4, strides=2, padding="same"),
        L.Permute((3, 1, 2)),
    ])
    train(encoder, decoder, grey, colour.transpose(0, 3, 1, 2), steps=700, rate=0.004, batch=32, seed=seed)
    return encoder, decoder
