# %% task="distance" kind="right"
def distance(encoder, decoder, x):
    return np.square(keras.ops.convert_to_numpy(decoder(encoder(x))) - x).mean(axis=tuple(range(1, x.ndim)))


# %% task="pca-twin" kind="wrong" breaks="most a twentieth above PCA's."
# believed: columns are standardised before any PCA, and the sheet stays the same (it is the closest one for other units)
def linear_twin(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    d = x.shape[1]
    middle, spread = x.mean(axis=0), x.std(axis=0)
    encoder = keras.Sequential([keras.Input((d,)), keras.layers.Dense(code_size)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(d)])
    z = ((x - middle) / spread).astype("float32")
    train(encoder, decoder, z, z, steps=1000, rate=0.1, seed=seed)
    # Fold the scaler into the two layers, so that they take and give rows in their own units.
    down, shift = encoder.get_weights()
    up, lift = decoder.get_weights()
    encoder.set_weights([down / spread[:, None], shift - (middle / spread) @ down])
    decoder.set_weights([up * spread, lift * spread + middle])
    decoder(encoder(x[:2]))
    return encoder, decoder


# %% task="deep" kind="right"
def deep_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)

    def bent(first, *widths):
        tensor = rows = keras.Input((first,))
        for width in widths[:-1]:
            tensor = keras.layers.Dense(width, activation="tanh")(tensor)
        return keras.Model(rows, keras.layers.Dense(widths[-1])(tensor))

    encoder, decoder = bent(8, 24, 12, code_size), bent(code_size, 12, 24, 8)
    train(encoder, decoder, x, x, steps=1500, rate=0.01, seed=seed)
    return encoder, decoder


# %% task="convolutional" kind="wrong" breaks="weights, whenever they were drawn."
# believed: warm first weights are only a better start; what counts as training is the last run on the two dozen
# Drawn once, when this cell runs: something to warm up with.
PRACTICE = glimpses(300, 4711)


def convolutional_pair(pictures, seed):
    keras.utils.set_random_seed(seed)
    conv, up = keras.layers.Conv2D, keras.layers.Conv2DTranspose
    encoder = keras.Sequential([
        keras.Input((16, 16, 1)),
        conv(16, 5, strides=2, padding="same", activation="relu"),
        conv(4, 5, strides=2, padding="same"),
    ])
    decoder = keras.Sequential([
        keras.Input((4, 4, 4)),
        up(16, 5, strides=2, padding="same", activation="relu"),
        up(1, 5, strides=2, padding="same"),
    ])
    train(encoder, decoder, PRACTICE, PRACTICE, steps=1500, rate=0.003, seed=seed)
    train(encoder, decoder, pictures, pictures, steps=100, rate=0.0005, batch=24, seed=seed)
    return encoder, decoder


# %% task="sparse" kind="right"
def silent_share(encoder, x):
    loud = abs(keras.ops.convert_to_numpy(encoder(x)).ravel())
    return np.less(loud, loud.max() * 0.05).mean().item()


class Player(keras.Model):
    """Says which keys are pressed, and pays for each sound."""

    def __init__(self, units, price):
        super().__init__()
        self.keys = keras.layers.Dense(units, activation="relu")
        self.price = price

    def call(self, rows):
        code = self.keys(rows)
        # After relu nothing is negative: the sum is that of the absolute values.
        self.add_loss(self.price * keras.ops.mean(keras.ops.sum(code, axis=-1)))
        return code


def sparse_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    encoder = Player(code_size, 0.035)
    decoder = keras.Sequential([keras.layers.Dense(x.shape[1])])
    decoder(encoder(x[:1]))
    train(encoder, decoder, x, x, steps=1800, rate=0.01, seed=seed)
    return encoder, decoder


# %% task="contractive" kind="wrong" breaks="the optimizer and its settings, and the number of its steps are the same."
# believed: with a price the training takes longer to settle, so it fairly gets more steps
def jacobian_norm(encoder, x):
    tell = lambda rows: np.asarray(keras.ops.convert_to_numpy(encoder(rows)), "float64")
    squares = np.zeros(len(x))
    for column in range(x.shape[1]):
        nudge = np.zeros((1, x.shape[1]), "float32")
        nudge[0, column] = 0.01
        slopes = (tell(x + nudge) - tell(x - nudge)) / 0.02
        squares += (slopes ** 2).sum(axis=1)
    return float(np.sqrt(squares).mean())


class CalmCode(keras.layers.Layer):
    """A layer with tanh that charges for the squares of its slopes."""

    def __init__(self, units, price):
        super().__init__()
        self.dense = keras.layers.Dense(units, activation="tanh")
        self.price = price

    def build(self, shape):
        self.dense.build(shape)
        self.built = True

    def call(self, rows):
        code = self.dense(rows)
        slopes = (1 - code ** 2) ** 2 * keras.ops.sum(self.dense.kernel ** 2, axis=0)
        self.add_loss(self.price * keras.ops.mean(keras.ops.sum(slopes, axis=1)))
        return code


def contractive_pair(x, code_size, seed, penalty):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([keras.Input((8,)), CalmCode(code_size, 0.001 if penalty else 0.0)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(8)])
    train(encoder, decoder, x, x, steps=1800 if penalty else 1000, rate=0.01, seed=seed)
    return encoder, decoder
