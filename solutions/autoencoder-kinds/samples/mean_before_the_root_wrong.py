# /// sample
# task = "contractive"
# diagnosis = "Your number is the root of the mean of the squares, as in an RMSE. The norm is a row's own number: first the root, then the mean."
# ///

# %% task="contractive"
def jacobian_norm(encoder, x):
    squares = 0
    for column in range(x.shape[1]):
        nudge = np.zeros_like(x)
        nudge[:, column] = 0.01
        ahead, behind = (keras.ops.convert_to_numpy(encoder(x + way)) for way in (nudge, -nudge))
        squares = squares + (((ahead - behind) / 0.02) ** 2).sum(axis=1)
    return float(np.sqrt(squares.mean()))


class CalmDense(keras.layers.Dense):
    """A tanh layer that pays for the squares of its slopes."""

    def __init__(self, units, price):
        super().__init__(units, "tanh")
        self.price = price

    def call(self, x):
        # The slope of tanh is 1 - tanh², times the weight.
        code = super().call(x)
        slopes = keras.ops.matmul((1 - code**2) ** 2, keras.ops.transpose(self.kernel**2))
        self.add_loss(self.price * keras.ops.mean(keras.ops.sum(slopes, axis=-1)))
        return code


def contractive_pair(x, code_size, seed, penalty):
    # One builder for both, so that the price is the only difference.
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([
        keras.Input((x.shape[1],)),
        CalmDense(code_size, 0.002 if penalty else 0.0),
    ])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(x.shape[1])])
    train(encoder, decoder, x, x, steps=400, rate=0.02, seed=seed)
    return encoder, decoder
