# %% task="distance" kind="wrong" breaks="Returns a new NumPy array of shape (n,). For each row it holds"
# believed: axis=0 is the axis of the rows, so a mean over it gives one number a row
def distance(encoder, decoder, x):
    back = np.asarray(decoder(encoder(x)))
    return ((back - x) ** 2).mean(axis=0)


# %% task="pca-twin" kind="wrong" breaks="straight: each number that they give is a weighted sum of those that go in, plus a constant."
# believed: every Dense layer needs an activation, and relu is the usual one
def linear_twin(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    d = x.shape[1]
    encoder = keras.Sequential([keras.Input((d,)), keras.layers.Dense(code_size, activation="relu")])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(d)])
    train(encoder, decoder, x, x, steps=1000, rate=0.1, seed=seed)
    return encoder, decoder


# %% task="deep" kind="right"
def deep_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)

    # the funnel down
    encoder = keras.Sequential()
    encoder.add(keras.Input((8,)))
    encoder.add(keras.layers.Dense(32, activation="tanh"))
    encoder.add(keras.layers.Dense(code_size))

    # the funnel up
    decoder = keras.Sequential()
    decoder.add(keras.Input((code_size,)))
    decoder.add(keras.layers.Dense(32, activation="tanh"))
    decoder.add(keras.layers.Dense(8))

    train(encoder, decoder, x, x, steps=1500, rate=0.01)
    return encoder, decoder


# %% task="convolutional" kind="wrong" breaks="Both models together have at most 6000 weights"
# believed: to get a code of 64 numbers a picture has to be flattened, and Dense(64) comes next
def convolutional_pair(pictures, seed):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([
        keras.Input((16, 16, 1)), keras.layers.Flatten(), keras.layers.Dense(64),
    ])
    decoder = keras.Sequential([
        keras.Input((64,)), keras.layers.Dense(256), keras.layers.Reshape((16, 16, 1)),
    ])
    train(encoder, decoder, pictures, pictures, steps=1000, rate=0.003, seed=seed)
    return encoder, decoder


# %% task="contractive" kind="wrong" breaks="how fast each unit changes with each input."
# believed: one nudge to all inputs at once shows all the slopes
def jacobian_norm(encoder, x):
    step = np.float32(0.01)
    before = keras.ops.convert_to_numpy(encoder(x - step))
    after = keras.ops.convert_to_numpy(encoder(x + step))
    slopes = (after - before) / 0.02
    return float(np.sqrt((slopes ** 2).sum(axis=1)).mean())


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
    train(encoder, decoder, x, x, steps=1200, rate=0.01, seed=seed)
    return encoder, decoder


# %% task="colour" kind="wrong" breaks="trained on these pictures and no others."
# believed: more pictures of the same bananas can only help, and I have drawn them before the function runs
MORE = coloured(450, 99)


def colouring_pair(grey, colour, seed):
    keras.utils.set_random_seed(seed)
    conv = keras.layers.Conv2D
    encoder = keras.Sequential([
        keras.Input((16, 16, 1)),
        conv(16, 7, padding="same", activation="relu"),
    ])
    decoder = keras.Sequential([
        keras.Input((16, 16, 16)),
        conv(16, 7, padding="same", activation="relu"),
        conv(3, 3, padding="same"),
    ])
    inputs = np.concatenate([grey, MORE.mean(axis=-1, keepdims=True)])
    targets = np.concatenate([colour, MORE])
    train(encoder, decoder, inputs, targets, steps=700, rate=0.003, batch=25, seed=seed)
    return encoder, decoder
