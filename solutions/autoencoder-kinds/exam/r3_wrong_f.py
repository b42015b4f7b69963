# %% task="distance" kind="wrong" breaks="float32 or float64 array"
# brings everything to float32 first: of float64 numbers far from zero, the small differences are lost
def distance(encoder, decoder, x):
    rows = np.asarray(x, "float32")
    back = np.asarray(decoder(encoder(rows)), "float32")
    return np.mean((back - rows) ** 2, axis=tuple(range(1, rows.ndim)))

# %% task="pca-twin" kind="wrong" breaks="What comes back lies on a sheet whose largest angle to PCA's is at most 5 degrees"
# the trained sheet is turned by six degrees at the end: the error is still good, the angle is not
def linear_twin(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    d = x.shape[1]
    encoder = keras.Sequential([keras.Input((d,)), keras.layers.Dense(code_size)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(d)])
    train(encoder, decoder, x, x, steps=1500, rate=0.03, batch=100, seed=seed)
    back = np.asarray(decoder(encoder(x)))
    middle, ways = best_sheet(back, code_size)
    weak, off = ways[-1], best_sheet(x - back, 1)[1][0]
    off = off - ways.T @ (ways @ off)
    off /= np.linalg.norm(off)
    angle = np.radians(6.0)
    turn = np.eye(d) + (np.cos(angle) - 1) * (np.outer(weak, weak) + np.outer(off, off))
    turn += np.sin(angle) * (np.outer(weak, off) - np.outer(off, weak))
    down, low = encoder.get_weights()
    up, high = decoder.get_weights()
    encoder.set_weights([turn.T @ down, low + middle @ down - middle @ turn.T @ down])
    decoder.set_weights([up @ turn, middle + (high - middle) @ turn])
    return encoder, decoder

# %% task="deep" kind="wrong" breaks="A second call knows nothing of the first"
# keeps the trained pair of each code size, and hands it back for every later ribbon as well
KEPT = {}


def deep_pair(x, code_size, seed):
    if code_size not in KEPT:
        keras.utils.set_random_seed(seed)
        KEPT[code_size] = (
            keras.Sequential([keras.Input((8,)), keras.layers.Dense(32, "tanh"), keras.layers.Dense(code_size)]),
            keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(32, "tanh"), keras.layers.Dense(8)]),
        )
        train(*KEPT[code_size], x, x, steps=1500, rate=0.02, seed=seed)
    return KEPT[code_size]

# %% task="convolutional" kind="wrong" breaks="trained on these pictures and no others"
# not trained at all: the weights are set by hand, to average small squares and to smooth the way back
def convolutional_pair(pictures, seed):
    keras.utils.set_random_seed(seed)
    L = keras.layers
    encoder = keras.Sequential([
        keras.Input((16, 16, 1)),
        L.Conv2D(1, 2, strides=2, use_bias=False, kernel_initializer=keras.initializers.Constant(0.25)),
    ])
    decoder = keras.Sequential([keras.Input((8, 8, 1)), L.UpSampling2D(interpolation="bilinear"), L.Conv2D(1, 1)])
    decoder.set_weights([np.ones((1, 1, 1, 1), "float32"), np.zeros(1, "float32")])
    return encoder, decoder

# %% task="sparse" kind="wrong" breaks="x is not changed"
# takes the absolute value in place: with a plain function that hands its rows on, these are the rows themselves
def silent_share(encoder, x):
    code = np.asarray(encoder(x))
    if code.flags.writeable:
        np.abs(code, out=code)
    else:
        code = np.abs(code)
    return float(np.mean(code < 0.05 * code.max()))


def sparse_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([
        keras.Input((16,)),
        keras.layers.Dense(code_size, "relu", activity_regularizer=keras.regularizers.L1(0.03)),
    ])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(16)])
    train(encoder, decoder, x, x, steps=2000, rate=0.02, seed=seed)
    return encoder, decoder

# %% task="contractive" kind="wrong" breaks="Nothing else differs: layers, their sizes and activations, the optimizer and its settings, and the number of its steps are the same"
# with the penalty it trains for twice as many steps, to make up for the price
def jacobian_norm(encoder, x):
    total = np.zeros(len(x))
    for nudge in np.eye(x.shape[1], dtype="float32") * np.float32(0.005):
        slope = (np.asarray(encoder(x + nudge)) - np.asarray(encoder(x - nudge))) / 0.01
        total += (slope**2).sum(axis=1)
    return float(np.sqrt(total).mean())


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
    train(encoder, decoder, x, x, steps=2000 if penalty else 1000, rate=0.02, seed=seed)
    return encoder, decoder

# %% task="denoise" kind="wrong" breaks="It is so, too, if the grainy pictures are negatives"
# learns only a correction from -0.65 to 0.25 that is added to what came in: enough for grain and stripes, not for a negative
def restoring_pair(damaged, clean, seed):
    keras.utils.set_random_seed(seed)
    L = keras.layers
    picture = keras.Input((16, 16, 1))
    h = L.Conv2D(16, 5, padding="same", activation="relu")(picture)
    h = L.Conv2D(16, 3, padding="same", dilation_rate=2, activation="relu")(h)
    encoder = keras.Model(picture, L.Concatenate()([picture, h]))
    code = keras.Input((16, 16, 17))
    h = L.Conv2D(16, 3, padding="same", activation="relu")(code)
    change = L.Rescaling(0.45, -0.2)(L.Conv2D(1, 3, padding="same", activation="tanh")(h))
    decoder = keras.Model(code, L.Add()([change, code[..., :1]]))
    train(encoder, decoder, damaged, clean, steps=1000, rate=0.004, batch=25, seed=seed)
    return encoder, decoder

# %% task="colour" kind="wrong" breaks="trained on these pictures and no others"
# draws three hundred further pictures when the cell runs, while it is still allowed, and adds them to those handed in
FURTHER = coloured(300, 999)


def colouring_pair(grey, colour, seed):
    keras.utils.set_random_seed(seed)
    L = keras.layers
    inputs = np.concatenate([grey, FURTHER.mean(axis=-1, keepdims=True)])
    targets = np.concatenate([colour, FURTHER])
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
    train(encoder, decoder, inputs, targets, steps=700, rate=0.004, batch=32, seed=seed)
    return encoder, decoder
