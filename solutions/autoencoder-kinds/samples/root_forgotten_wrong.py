# /// sample
# task = "contractive"
# diagnosis = "Your number is the mean of the sums of squares, without a root, so a slope of 2 counts as 4. The norm is the root of the sum, row by row."
# ///

# %% task="contractive"
def jacobian_norm(encoder, x):
    n, width = x.shape
    nudges = 0.01 * np.tile(np.eye(width, dtype="float32"), (n, 1))
    rows = np.repeat(x, width, axis=0)
    ahead, behind = (keras.ops.convert_to_numpy(encoder(rows + way)) for way in (nudges, -nudges))
    slopes = ((ahead - behind) / 0.02).reshape(n, -1)
    return float((slopes**2).sum(axis=1).mean())


class CalmDense(keras.layers.Dense):
    """A tanh layer that pays for the squares of its slopes."""

    def __init__(self, units, price):
        super().__init__(units, "tanh")
        self.price = price

    def call(self, x):
        code = super().call(x)
        slopes = keras.ops.matmul((1 - code**2) ** 2, keras.ops.transpose(self.kernel**2))
        self.add_loss(self.price * keras.ops.mean(keras.ops.sum(slopes, axis=-1)))
        return code


def contractive_pair(x, code_size, seed, penalty):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([
        keras.Input((x.shape[1],)),
        CalmDense(code_size, 0.002 if penalty else 0.0),
    ])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(x.shape[1])])
    train(encoder, decoder, x, x, steps=400, rate=0.02, seed=seed)
    return encoder, decoder
