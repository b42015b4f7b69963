# %% task="distance" kind="wrong" breaks="Returns a new NumPy array"
# stays with keras.ops to the end, and gives a tensor
def distance(encoder, decoder, x):
    ops = keras.ops
    off = ops.convert_to_tensor(decoder(encoder(x))) - ops.convert_to_tensor(x)
    return ops.mean(ops.square(off), axis=tuple(range(1, x.ndim)))

# %% task="pca-twin" kind="wrong" breaks="from (m, d) to (m, code_size), and back to (m, d)"
# a code of two numbers always, as in the example, where three are asked for as well
def linear_twin(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    d = x.shape[1]
    encoder = keras.Sequential([keras.Input((d,)), keras.layers.Dense(2)])
    decoder = keras.Sequential([keras.Input((2,)), keras.layers.Dense(d)])
    train(encoder, decoder, x, x, steps=1500, rate=0.03, batch=100, seed=seed)
    return encoder, decoder

# %% task="deep" kind="wrong" breaks="The `call` of such a class uses Keras's own layers, layers made of these, and `keras.ops`"
# the bending is done by a function of TensorFlow, not of Keras
def deep_pair(x, code_size, seed):
    import tensorflow as tf

    class Bent(keras.Model):
        def __init__(self, size):
            super().__init__()
            self.first = keras.layers.Dense(32)
            self.second = keras.layers.Dense(size)

        def call(self, rows):
            return self.second(tf.math.tanh(self.first(rows)))

    keras.utils.set_random_seed(seed)
    encoder, decoder = Bent(code_size), Bent(8)
    train(encoder, decoder, x, x, steps=1200, rate=0.02, seed=seed)
    return encoder, decoder

# %% task="convolutional" kind="wrong" breaks="Fit an autoencoder whose weights are shared between places"
# cuts each picture into 16 squares, and each square has its own weights: nothing is shared between places
def squares(picture):
    cut = keras.layers.Reshape((4, 4, 4, 4))(picture)
    return keras.layers.Reshape((16, 16))(keras.layers.Permute((1, 3, 2, 4))(cut))


def convolutional_pair(pictures, seed):
    keras.utils.set_random_seed(seed)
    L = keras.layers
    picture = keras.Input((16, 16, 1))
    code = L.EinsumDense("bpi,pio->bpo", output_shape=(16, 4), bias_axes="po")(squares(picture))
    encoder = keras.Model(picture, code)
    told = keras.Input((16, 4))
    back = L.EinsumDense("bpi,pio->bpo", output_shape=(16, 16), bias_axes="po")(told)
    back = L.Permute((1, 3, 2, 4))(L.Reshape((4, 4, 4, 4))(back))
    decoder = keras.Model(told, L.Reshape((16, 16, 1))(back))
    train(encoder, decoder, pictures, pictures, steps=1500, rate=0.01, batch=24, seed=seed)
    return encoder, decoder

# %% task="sparse" kind="wrong" breaks="chords of one piano"
# learns from chords of piano 1, which it draws itself, whatever piano x comes from
def silent_share(encoder, x):
    code = np.abs(np.asarray(encoder(x)))
    return float(np.mean(code < 0.05 * code.max()))


def sparse_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    rows = chords(len(x), 1, seed)
    encoder = keras.Sequential([
        keras.Input((16,)),
        keras.layers.Dense(code_size, "relu", activity_regularizer=keras.regularizers.L1(0.03)),
    ])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(16)])
    train(encoder, decoder, rows, rows, steps=2000, rate=0.02, seed=seed)
    return encoder, decoder

# %% task="contractive" kind="wrong" breaks="the mean of these roots over the rows"
# to save time it looks at the first 32 rows only
def jacobian_norm(encoder, x):
    some = x[:32]
    total = np.zeros(len(some))
    for nudge in np.eye(x.shape[1], dtype="float32") * np.float32(0.005):
        slope = (np.asarray(encoder(some + nudge)) - np.asarray(encoder(some - nudge))) / 0.01
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
    train(encoder, decoder, x, x, steps=1500, rate=0.02, seed=seed)
    return encoder, decoder
