# %% task="contractive" kind="wrong" breaks="With it the Jacobian's norm is lower by at least a fifth."
# charges for the slopes of the decoder, not of the encoder
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
        def __init__(self, decoder, price):
            super().__init__()
            self.decoder = decoder
            self.price = price

        def call(self, code):
            total = 0.0
            for way in 0.05 * np.eye(6, dtype="float32"):
                gap = self.decoder(code + way) - self.decoder(code - way)
                total = total + keras.ops.mean(keras.ops.sum(gap**2, axis=-1)) / 0.01
            self.add_loss(self.price * total)
            return self.decoder(code)

    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([keras.Input((8,)), keras.layers.Dense(code_size, activation="tanh")])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(24, activation="tanh"), keras.layers.Dense(8)])
    priced = keras.Sequential([keras.Input((code_size,)), Calm(decoder, 0.003 if penalty else 0.0)])
    train(encoder, priced, x, x, steps=1500, rate=0.01, seed=seed)
    decoder(np.zeros((1, code_size), "float32"))
    return encoder, decoder
