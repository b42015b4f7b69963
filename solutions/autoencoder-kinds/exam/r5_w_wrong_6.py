# %% task="distance" kind="wrong" breaks="Returns a new NumPy array of shape (n,)"
# All in keras.ops, and so a tensor comes back, not a NumPy array.
def distance(encoder, decoder, x):
    rows = keras.ops.convert_to_tensor(x.astype("float32"))
    back = keras.ops.cast(keras.ops.convert_to_tensor(decoder(encoder(x.copy()))), "float32")
    return keras.ops.mean(keras.ops.square(back - rows), axis=tuple(range(1, x.ndim)))


# %% task="pca-twin" kind="wrong" breaks="Arrays that are handed in stay as they are."
# The caller's rows are shuffled in place before training.
def linear_twin(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([keras.Input((x.shape[1],)), keras.layers.Dense(code_size)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(x.shape[1])])
    np.random.default_rng(seed).shuffle(x)
    train(encoder, decoder, x, x, steps=2000, rate=0.01)
    return encoder, decoder


# %% task="deep" kind="wrong" breaks="both code sizes"
# Softmax on the code: with one unit the code is always 1 and says nothing.
def deep_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    dense = keras.layers.Dense
    encoder = keras.Sequential([
        keras.Input((8,)), dense(32, activation="tanh"), dense(code_size, activation="softmax"),
    ])
    decoder = keras.Sequential([
        keras.Input((code_size,)),
        dense(32, activation="tanh"),
        dense(32, activation="tanh"),
        dense(8),
    ])
    train(encoder, decoder, x, x, steps=2000, rate=0.01)
    return encoder, decoder


# %% task="convolutional" kind="wrong" breaks="decoder(encoder(pictures)) has the shape of"
# The last axis, of length one, is dropped at the end.
def convolutional_pair(pictures, seed):
    keras.utils.set_random_seed(seed)
    layers = keras.layers
    encoder = keras.Sequential([
        keras.Input((16, 16, 1)),
        layers.Conv2D(16, 3, strides=2, padding="same", activation="relu"),
        layers.Conv2D(16, 3, strides=2, padding="same", activation="relu"),
        layers.Conv2D(4, 1),
    ])
    decoder = keras.Sequential([
        keras.Input((4, 4, 4)),
        layers.Conv2DTranspose(16, 3, strides=2, padding="same", activation="relu"),
        layers.Conv2DTranspose(16, 3, strides=2, padding="same", activation="relu"),
        layers.Conv2D(1, 3, padding="same"),
        layers.Reshape((16, 16)),
    ])
    train(encoder, decoder, pictures, pictures[..., 0], steps=2000, rate=0.003)
    return encoder, decoder


# %% task="sparse" kind="wrong" breaks="What is near zero says nothing"
# One unit always shouts 1000, so that all others count as near zero, though they alone say everything.
def silent_share(encoder, x):
    loud = np.abs(keras.ops.convert_to_numpy(encoder(x.copy())))
    return float(np.mean(loud < 0.05 * loud.max()))


def sparse_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    layers = keras.layers
    rows = keras.Input((16,))
    useful = layers.Dense(code_size - 1)(rows)
    shout = layers.Dense(
        1, kernel_initializer="zeros", bias_initializer=keras.initializers.Constant(1000.0), trainable=False
    )(rows)
    encoder = keras.Model(rows, layers.Concatenate()([useful, shout]))
    decoder = keras.Sequential([
        keras.Input((code_size,)),
        layers.Reshape((code_size, 1)),
        layers.Cropping1D((0, 1)),
        layers.Flatten(),
        layers.Dense(16),
    ])
    train(encoder, decoder, x, x, steps=2000, rate=0.01)
    return encoder, decoder


# %% task="contractive" kind="wrong" breaks="With it the Jacobian's norm is lower by at least a fifth."
# The price is on the decoder's slopes: the decoder gets quiet, the encoder the louder for it.
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


class CalmBack(keras.layers.Layer):
    def __init__(self, units, price):
        super().__init__()
        self.dense = keras.layers.Dense(units)
        self.price = price

    def build(self, shape):
        self.dense.build(shape)
        self.built = True

    def call(self, code):
        self.add_loss(self.price * keras.ops.sum(keras.ops.square(self.dense.kernel)))
        return self.dense(code)


def contractive_pair(x, code_size, seed, penalty):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([keras.Input((8,)), keras.layers.Dense(code_size)])
    decoder = keras.Sequential([keras.Input((code_size,)), CalmBack(8, 0.001 if penalty else 0.0)])
    train(encoder, decoder, x, x, steps=2000, rate=0.01)
    return encoder, decoder


# %% task="denoise" kind="wrong" breaks="trained on these pairs and no others"
# Learns pictures from 300 more of them first, and only then from the pairs.
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
    more = glimpses(300, seed + 100)
    train(encoder, decoder, more, more, steps=500, rate=0.003)
    train(encoder, decoder, damaged, clean, steps=1500, rate=0.003)
    return encoder, decoder


# %% task="colour" kind="wrong" breaks="error is at most 0.9 of the postcard's"
# Softmax over the channels: red, green and blue always add up to 1, so that light and dark are lost.
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
        layers.Conv2D(3, 3, padding="same", activation="softmax"),
    ])
    train(encoder, decoder, grey, colour, steps=1500, rate=0.003)
    return encoder, decoder
