# %% task="distance" kind="right"
# einsum over the flattened differences; the model gets a copy of its own
def distance(encoder, decoder, x):
    def differences():
        back = np.array(decoder(encoder(x.copy())), dtype=x.dtype)
        return (back - x).reshape(x.shape[0], int(np.prod(x.shape[1:])))

    gap = differences()
    return np.einsum("ij,ij->i", gap, gap) / gap.shape[1]


# %% task="pca-twin" kind="right"
# classes of my own; two straight layers after each other on both sides are still straight
def linear_twin(x, code_size, seed):
    class Straight(keras.Model):
        def __init__(self, middle, out):
            super().__init__()
            self.first = keras.layers.Dense(middle)
            self.second = keras.layers.Dense(out)

        def call(self, rows):
            return self.second(self.first(rows))

    keras.utils.set_random_seed(seed)
    encoder, decoder = Straight(10, code_size), Straight(10, x.shape[1])
    train(encoder, decoder, x, x, steps=1500, rate=0.01, batch=100, seed=seed)
    return encoder, decoder


# %% task="deep" kind="right"
# subclassed models with a residual straight path in the encoder, leaky relu
def deep_pair(x, code_size, seed):
    class Bend(keras.Model):
        def __init__(self, out):
            super().__init__()
            self.one = keras.layers.Dense(48, activation="gelu")
            self.two = keras.layers.Dense(48, activation="gelu")
            self.out = keras.layers.Dense(out)
            self.straight = keras.layers.Dense(out)

        def call(self, rows):
            return self.out(self.two(self.one(rows))) + self.straight(rows)

    keras.utils.set_random_seed(seed)
    encoder, decoder = Bend(code_size), Bend(x.shape[1])
    train(encoder, decoder, x, x, steps=1500, rate=0.01, batch=80, seed=seed)
    return encoder, decoder


# %% task="convolutional" kind="right"
# functional, an average pool below and a bilinear stretch above, with learnt convolutions around
def convolutional_pair(pictures, seed):
    keras.utils.set_random_seed(seed)
    layers = keras.layers
    a = keras.Input((16, 16, 1))
    h = layers.Conv2D(8, 5, padding="same", activation="swish")(a)
    h = layers.AveragePooling2D(2)(h)
    encoder = keras.Model(a, layers.Conv2D(1, 1)(h))
    b = keras.Input((8, 8, 1))
    h = layers.Conv2D(8, 3, padding="same", activation="swish")(b)
    h = layers.UpSampling2D(2, interpolation="bilinear")(h)
    h = layers.Conv2D(8, 3, padding="same", activation="swish")(h)
    decoder = keras.Model(b, layers.Conv2D(1, 3, padding="same")(h))
    train(encoder, decoder, pictures, pictures, steps=900, rate=0.01, batch=24, seed=seed)
    return encoder, decoder


# %% task="sparse" kind="right"
# functional; a price layer of my own: mean of absolute values, through add_loss
def silent_share(encoder, x):
    code = np.abs(np.asarray(encoder(x), dtype="float64")).ravel()
    bar = 0.05 * np.max(code)
    return np.count_nonzero(code < bar) / code.size


def sparse_pair(x, code_size, seed):
    class Price(keras.layers.Layer):
        def call(self, code):
            size = keras.ops.where(code > 0, code, -code)
            self.add_loss(0.015 * keras.ops.sum(keras.ops.mean(size, axis=0)))
            return code

    keras.utils.set_random_seed(seed)
    sound = keras.Input((16,))
    inner = keras.layers.Dense(96, activation="relu")(sound)
    encoder = keras.Model(sound, Price()(keras.layers.Dense(code_size, activation="relu")(inner)))
    code = keras.Input((code_size,))
    decoder = keras.Model(code, keras.layers.Dense(16, use_bias=False)(code))
    train(encoder, decoder, x, x, steps=1800, rate=0.005, batch=64, seed=seed)
    return encoder, decoder
