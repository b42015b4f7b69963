# %% task="distance" kind="wrong" breaks="Returns a new NumPy array of shape (n,)"
# One row gives a 0-d result, because every axis of length one is squeezed away.
def distance(encoder, decoder, x):
    back = keras.ops.convert_to_numpy(decoder(encoder(x.copy())))
    squares = ((back - x) ** 2).reshape(len(x), -1)
    return np.squeeze(squares.mean(axis=1, keepdims=True))


# %% task="pca-twin" kind="wrong" breaks="most a twentieth above PCA's"
# The middle is taken away before training, outside the models, and never put back.
def linear_twin(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([keras.Input((x.shape[1],)), keras.layers.Dense(code_size)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(x.shape[1])])
    centred = x - x.mean(axis=0)
    train(encoder, decoder, centred, centred, steps=2000, rate=0.01)
    return encoder, decoder


# %% task="deep" kind="wrong" breaks="new rows of the same ribbon the error is at most half of PCA's with one number"
# Sigmoid at the output, as for pixels: no negative number can come back.
def deep_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    dense = keras.layers.Dense
    encoder = keras.Sequential([keras.Input((8,)), dense(32, activation="tanh"), dense(code_size)])
    decoder = keras.Sequential([
        keras.Input((code_size,)),
        dense(32, activation="tanh"),
        dense(32, activation="tanh"),
        dense(8, activation="sigmoid"),
    ])
    train(encoder, decoder, x, x, steps=2000, rate=0.01)
    return encoder, decoder


# %% task="convolutional" kind="wrong" breaks="Both models together have at most 6000 weights"
# 6117 weights: the last layer of the encoder has a kernel of 3 by 3, and nobody counted.
def convolutional_pair(pictures, seed):
    keras.utils.set_random_seed(seed)
    layers = keras.layers
    encoder = keras.Sequential([
        keras.Input((16, 16, 1)),
        layers.Conv2D(16, 3, strides=2, padding="same", activation="relu"),
        layers.Conv2D(16, 3, strides=2, padding="same", activation="relu"),
        layers.Conv2D(4, 3, padding="same"),
    ])
    decoder = keras.Sequential([
        keras.Input((4, 4, 4)),
        layers.Conv2DTranspose(16, 3, strides=2, padding="same", activation="relu"),
        layers.Conv2DTranspose(16, 3, strides=2, padding="same", activation="relu"),
        layers.Conv2D(1, 3, padding="same"),
    ])
    train(encoder, decoder, pictures, pictures, steps=2000, rate=0.003)
    return encoder, decoder


# %% task="sparse" kind="wrong" breaks="less than 5 % of the largest absolute value in the"
# The bound is taken from the largest value, not the largest absolute one: wrong if the loudest is negative.
def silent_share(encoder, x):
    code = keras.ops.convert_to_numpy(encoder(x.copy()))
    return float(np.mean(np.abs(code) < 0.05 * code.max()))


class ActivityPrice(keras.layers.Layer):
    def __init__(self, price):
        super().__init__()
        self.price = price

    def call(self, code):
        code = keras.ops.relu(code - 0.1) - keras.ops.relu(-code - 0.1)
        self.add_loss(self.price * keras.ops.mean(keras.ops.sum(keras.ops.abs(code), axis=-1)))
        return code


def sparse_pair(x, code_size, seed):
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


# %% task="contractive" kind="wrong" breaks="right to 2 %"
# The nudge is so small that float32 hardly shows it.
def jacobian_norm(encoder, x):
    def told(rows):
        return keras.ops.convert_to_numpy(encoder(rows)).astype("float64")

    total = np.zeros(len(x))
    for column in range(x.shape[1]):
        up, down = x.copy(), x.copy()
        up[:, column] += np.float32(1e-7)
        down[:, column] -= np.float32(1e-7)
        total += (((told(up) - told(down)) / 2e-7) ** 2).sum(axis=1)
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
    train(encoder, decoder, x, x, steps=2000, rate=0.01)
    return encoder, decoder


# %% task="denoise" kind="wrong" breaks="Learn from pairs to undo damage."
# Learns what clean pictures look like, from clean to clean, and hopes that this removes any damage.
def restoring_pair(damaged, clean, seed):
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
    train(encoder, decoder, clean, clean, steps=1500, rate=0.003)
    return encoder, decoder


# %% task="colour" kind="wrong" breaks="error is at most 0.9 of the postcard's"
# Channels in the order blue, green, red, as another library wants them.
def colouring_pair(grey, colour, seed):
    keras.utils.set_random_seed(seed)
    layers = keras.layers
    seen = keras.Input((16, 16, 1))
    near = layers.Conv2D(12, 3, padding="same", activation="relu")(seen)
    far = layers.Conv2D(24, 3, strides=2, padding="same", activation="relu")(near)
    far = layers.Conv2D(24, 3, padding="same", activation="relu")(far)
    encoder = keras.Model(seen, layers.Concatenate()([seen, near, layers.UpSampling2D()(far)]))
    decoder = keras.Sequential([
        keras.Input((16, 16, 37)),
        layers.Conv2D(16, 1, activation="relu"),
        layers.Conv2D(3, 3, padding="same"),
    ])
    train(encoder, decoder, grey, colour[..., ::-1], steps=1500, rate=0.003)
    return encoder, decoder
