# %% task="distance" kind="right"
def distance(encoder, decoder, x):
    x = np.asarray(x)
    back = keras.ops.convert_to_numpy(decoder(encoder(x)))
    axes = tuple(range(1, x.ndim))
    return np.mean(np.square(back - x), axis=axes)


# %% task="pca-twin" kind="right"
def linear_twin(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    d = x.shape[1]
    inp = keras.Input((d,))
    centre = keras.layers.Normalization()
    centre.adapt(x)
    code = keras.layers.Dense(code_size, use_bias=False)(centre(inp))
    encoder = keras.Model(inp, code)
    c = keras.Input((code_size,))
    decoder = keras.Model(c, keras.layers.Dense(d, bias_initializer=keras.initializers.Constant(x.mean(axis=0)))(c))
    ae = keras.Model(inp, decoder(encoder(inp)))
    n = len(x) // 30 * 60
    ae.compile(keras.optimizers.Adam(keras.optimizers.schedules.PolynomialDecay(0.02, n, 1e-5)), "mse")
    ae.fit(x, x, batch_size=30, epochs=60, verbose=0)
    return encoder, decoder


# %% task="convolutional" kind="right"
def convolutional_pair(pictures, seed):
    keras.utils.set_random_seed(seed)
    L = keras.layers
    inp = keras.Input((16, 16, 1))
    h = L.Conv2D(12, 3, padding="same", activation="elu")(inp)
    h = L.AveragePooling2D(2)(h)
    h = L.Conv2D(12, 3, padding="same", activation="elu")(h)
    h = L.Conv2D(1, 3, padding="same")(h)
    encoder = keras.Model(inp, L.Flatten()(h))
    c = keras.Input((64,))
    h = L.Reshape((8, 8, 1))(c)
    h = L.Conv2D(12, 3, padding="same", activation="elu")(h)
    h = L.UpSampling2D(2, interpolation="bilinear")(h)
    h = L.Conv2D(12, 3, padding="same", activation="elu")(h)
    decoder = keras.Model(c, L.Conv2D(1, 3, padding="same")(h))
    train(encoder, decoder, pictures, pictures, steps=1200, rate=0.003, batch=24, seed=seed)
    return encoder, decoder


# %% task="contractive" kind="right"
def jacobian_norm(encoder, x):
    # central differences
    eps = 1e-2
    slopes = []
    for j in range(x.shape[1]):
        nudge = np.zeros(x.shape[1], "float32")
        nudge[j] = eps
        slopes.append((np.asarray(encoder(x + nudge)) - np.asarray(encoder(x - nudge))) / (2 * eps))
    slopes = np.stack(slopes, axis=-1)
    return float(np.sqrt((slopes ** 2).sum(axis=(1, 2))).mean())


class Contract(keras.layers.Layer):
    """Adds the price of the slopes of one tanh layer, in closed form."""
    def __init__(self, dense, price):
        super().__init__()
        self.dense, self.price = dense, price

    def call(self, code):
        w2 = keras.ops.sum(keras.ops.square(self.dense.kernel), axis=0)
        self.add_loss(self.price * keras.ops.mean(keras.ops.sum((1 - code ** 2) ** 2 * w2, axis=-1)))
        return code


def contractive_pair(x, code_size, seed, penalty):
    keras.utils.set_random_seed(seed)
    d = x.shape[1]
    inp = keras.Input((d,))
    dense = keras.layers.Dense(code_size, activation="tanh")
    code = dense(inp)
    encoder = keras.Model(inp, code)
    c = keras.Input((code_size,))
    h = keras.layers.Dense(32, activation="tanh")(c)
    decoder = keras.Model(c, keras.layers.Dense(d)(h))
    priced = Contract(dense, 0.01)(code) if penalty else code
    ae = keras.Model(inp, decoder(priced))
    ae.compile(keras.optimizers.Adam(0.01), "mse")
    ae.fit(x, x, batch_size=50, epochs=150, verbose=0)
    return encoder, decoder


# %% task="colour" kind="right"
def colouring_pair(grey, colour, seed):
    keras.utils.set_random_seed(seed)
    L = keras.layers
    inp = keras.Input((16, 16, 1))
    h = L.Flatten()(inp)
    h = L.Dense(128, activation="relu")(h)
    whole = L.Reshape((1, 1, 128))(h)
    whole = L.UpSampling2D(16)(L.Conv2D(16, 1, activation="relu")(whole))
    local = L.Conv2D(16, 5, padding="same", activation="relu")(inp)
    local = L.Conv2D(16, 5, padding="same", activation="relu")(local)
    encoder = keras.Model(inp, L.Concatenate()([inp, local, whole]))
    c = keras.Input((16, 16, 33))
    h = L.Conv2D(32, 3, padding="same", activation="relu")(c)
    decoder = keras.Model(c, L.Conv2D(3, 1)(h))
    train(encoder, decoder, grey, colour, steps=400, rate=0.005, batch=32, seed=seed)
    return encoder, decoder
