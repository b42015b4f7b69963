# %% task="distance" kind="wrong" breaks="Returns a new NumPy array"
# keeps one buffer for results of each length, so that a second call overwrites what the first gave back
BUFFERS = {}


def distance(encoder, decoder, x):
    squares = (np.asarray(decoder(encoder(x))) - x) ** 2
    out = BUFFERS.setdefault(len(x), np.empty(len(x)))
    out[:] = squares.reshape(len(x), -1).mean(axis=1)
    return out

# %% task="pca-twin" kind="wrong" breaks="Arrays that are handed in stay as they are"
# moves the middle of x to zero in place; the middle is put into the constants afterwards, so that the pair fits
def linear_twin(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    d = x.shape[1]
    middle = x.mean(axis=0)
    x -= middle
    encoder = keras.Sequential([keras.Input((d,)), keras.layers.Dense(code_size)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(d)])
    train(encoder, decoder, x, x, steps=1200, rate=0.03, batch=100, seed=seed)
    down, bias = encoder.get_weights()
    encoder.set_weights([down, bias - middle @ down])
    up, bias = decoder.get_weights()
    decoder.set_weights([up, bias + middle])
    return encoder, decoder

# %% task="deep" kind="wrong" breaks="That holds for both code sizes"
# the funnel ends in one unit always; for a code of two, the one number is told twice and only the first is heard, after a straight layer
def deep_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    if code_size == 1:
        encoder = keras.Sequential([keras.Input((8,)), keras.layers.Dense(32, "tanh"), keras.layers.Dense(1)])
        decoder = keras.Sequential([keras.Input((1,)), keras.layers.Dense(32, "tanh"), keras.layers.Dense(8)])
    else:
        encoder = keras.Sequential([keras.Input((8,)), keras.layers.Dense(1), keras.layers.Dense(code_size)])
        decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(1), keras.layers.Dense(8)])
    train(encoder, decoder, x, x, steps=1200, rate=0.02, seed=seed)
    return encoder, decoder

# %% task="convolutional" kind="wrong" breaks="On new pictures the error is no higher than that of PCA, fitted on the same 24 with 23 directions"
# few weights, but dense: learns the two dozen by heart, through a narrow waist of ten numbers
def convolutional_pair(pictures, seed):
    keras.utils.set_random_seed(seed)
    L = keras.layers
    encoder = keras.Sequential([keras.Input((16, 16, 1)), L.Flatten(), L.Dense(10, "tanh"), L.RepeatVector(7), L.Flatten(), L.Reshape((70, 1)), L.Cropping1D((0, 6)), L.Flatten()])
    decoder = keras.Sequential([keras.Input((64,)), L.Reshape((64, 1)), L.Cropping1D((0, 54)), L.Flatten(), L.Dense(256), L.Reshape((16, 16, 1))])
    train(encoder, decoder, pictures, pictures, steps=1000, rate=0.01, batch=24, seed=seed)
    return encoder, decoder

# %% task="sparse" kind="wrong" breaks="A value is near zero if its absolute value is less than 5 %"
# leaves out the absolute value of what is compared: every negative value counts as near zero
def silent_share(encoder, x):
    code = np.asarray(encoder(x))
    return float(np.mean(code < 0.05 * np.abs(code).max()))


def sparse_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([
        keras.Input((16,)),
        keras.layers.Dense(code_size, "relu", activity_regularizer=keras.regularizers.L1(0.03)),
    ])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(16)])
    train(encoder, decoder, x, x, steps=2000, rate=0.02, seed=seed)
    return encoder, decoder

# %% task="contractive" kind="wrong" breaks="right to 2 %"
# a very small nudge: at float32 the difference is mostly rounding
def jacobian_norm(encoder, x):
    step = np.float32(1e-7)
    total = np.zeros(len(x))
    for nudge in np.eye(x.shape[1], dtype="float32") * step:
        slope = (np.asarray(encoder(x + nudge)) - np.asarray(encoder(x - nudge))) / (2 * step)
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

# %% task="denoise" kind="wrong" breaks="With a watermark it is at most a quarter of the damage, the mean squared difference that the watermark makes"
# the target is the input, as with the other members of the family: the clean pictures go in and are what is asked for
def restoring_pair(damaged, clean, seed):
    keras.utils.set_random_seed(seed)
    L = keras.layers
    encoder = keras.Sequential([
        keras.Input((16, 16, 1)),
        L.Conv2D(16, 4, strides=2, padding="same", activation="relu"),
        L.Conv2D(8, 4, strides=2, padding="same"),
    ])
    decoder = keras.Sequential([
        keras.Input((4, 4, 8)),
        L.Conv2DTranspose(16, 4, strides=2, padding="same", activation="relu"),
        L.Conv2DTranspose(1, 4, strides=2, padding="same"),
    ])
    train(encoder, decoder, clean, clean, steps=1000, rate=0.004, batch=32, seed=seed)
    return encoder, decoder

# %% task="colour" kind="wrong" breaks="Arrays that are handed in stay as they are"
# brings the colours to -1..1 in place; the decoder brings them back
def colouring_pair(grey, colour, seed):
    keras.utils.set_random_seed(seed)
    L = keras.layers
    colour *= 2
    colour -= 1
    encoder = keras.Sequential([
        keras.Input((16, 16, 1)),
        L.Conv2D(24, 5, padding="same", activation="relu"),
        L.Conv2D(24, 4, strides=2, padding="same", activation="relu"),
    ])
    decoder = keras.Sequential([
        keras.Input((8, 8, 24)),
        L.Conv2D(24, 3, padding="same", activation="relu"),
        L.Conv2DTranspose(3, 4, strides=2, padding="same"),
        L.Rescaling(0.5, 0.5),
    ])
    train(encoder, decoder, grey, (colour + 1) / 2, steps=700, rate=0.004, batch=32, seed=seed)
    return encoder, decoder
