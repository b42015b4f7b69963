# %% task="distance" kind="right"
# keras.ops up to the last line; the result is turned into a NumPy array there
def distance(encoder, decoder, x):
    back = keras.ops.convert_to_numpy(decoder(encoder(x)))
    off = np.subtract(back, x)
    axes = list(range(off.ndim))
    return np.einsum(off, axes, off, axes, [0]) / np.prod(x.shape[1:])

# %% task="pca-twin" kind="right"
# a Normalization layer moves the middle to zero; each layer is a straight one; own compile and fit, two paces
def linear_twin(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    d = x.shape[1]
    moved = keras.layers.Normalization(axis=-1, mean=x.mean(axis=0), variance=np.ones(d))
    encoder = keras.Sequential([keras.Input((d,)), moved, keras.layers.Dense(code_size, use_bias=False)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(d)])
    joined = keras.Sequential([encoder, decoder])
    for pace, epochs in ((0.02, 60), (0.002, 40)):
        joined.compile(keras.optimizers.Adam(pace), "mse", jit_compile=keras.config.backend() == "jax")
        joined.fit(x, x, batch_size=60, epochs=epochs, verbose=0)
    return encoder, decoder

# %% task="sparse" kind="right"
# a deeper encoder, and a price on the logarithm of the code, which spares loud values; no activation but relu at the end
def silent_share(encoder, x):
    loudness = np.absolute(np.asarray(encoder(x))).ravel()
    return np.count_nonzero(loudness < loudness.max() / 20) / loudness.size


class LogPrice(keras.layers.Layer):
    def __init__(self, price):
        super().__init__()
        self.price = price

    def call(self, code):
        cost = keras.ops.log(1 + 4 * keras.ops.abs(code))
        self.add_loss(self.price * keras.ops.mean(keras.ops.sum(cost, axis=1)))
        return code


def sparse_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([
        keras.Input((x.shape[1],)),
        keras.layers.Dense(code_size, "relu"),
        LogPrice(0.014),
    ])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(x.shape[1])])
    train(encoder, decoder, x, x, steps=2000, rate=0.01, batch=64, seed=seed)
    return encoder, decoder
