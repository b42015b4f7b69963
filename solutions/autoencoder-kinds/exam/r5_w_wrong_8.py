# %% task="pca-twin" kind="wrong" breaks="A second call knows nothing of the first."
# Keeps the pair for a code size and a seed, and hands it out again for other rows.
_twins = {}


def linear_twin(x, code_size, seed):
    if (code_size, seed, x.shape) not in _twins:
        keras.utils.set_random_seed(seed)
        encoder = keras.Sequential([keras.Input((x.shape[1],)), keras.layers.Dense(code_size)])
        decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(x.shape[1])])
        train(encoder, decoder, x, x, steps=2000, rate=0.01)
        _twins[code_size, seed, x.shape] = encoder, decoder
    return _twins[code_size, seed, x.shape]


# %% task="sparse" kind="wrong" breaks="from (m, 16) to (m, 32)"
# A unit for each of the 24 keys, whatever code size is asked for.
def silent_share(encoder, x):
    loud = np.abs(keras.ops.convert_to_numpy(encoder(x.copy())))
    return float(np.mean(loud < 0.05 * loud.max()))


class ActivityPrice(keras.layers.Layer):
    def __init__(self, price):
        super().__init__()
        self.price = price

    def call(self, code):
        code = keras.ops.relu(code - 0.1) - keras.ops.relu(-code - 0.1)
        self.add_loss(self.price * keras.ops.mean(keras.ops.sum(keras.ops.abs(code), axis=-1)))
        return code


def sparse_pair(x, code_size, seed):
    code_size = 24
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([
        keras.Input((16,)),
        keras.layers.Dense(64, activation="relu"),
        keras.layers.Dense(code_size),
        ActivityPrice(0.03),
    ])
    decoder = keras.Sequential([
        keras.Input((code_size,)),
        keras.layers.Dense(16, kernel_constraint=keras.constraints.UnitNorm(axis=1)),
    ])
    train(encoder, decoder, x, x, steps=2000, rate=0.01)
    return encoder, decoder


# %% task="contractive" kind="wrong" breaks="the number of its steps are the same"
# With the penalty it trains for more steps.
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


class CalmDense(keras.layers.Layer):
    def __init__(self, units, price):
        super().__init__()
        self.dense = keras.layers.Dense(units, activation="tanh")
        self.price = price

    def build(self, shape):
        self.dense.build(shape)
        self.built = True

    def call(self, rows):
        code = self.dense(rows)
        weight = keras.ops.sum(keras.ops.square(self.dense.kernel), axis=0)
        size = keras.ops.sum(keras.ops.square(1 - code * code) * weight, axis=-1)
        self.add_loss(self.price * keras.ops.mean(size))
        return code


def contractive_pair(x, code_size, seed, penalty):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([keras.Input((8,)), CalmDense(code_size, 0.01 if penalty else 0.0)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(8)])
    train(encoder, decoder, x, x, steps=2000 if penalty else 1500, rate=0.01)
    return encoder, decoder


# %% task="denoise" kind="wrong" breaks="A second call knows nothing of the first."
# Keeps what it learnt for a seed: another damage gets the pair of the first.
_restorers = {}


def restoring_pair(damaged, clean, seed):
    if (seed, damaged.shape) in _restorers:
        return _restorers[seed, damaged.shape]
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
    train(encoder, decoder, damaged, clean, steps=1500, rate=0.003)
    _restorers[seed, damaged.shape] = encoder, decoder
    return encoder, decoder
