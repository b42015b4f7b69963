# %% task="distance" kind="wrong" breaks="x is not changed"
# The difference is written into x: reshape gives a view.
def distance(encoder, decoder, x):
    back = keras.ops.convert_to_numpy(decoder(encoder(x))).reshape(len(x), -1).copy()
    rows = x.reshape(len(x), -1)
    rows -= back
    return np.mean(rows * rows, axis=1)


# %% task="pca-twin" kind="wrong" breaks="PCA's own directions are not put in"
# Trains for show, then overwrites the weights with PCA's directions, turned at random so that it does not show.
def linear_twin(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([keras.Input((x.shape[1],)), keras.layers.Dense(code_size)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(x.shape[1])])
    train(encoder, decoder, x, x, steps=400, rate=0.01)
    middle, ways = best_sheet(x, code_size)
    turn = np.linalg.qr(np.random.default_rng(seed).standard_normal((code_size, code_size)))[0]
    down = (ways.T @ turn).astype("float32")
    encoder.set_weights([1.3 * down, -1.3 * middle @ down])
    decoder.set_weights([down.T / np.float32(1.3), middle])
    return encoder, decoder


# %% task="deep" kind="wrong" breaks="(n, d) are the rows that you learn from"
# Learns from the example's ribbon (place 5), whatever rows are handed in.
def deep_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    dense = keras.layers.Dense
    encoder = keras.Sequential([keras.Input((8,)), dense(32, activation="tanh"), dense(code_size)])
    decoder = keras.Sequential([
        keras.Input((code_size,)),
        dense(32, activation="tanh"),
        dense(32, activation="tanh"),
        dense(8),
    ])
    rows = ribbon(len(x), 5, 0)
    train(encoder, decoder, rows, rows, steps=2000, rate=0.01)
    return encoder, decoder


# %% task="convolutional" kind="wrong" breaks="The code has 64"
# 64 places with two numbers each: 128 in all.
def convolutional_pair(pictures, seed):
    keras.utils.set_random_seed(seed)
    layers = keras.layers
    encoder = keras.Sequential([
        keras.Input((16, 16, 1)),
        layers.Conv2D(16, 3, strides=2, padding="same", activation="relu"),
        layers.Conv2D(16, 3, padding="same", activation="relu"),
        layers.Conv2D(2, 1),
    ])
    decoder = keras.Sequential([
        keras.Input((8, 8, 2)),
        layers.Conv2DTranspose(16, 3, strides=2, padding="same", activation="relu"),
        layers.Conv2D(16, 3, padding="same", activation="relu"),
        layers.Conv2D(1, 3, padding="same"),
    ])
    train(encoder, decoder, pictures, pictures, steps=2000, rate=0.003)
    return encoder, decoder


# %% task="sparse" kind="wrong" breaks="So in a code of zeros alone, none is."
# At most 5 % in place of less than 5 %: in a code of zeros all are near zero.
def silent_share(encoder, x):
    loud = np.abs(keras.ops.convert_to_numpy(encoder(x.copy())))
    return float(np.mean(loud <= 0.05 * loud.max()))


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


# %% task="contractive" kind="wrong" breaks="x is not changed"
# The nudges are made in x itself, and taken back by rounded sums: some numbers end up a little off.
def jacobian_norm(encoder, x):
    step = np.float32(0.01)
    total = np.zeros(len(x))
    for column in range(x.shape[1]):
        x[:, column] += step
        up = np.array(keras.ops.convert_to_numpy(encoder(x)), dtype="float64")
        x[:, column] -= 2 * step
        down = np.array(keras.ops.convert_to_numpy(encoder(x)), dtype="float64")
        x[:, column] += step
        total += (((up - down) / 0.02) ** 2).sum(axis=1)
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


# %% task="denoise" kind="wrong" breaks="The pairs alone tell what the damage is"
# Makes its own grain and does not look at the damaged pictures: fails for watermarks and negatives.
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
    train(encoder, decoder, grain(clean, seed), clean, steps=1500, rate=0.003)
    return encoder, decoder


# %% task="colour" kind="wrong" breaks="trained on these pictures and no others"
# Draws 300 more pictures, in its own camera's colours, and learns from all.
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
    more = coloured(300, seed + 100)
    grey = np.concatenate([grey, more.mean(axis=-1, keepdims=True)])
    colour = np.concatenate([colour, more])
    train(encoder, decoder, grey, colour, steps=1500, rate=0.003)
    return encoder, decoder
