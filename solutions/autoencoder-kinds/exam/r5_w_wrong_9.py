# %% task="contractive" kind="wrong" breaks="Nothing else differs: layers, their sizes and activations"
# With the penalty the decoder gets one more hidden layer, to make up for the calm code.
def jacobian_norm(encoder, x):
    def told(rows):
        return keras.ops.convert_to_numpy(encoder(rows)).astype("float64")

    total = np.zeros(len(x))
    for column in range(x.shape[1]):
        up, down = x.copy(), x.copy()
        up[:, column] += np.float32(0.01)
        down[:, column] -= np.float32(0.01)
        gap = up[:, column].astype("float64") - down[:, column]
        total += (((told(up) - told(down)) / gap[:, None]) ** 2).sum(axis=1)
    return float(np.sqrt(total).mean())


class CalmDense(keras.layers.Layer):
    def __init__(self, units, price):
        super().__init__()
        self.dense = keras.layers.Dense(units, activation="tanh")
        self.price = price

    def build(self, shape):
        self.dense.build(shape)
        self.built = True

    def call(self, rows):
        code = self.dense(rows)
        weight = keras.ops.sum(keras.ops.square(self.dense.kernel), axis=0)
        size = keras.ops.sum(keras.ops.square(1 - code * code) * weight, axis=-1)
        self.add_loss(self.price * keras.ops.mean(size))
        return code


def contractive_pair(x, code_size, seed, penalty):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([keras.Input((8,)), CalmDense(code_size, 0.01 if penalty else 0.0)])
    hidden = [keras.layers.Dense(16, activation="tanh")] if penalty else []
    decoder = keras.Sequential([keras.Input((code_size,)), *hidden, keras.layers.Dense(8)])
    train(encoder, decoder, x, x, steps=2000, rate=0.01)
    return encoder, decoder
