# %% task="distance" kind="wrong" breaks="n is at least 1."
# believed: squeeze only tidies up axes that nobody needs (overlooked: a single row loses its own axis, too)
def distance(encoder, decoder, x):
    back = np.asarray(decoder(encoder(x)))
    flat = ((back - x) ** 2).reshape(x.shape[0], -1)
    return np.squeeze(flat.mean(axis=1, keepdims=True))


# %% task="pca-twin" kind="right"
def linear_twin(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    d = x.shape[1]
    funnel = lambda a, b: keras.Sequential([keras.Input((a,)), keras.layers.Dense(b)])
    pair = funnel(d, code_size), funnel(code_size, d)
    train(*pair, x, x, steps=1500, rate=0.1, seed=seed)
    return pair


# %% task="sparse" kind="wrong" breaks="at least 3 in 4 of the code's values are near zero."
# believed: any price on the activity will do, squares as well as absolute values (squares make all units speak softly, none silent)
def silent_share(encoder, x):
    code = np.abs(keras.ops.convert_to_numpy(encoder(x)))
    return float((code < 0.05 * code.max()).mean())


def sparse_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([
        keras.Input((16,)),
        keras.layers.Dense(code_size, activity_regularizer=keras.regularizers.L2(0.005)),
    ])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(16)])
    train(encoder, decoder, x, x, steps=1500, rate=0.01, seed=seed)
    return encoder, decoder


# %% task="contractive" kind="wrong" breaks="Returns the mean of these roots over the rows"
# believed: whether the root or the mean comes first makes no difference
def jacobian_norm(encoder, x):
    n, d = x.shape
    h = 0.01 * np.eye(d, dtype="float32")
    tell = lambda rows: keras.ops.convert_to_numpy(encoder(rows.reshape(n * d, d))).reshape(n, d, -1)
    jacobians = (tell(x[:, None] + h) - tell(x[:, None] - h)) / 0.02
    return float(np.sqrt((jacobians ** 2).sum(axis=(1, 2)).mean()))


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


# %% task="colour" kind="wrong" breaks="error is at most 0.9 of the postcard's."
# believed: colour is a matter of channels, so it takes filters of one pixel
def colouring_pair(grey, colour, seed):
    keras.utils.set_random_seed(seed)
    conv = keras.layers.Conv2D
    encoder = keras.Sequential([
        keras.Input((16, 16, 1)),
        conv(8, 1),
    ])
    decoder = keras.Sequential([
        keras.Input((16, 16, 8)),
        conv(3, 1),
    ])
    train(encoder, decoder, grey, colour, steps=700, rate=0.003, batch=25, seed=seed)
    return encoder, decoder
