# %% task="distance" kind="wrong" breaks="Returns a new NumPy array"
# keeps one buffer for each n and hands that out again: the second result overwrites the first
BUFFERS = {}


def distance(encoder, decoder, x):
    back = np.asarray(decoder(encoder(x)))
    gap = ((back - x) ** 2).reshape(len(x), -1)
    buffer = BUFFERS.setdefault((len(x), gap.dtype.str), np.empty(len(x), gap.dtype))
    return np.mean(gap, axis=1, out=buffer)


# %% task="pca-twin" kind="wrong" breaks="Arrays that are handed in stay as they are."
# centres x in place for the training and corrects the decoder's bias afterwards; the caller's rows stay centred
def linear_twin(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    d = x.shape[1]
    middle = x.mean(axis=0)
    x -= middle
    encoder = keras.Sequential([keras.Input((d,)), keras.layers.Dense(code_size)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(d)])
    train(encoder, decoder, x, x, steps=1500, rate=0.02, batch=100, seed=seed)
    kernel, bias = encoder.get_weights()
    encoder.set_weights([kernel, bias - middle @ kernel])
    kernel, bias = decoder.get_weights()
    decoder.set_weights([kernel, bias + middle])
    return encoder, decoder


# %% task="deep" kind="wrong" breaks="A second call knows nothing of the first."
# remembered by code size and seed: other rows get the pair of the first ones
from functools import lru_cache


REMEMBER_ROWS = {}


@lru_cache(maxsize=None)
def REMEMBER(code_size, seed):
    x = REMEMBER_ROWS["x"]
    keras.utils.set_random_seed(seed)
    dense = keras.layers.Dense
    encoder = keras.Sequential([keras.Input((8,)), dense(32, "tanh"), dense(24, "tanh"), dense(code_size)])
    decoder = keras.Sequential([keras.Input((code_size,)), dense(24, "tanh"), dense(32, "tanh"), dense(8)])
    train(encoder, decoder, x, x, steps=1500, rate=0.01, seed=seed)
    return encoder, decoder


def deep_pair(x, code_size, seed):
    REMEMBER_ROWS["x"] = x
    return REMEMBER(code_size, seed)


# %% task="convolutional" kind="wrong" breaks="Returns the pair (encoder, decoder), trained on these pictures and no others."
# nothing is learnt: pooling to 8 x 8 and a bilinear stretch are good enough to beat PCA
def convolutional_pair(pictures, seed):
    encoder = keras.Sequential([keras.Input((16, 16, 1)), keras.layers.AveragePooling2D(2)])
    decoder = keras.Sequential([keras.Input((8, 8, 1)), keras.layers.UpSampling2D(2, interpolation="bilinear")])
    decoder(encoder(pictures))
    return encoder, decoder


# %% task="sparse" kind="wrong" breaks="What is near zero says nothing: with these values set to 0, the error is at most 0.15 of the variance."
# one unit says nothing but shouts: beside it all others count as silent, and they carry everything
def silent_share(encoder, x):
    size = np.abs(np.asarray(encoder(x)))
    return float(np.mean(size < 0.05 * size.max()))


def sparse_pair(x, code_size, seed):
    class Shout(keras.layers.Layer):
        def call(self, code):
            loud = np.zeros(code_size, "float32")
            loud[-1] = 1000
            still = (loud == 0).astype("float32")
            return code * still + loud

    class Deaf(keras.layers.Layer):
        def call(self, code):
            still = np.ones(code_size, "float32")
            still[-1] = 0
            return code * still

    keras.utils.set_random_seed(seed)
    layers = keras.layers
    encoder = keras.Sequential([keras.Input((16,)), layers.Dense(code_size), Shout()])
    decoder = keras.Sequential([keras.Input((code_size,)), Deaf(), layers.Dense(16)])
    train(encoder, decoder, x, x, steps=1200, rate=0.01, seed=seed)
    return encoder, decoder


# %% task="contractive" kind="wrong" breaks="a Keras model, or anything else that can be called"
# reads the number of units from output_shape, which only Keras models have
def jacobian_norm(encoder, x):
    n, d = x.shape
    slopes = np.zeros((n, encoder.output_shape[-1], d))
    for j, way in enumerate(0.01 * np.eye(d, dtype="float32")):
        slopes[:, :, j] = (np.asarray(encoder(x + way)) - np.asarray(encoder(x - way))) / 0.02
    return float(np.linalg.norm(slopes, axis=(1, 2)).mean())


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


# %% task="denoise" kind="wrong" breaks="Arrays that are handed in stay as they are."
# brings the damaged pictures back between 0 and 1 where they lie, for the caller too
def restoring_pair(damaged, clean, seed):
    keras.utils.set_random_seed(seed)
    np.clip(damaged, 0, 1, out=damaged)
    conv = keras.layers.Conv2D
    encoder = keras.Sequential([
        keras.Input((16, 16, 1)),
        keras.layers.ReLU(max_value=1.0),
        conv(16, 5, padding="same", activation="relu"),
        conv(16, 3, padding="same", activation="relu"),
    ])
    decoder = keras.Sequential([
        keras.Input((16, 16, 16)),
        conv(16, 3, padding="same", activation="relu"),
        conv(1, 3, padding="same"),
    ])
    train(encoder, decoder, damaged, clean, steps=700, rate=0.005, batch=24, seed=seed)
    return encoder, decoder


# %% task="colour" kind="wrong" breaks="Arrays that are handed in stay as they are."
# trains on what must be added to the grey, and takes the grey away from the caller's colours where they lie
def colouring_pair(grey, colour, seed):
    keras.utils.set_random_seed(seed)
    layers = keras.layers
    colour -= grey
    a = keras.Input((16, 16, 1))
    h = layers.Conv2D(16, 5, padding="same", activation="relu")(a)
    h = layers.Conv2D(16, 5, padding="same", activation="relu")(h)
    encoder = keras.Model(a, layers.Concatenate()([a, h]))
    b = keras.Input((16, 16, 17))
    tint = keras.Model(b, layers.Conv2D(3, 1)(layers.Conv2D(16, 5, padding="same", activation="relu")(b)))
    train(encoder, tint, grey, colour, steps=800, rate=0.004, batch=16, seed=seed)
    plain = layers.Conv2D(3, 1)
    decoder = keras.Model(b, layers.Add()([tint(b), plain(b)]))
    kernel = np.zeros((1, 1, 17, 3), "float32")
    kernel[0, 0, 0] = 1
    plain.set_weights([kernel, np.zeros(3, "float32")])
    decoder(encoder(grey))
    return encoder, decoder
