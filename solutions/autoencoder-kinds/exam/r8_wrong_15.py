# %% task="contractive" kind="wrong" breaks="the error on new rows of the same ribbon is at most a twentieth of their variance"
# far too high a price: the code gets calm, and forgets the ribbon
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
    priced = keras.Sequential([keras.Input((8,)), Calm(dense, 30.0 if penalty else 0.0)])
    train(priced, decoder, x, x, steps=1500, rate=0.01, seed=seed)
    encoder(x[:1])
    return encoder, decoder
