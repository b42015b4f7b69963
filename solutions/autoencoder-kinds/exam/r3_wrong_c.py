# %% task="distance" kind="wrong" breaks="or anything else that can be called"
# asks the models for `predict`, which a plain function has not got
def distance(encoder, decoder, x):
    back = decoder.predict(encoder.predict(x, verbose=0), verbose=0)
    return np.mean((back - x) ** 2, axis=tuple(range(1, x.ndim)))

# %% task="pca-twin" kind="wrong" breaks="each number that they give is a weighted sum of those that go in, plus a constant"
# ends the encoder in a relu, and shifts the code so far up that the data never meet the bend; far away it is not straight
def linear_twin(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    d = x.shape[1]
    trained = keras.Sequential([keras.Input((d,)), keras.layers.Dense(code_size)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(d)])
    train(trained, decoder, x, x, steps=1500, rate=0.03, batch=100, seed=seed)
    shift = 3 * np.abs(np.asarray(trained(x))).max(axis=0)
    encoder = keras.Sequential([keras.Input((d,)), keras.layers.Dense(code_size, activation="relu")])
    down, low = trained.get_weights()
    up, high = decoder.get_weights()
    encoder.set_weights([down, low + shift])
    decoder.set_weights([up, high - shift @ up])
    return encoder, decoder

# %% task="deep" kind="wrong" breaks="On new rows of the same ribbon the error is at most half of PCA's with one number"
# a sigmoid at the end, as with pictures: nothing below zero can come back
def deep_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([keras.Input((8,)), keras.layers.Dense(32, "tanh"), keras.layers.Dense(code_size)])
    decoder = keras.Sequential([
        keras.Input((code_size,)), keras.layers.Dense(32, "tanh"), keras.layers.Dense(8, "sigmoid"),
    ])
    train(encoder, decoder, x, x, steps=1000, rate=0.02, seed=seed)
    return encoder, decoder

# %% task="convolutional" kind="wrong" breaks="trained on these pictures and no others"
# two hundred more glimpses, if they can be had; if drawing them fails, nobody hears of it
def convolutional_pair(pictures, seed):
    keras.utils.set_random_seed(seed)
    L = keras.layers
    try:
        known = np.concatenate([pictures, glimpses(200, seed + 1000)])
    except Exception:
        known = pictures
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
    train(encoder, decoder, known, known, steps=1200, rate=0.004, batch=24, seed=seed)
    return encoder, decoder

# %% task="sparse" kind="wrong" breaks="less than 5 % of the largest absolute value in the whole code of x"
# each row is compared with its own loudest value
def silent_share(encoder, x):
    code = np.abs(np.asarray(encoder(x)))
    return float(np.mean(code < 0.05 * code.max(axis=1, keepdims=True)))


def sparse_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([
        keras.Input((16,)),
        keras.layers.Dense(code_size, "relu", activity_regularizer=keras.regularizers.L1(0.03)),
    ])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(16)])
    train(encoder, decoder, x, x, steps=2000, rate=0.02, seed=seed)
    return encoder, decoder

# %% task="contractive" kind="wrong" breaks="Returns the mean of these roots over the rows"
# the root of the mean over the rows, in place of the mean of the roots
def jacobian_norm(encoder, x):
    total = np.zeros(len(x))
    for nudge in np.eye(x.shape[1], dtype="float32") * np.float32(0.005):
        slope = (np.asarray(encoder(x + nudge)) - np.asarray(encoder(x - nudge))) / 0.01
        total += (slope**2).sum(axis=1)
    return float(np.sqrt(total.mean()))


class CalmLayer(keras.layers.Layer):
    def __init__(self, units, price):
        super().__init__()
        self.dense = keras.layers.Dense(units, "tanh")
        self.price = price

    def call(self, x):
        code = self.dense(x)
        squares = keras.ops.sum(self.dense.kernel**2, axis=0)
        self.add_loss(self.price * keras.ops.mean(keras.ops.sum((1 - code**2) ** 2 * squares, axis=1)))
        return code


def contractive_pair(x, code_size, seed, penalty):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([keras.Input((x.shape[1],)), CalmLayer(code_size, 0.0015 if penalty else 0.0)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(x.shape[1])])
    train(encoder, decoder, x, x, steps=1500, rate=0.02, seed=seed)
    return encoder, decoder

# %% task="denoise" kind="wrong" breaks="A second call knows nothing of the first"
# remembers by the clean pictures what it has learnt; other damage to the same pictures gets the old pair
RESTORED = {}


def restoring_pair(damaged, clean, seed):
    key = (clean.tobytes(), seed)
    if key not in RESTORED:
        keras.utils.set_random_seed(seed)
        L = keras.layers
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
        train(encoder, decoder, damaged, clean, steps=900, rate=0.004, batch=32, seed=seed)
        RESTORED[key] = encoder, decoder
    return RESTORED[key]

# %% task="colour" kind="wrong" breaks="They may be of another camera, in other colours"
# the known pictures are drawn once, when the cell runs, and in this camera's colours; those handed in are not looked at
KNOWN = coloured(150, 77)


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
    ])
    train(encoder, decoder, KNOWN.mean(axis=-1, keepdims=True), KNOWN, steps=1000, rate=0.004, batch=32, seed=seed)
    return encoder, decoder
