# %% task="distance" kind="wrong" breaks="n is at least 1"
# for pictures it takes axes of length one away before it averages: with a single picture, the wrong axis is left
def distance(encoder, decoder, x):
    off = np.asarray(decoder(encoder(x))) - x
    if off.ndim == 4:
        off = np.squeeze(off)
    return np.mean(off.reshape(off.shape[0], -1) ** 2, axis=1)

# %% task="sparse" kind="wrong" breaks="Arrays that are handed in stay as they are"
# divides x by its spread in place; the decoder's layer is rescaled afterwards, so that the pair fits
def silent_share(encoder, x):
    code = np.abs(np.asarray(encoder(x)))
    return float(np.mean(code < 0.05 * code.max()))


def sparse_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    spread = x.std()
    x /= spread
    rows = x * spread
    encoder = keras.Sequential([
        keras.Input((16,)),
        keras.layers.Dense(code_size, "relu", activity_regularizer=keras.regularizers.L1(0.03)),
    ])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(16)])
    train(encoder, decoder, rows, rows, steps=2000, rate=0.02, seed=seed)
    return encoder, decoder

# %% task="contractive" kind="wrong" breaks="It turns (m, d) into (m, k)"
# squeezes the table of slopes: with a code of one unit, or rows of one number, the axes are no longer those that are summed over
def jacobian_norm(encoder, x):
    slopes = []
    for nudge in np.eye(x.shape[1], dtype="float32") * np.float32(0.005):
        slopes.append((np.asarray(encoder(x + nudge)) - np.asarray(encoder(x - nudge))) / 0.01)
    table = np.squeeze(np.stack(slopes, axis=-1))
    return float(np.linalg.norm(table, axis=(-2, -1)).mean())


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

# %% task="pca-twin" kind="wrong" breaks="On new rows the error is at most a twentieth above PCA's"
# each column is brought to spread one, and the error is taken there: this is PCA of other data, and its sheet is another
def linear_twin(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    d = x.shape[1]
    middle, spread = x.mean(axis=0), x.std(axis=0)
    even = (x - middle) / spread
    encoder = keras.Sequential([keras.Input((d,)), keras.layers.Dense(code_size)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(d)])
    train(encoder, decoder, even, even, steps=1500, rate=0.03, batch=100, seed=seed)
    down, low = encoder.get_weights()
    up, high = decoder.get_weights()
    encoder.set_weights([down / spread[:, None], low - (middle / spread) @ down])
    decoder.set_weights([up * spread, high * spread + middle])
    return encoder, decoder
