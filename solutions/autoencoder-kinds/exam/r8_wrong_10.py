# %% task="distance" kind="wrong" breaks="Keras models, or anything else that can be called."
# hands over one row at a time without the axis of rows: simple functions put up with it, Keras models do not
def distance(encoder, decoder, x):
    result = []
    for row in x:
        back = np.asarray(decoder(encoder(row)))
        result.append(np.mean((back - row) ** 2))
    return np.array(result)


# %% task="sparse" kind="wrong" breaks="The share of the code's values, over all rows and units, that are near zero."
# looks at the positive side only: every negative value counts as silent
def silent_share(encoder, x):
    code = np.asarray(encoder(x))
    return float(np.mean(code < 0.05 * np.abs(code).max()))


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


# %% task="contractive" kind="wrong" breaks="the number of its steps are the same"
# the penalised pair is trained for twice as many steps
def jacobian_norm(encoder, x):
    total = np.zeros(len(x))
    for j in range(x.shape[1]):
        nudge = np.zeros(x.shape[1], "float32")
        nudge[j] = 0.01
        up, down = np.asarray(encoder(x + nudge)), np.asarray(encoder(x - nudge))
        total += (((up - down) / 0.02) ** 2).sum(axis=1)
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
    train(priced, decoder, x, x, steps=2000 if penalty else 1000, rate=0.01, seed=seed)
    encoder(x[:1])
    return encoder, decoder
