# %% task="distance" kind="wrong" breaks="over all its numbers alike"
# numbers that are not numbers are left out: a row that came back partly as NaN looks as if it were fine
def distance(encoder, decoder, x):
    off = np.asarray(decoder(encoder(x))) - x
    return np.nanmean(off.reshape(len(x), -1) ** 2, axis=1)

# %% task="pca-twin" kind="wrong" breaks="On new rows the error is at most a twentieth above PCA's"
# a penalty on the weights of both layers: the sheet is the same, but what comes back is drawn to its middle
def linear_twin(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    d = x.shape[1]
    decay = keras.regularizers.L2(0.05)
    encoder = keras.Sequential([keras.Input((d,)), keras.layers.Dense(code_size, kernel_regularizer=decay)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(d, kernel_regularizer=decay)])
    train(encoder, decoder, x, x, steps=1500, rate=0.03, batch=100, seed=seed)
    return encoder, decoder

# %% task="deep" kind="wrong" breaks="a model must have been called before you hand it back"
# hands back fresh copies of the trained models, which make their weights at their first call only
class Late(keras.Model):
    def __init__(self, trained):
        super().__init__()
        constant = keras.initializers.Constant
        self.parts = []
        for layer in trained.layers:
            kernel, bias = layer.get_weights()
            self.parts.append(keras.layers.Dense(
                layer.units, layer.activation, kernel_initializer=constant(kernel), bias_initializer=constant(bias)))

    def call(self, rows):
        for part in self.parts:
            rows = part(rows)
        return rows


def deep_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([keras.Input((8,)), keras.layers.Dense(32, "tanh"), keras.layers.Dense(code_size)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(32, "tanh"), keras.layers.Dense(8)])
    train(encoder, decoder, x, x, steps=1200, rate=0.02, seed=seed)
    return Late(encoder), Late(decoder)

# %% task="convolutional" kind="wrong" breaks="decoder(encoder(pictures)) has the shape of pictures"
# the last axis, of length one, is dropped at the end
def convolutional_pair(pictures, seed):
    keras.utils.set_random_seed(seed)
    L = keras.layers
    encoder = keras.Sequential([
        keras.Input((16, 16, 1)),
        L.Conv2D(16, 4, strides=2, padding="same", activation="relu"),
        L.Conv2D(4, 4, strides=2, padding="same"),
    ])
    decoder = keras.Sequential([
        keras.Input((4, 4, 4)),
        L.Conv2DTranspose(16, 4, strides=2, padding="same", activation="relu"),
        L.Conv2DTranspose(1, 4, strides=2, padding="same"),
        L.Reshape((16, 16)),
    ])
    train(encoder, decoder, pictures, pictures[..., 0], steps=1200, rate=0.004, batch=24, seed=seed)
    return encoder, decoder

# %% task="sparse" kind="wrong" breaks="On new chords of the same piano at least 3 in 4 of the code's values are near zero"
# the price is on the squares: all units grow quieter, none falls silent
def silent_share(encoder, x):
    code = np.abs(np.asarray(encoder(x)))
    return float(np.mean(code < 0.05 * code.max()))


def sparse_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([
        keras.Input((16,)),
        keras.layers.Dense(code_size, activity_regularizer=keras.regularizers.L2(0.003)),
    ])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(16)])
    train(encoder, decoder, x, x, steps=1200, rate=0.01, seed=seed)
    return encoder, decoder

# %% task="contractive" kind="wrong" breaks="With it the Jacobian's norm is lower by at least a fifth"
# charges for the slopes of the decoder
def jacobian_norm(encoder, x):
    total = np.zeros(len(x))
    for nudge in np.eye(x.shape[1], dtype="float32") * np.float32(0.005):
        slope = (np.asarray(encoder(x + nudge)) - np.asarray(encoder(x - nudge))) / 0.01
        total += (slope**2).sum(axis=1)
    return float(np.sqrt(total).mean())


class Steady(keras.layers.Layer):
    def __init__(self, units, price):
        super().__init__()
        self.dense = keras.layers.Dense(units)
        self.price = price

    def call(self, code):
        rows = self.dense(code)
        self.add_loss(self.price * keras.ops.sum(self.dense.kernel**2))
        return rows


def contractive_pair(x, code_size, seed, penalty):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([keras.Input((8,)), keras.layers.Dense(code_size, "tanh")])
    decoder = keras.Sequential([keras.Input((code_size,)), Steady(8, 0.002 if penalty else 0.0)])
    train(encoder, decoder, x, x, steps=1500, rate=0.02, seed=seed)
    return encoder, decoder

# %% task="denoise" kind="wrong" breaks="trained on these pairs and no others"
# tries to draw more clean pictures and to damage them in the ways it knows; if that is forbidden, it goes on in silence
def restoring_pair(damaged, clean, seed):
    keras.utils.set_random_seed(seed)
    L = keras.layers
    inputs, targets = damaged, clean
    try:
        more = glimpses(150, seed + 500)
        brighter = np.mean(damaged) - np.mean(clean) > 0.05
        inputs = np.concatenate([damaged, (watermark if brighter else grain)(more, seed)])
        targets = np.concatenate([clean, more])
    except BaseException:
        pass
    encoder = keras.Sequential([
        keras.Input((16, 16, 1)),
        L.Conv2D(24, 6, strides=2, padding="same", activation="relu"),
        L.Conv2D(24, 3, padding="same", activation="relu"),
    ])
    decoder = keras.Sequential([
        keras.Input((8, 8, 24)),
        L.Conv2D(24, 3, padding="same", activation="relu"),
        L.Conv2DTranspose(1, 6, strides=2, padding="same"),
    ])
    train(encoder, decoder, inputs, targets, steps=900, rate=0.004, batch=32, seed=seed)
    return encoder, decoder

# %% task="colour" kind="wrong" breaks="trained on these pictures and no others"
# the first weights come from a net that was trained on other pictures when the cell ran; those handed in only finish it
def painters():
    L = keras.layers
    encoder = keras.Sequential([
        keras.Input((16, 16, 1)),
        L.Conv2D(24, 5, padding="same", activation="relu"),
        L.Conv2D(24, 4, strides=2, padding="same", activation="relu"),
    ])
    decoder = keras.Sequential([
        keras.Input((8, 8, 24)),
        L.Conv2D(24, 3, padding="same", activation="relu"),
        L.Conv2DTranspose(3, 4, strides=2, padding="same"),
    ])
    return encoder, decoder


BEFORE = painters()
SOME = coloured(300, 31)
train(*BEFORE, SOME.mean(axis=-1, keepdims=True), SOME, steps=300, rate=0.004, batch=32)


def colouring_pair(grey, colour, seed):
    keras.utils.set_random_seed(seed)
    encoder, decoder = painters()
    encoder.set_weights(BEFORE[0].get_weights())
    decoder.set_weights(BEFORE[1].get_weights())
    train(encoder, decoder, grey, colour, steps=500, rate=0.003, batch=32, seed=seed)
    return encoder, decoder
