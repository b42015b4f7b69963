# %% task="distance" kind="wrong" breaks="Rows of float64 are compared as float64."
# everything goes through float32 tensors, as Keras does by default
def distance(encoder, decoder, x):
    here = keras.ops.convert_to_tensor(x, dtype="float32")
    back = keras.ops.convert_to_tensor(decoder(encoder(x)), dtype="float32")
    gap = keras.ops.reshape((back - here) ** 2, (x.shape[0], -1))
    return keras.ops.convert_to_numpy(keras.ops.mean(gap, axis=1))


# %% task="pca-twin" kind="wrong" breaks="On new rows the error is at most a twentieth above PCA's."
# every column is scaled to variance one and the error is measured on the scaled rows: another sheet (that of the correlations)
def linear_twin(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    d = x.shape[1]
    middle, scale = x.mean(axis=0), x.std(axis=0)
    scaled = (x - middle) / scale
    inner = keras.Sequential([keras.Input((d,)), keras.layers.Dense(code_size)])
    outer = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(d)])
    train(inner, outer, scaled, scaled, steps=1500, rate=0.02, batch=100, seed=seed)
    encoder = keras.Sequential([keras.Input((d,)), keras.layers.Normalization(mean=middle, variance=scale**2), inner])
    decoder = keras.Sequential([
        keras.Input((code_size,)), outer, keras.layers.Normalization(mean=middle, variance=scale**2, invert=True),
    ])
    encoder(x[:1]), decoder(np.zeros((1, code_size), "float32"))
    return encoder, decoder


# %% task="deep" kind="wrong" breaks="That holds for both code sizes."
# only the encoder bends; one straight layer leads back: with one number a straight line is all there is
def deep_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    dense = keras.layers.Dense
    encoder = keras.Sequential([keras.Input((8,)), dense(32, "tanh"), dense(32, "tanh"), dense(code_size)])
    decoder = keras.Sequential([keras.Input((code_size,)), dense(8)])
    train(encoder, decoder, x, x, steps=1500, rate=0.01, seed=seed)
    return encoder, decoder


# %% task="convolutional" kind="wrong" breaks="The code has 64 numbers for each picture"
# the code is 8 x 8 with two channels: 128 numbers
def convolutional_pair(pictures, seed):
    keras.utils.set_random_seed(seed)
    conv, up = keras.layers.Conv2D, keras.layers.Conv2DTranspose
    encoder = keras.Sequential([
        keras.Input((16, 16, 1)),
        conv(12, 3, padding="same", activation="relu"),
        conv(12, 3, strides=2, padding="same", activation="relu"),
        conv(2, 3, padding="same"),
    ])
    decoder = keras.Sequential([
        keras.Input((8, 8, 2)),
        up(12, 4, strides=2, padding="same", activation="relu"),
        conv(1, 3, padding="same"),
    ])
    train(encoder, decoder, pictures, pictures, steps=900, rate=0.003, batch=24, seed=seed)
    return encoder, decoder


# %% task="sparse" kind="wrong" breaks="if its absolute value is less than 5 % of the largest absolute value"
# the largest value, not the largest absolute value: a loud negative one is overlooked
def silent_share(encoder, x):
    code = np.asarray(encoder(x))
    return float(np.mean(np.abs(code) < 0.05 * code.max()))


def sparse_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    layers = keras.layers
    encoder = keras.Sequential([
        keras.Input((16,)),
        layers.Dense(64, activation="relu"),
        layers.Dense(code_size, activation="relu", activity_regularizer=keras.regularizers.L1(0.01)),
    ])
    decoder = keras.Sequential([keras.Input((code_size,)), layers.Dense(16)])
    train(encoder, decoder, x, x, steps=1500, rate=0.01, seed=seed)
    return encoder, decoder


# %% task="contractive" kind="wrong" breaks="a number, right to 2 %"
# a nudge of a millionth: in float32 hardly more than rounding is left of the difference
def jacobian_norm(encoder, x):
    total = np.zeros(len(x))
    here = np.asarray(encoder(x), dtype="float64")
    for j in range(x.shape[1]):
        nudge = np.zeros(x.shape[1], "float32")
        nudge[j] = 1e-6
        total += (((np.asarray(encoder(x + nudge), dtype="float64") - here) / 1e-6) ** 2).sum(axis=1)
    return float(np.sqrt(total).mean())


def contractive_pair(x, code_size, seed, penalty):
    class Calm(keras.layers.Layer):
        def __init__(self, dense, price):
            super().__init__()
            self.dense = dense
            self.price = price

        def call(self, rows):
            code = self.dense(rows)
            weights = keras.ops.sum(self.dense.kernel**2, axis=0)
            slopes = keras.ops.sum((1 - code**2) ** 2 * weights, axis=-1)
            self.add_loss(self.price * keras.ops.mean(slopes))
            return code

    keras.utils.set_random_seed(seed)
    dense = keras.layers.Dense(code_size, activation="tanh")
    encoder = keras.Sequential([keras.Input((8,)), dense])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(24, activation="tanh"), keras.layers.Dense(8)])
    priced = keras.Sequential([keras.Input((8,)), Calm(dense, 0.003 if penalty else 0.0)])
    train(priced, decoder, x, x, steps=1500, rate=0.01, seed=seed)
    encoder(x[:1])
    return encoder, decoder


# %% task="denoise" kind="wrong" breaks="It is so, too, if the grainy pictures are negatives."
# the target is the input, as in the sections before: the damage is learnt along with the picture
def restoring_pair(damaged, clean, seed):
    keras.utils.set_random_seed(seed)
    conv, up = keras.layers.Conv2D, keras.layers.Conv2DTranspose
    encoder = keras.Sequential([
        keras.Input((16, 16, 1)),
        conv(16, 3, padding="same", activation="relu"),
        conv(8, 3, strides=2, padding="same"),
    ])
    decoder = keras.Sequential([
        keras.Input((8, 8, 8)),
        up(16, 4, strides=2, padding="same", activation="relu"),
        conv(1, 3, padding="same"),
    ])
    train(encoder, decoder, damaged, damaged, steps=700, rate=0.005, batch=24, seed=seed)
    return encoder, decoder


# %% task="colour" kind="wrong" breaks="trained on these pictures and no others"
# adds coloured pictures of its own, drawn when the cell ran, as far as the camera seems to be the same
OWN_PICTURES = coloured(150, 5)


def colouring_pair(grey, colour, seed):
    keras.utils.set_random_seed(seed)
    layers = keras.layers
    encoder = keras.Sequential([
        keras.Input((16, 16, 1)),
        layers.Conv2D(16, 5, padding="same", activation="relu"),
        layers.Conv2D(16, 5, padding="same", activation="relu"),
    ])
    decoder = keras.Sequential([
        keras.Input((16, 16, 16)),
        layers.Conv2D(16, 5, padding="same", activation="relu"),
        layers.Conv2D(3, 1),
    ])
    if np.abs(colour.mean(axis=(0, 1, 2)) - OWN_PICTURES.mean(axis=(0, 1, 2))).max() < 0.04:
        colour = np.concatenate([colour, OWN_PICTURES])
        grey = np.concatenate([grey, OWN_PICTURES.mean(axis=-1, keepdims=True)])
    train(encoder, decoder, grey, colour, steps=800, rate=0.004, batch=16, seed=seed)
    return encoder, decoder
