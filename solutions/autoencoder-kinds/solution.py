# Our own answer, cell by cell; the notebook around it is `exercises/autoencoder-kinds/notebook.py`.

# %% task="distance"
def distance(encoder, decoder, x):
    # The first axis stays, all others are averaged: a row may be a picture.
    off = keras.ops.convert_to_numpy(decoder(encoder(x))) - x
    return (off**2).reshape(len(x), -1).mean(axis=1)

# %% task="pca-twin"
def linear_twin(x, code_size, seed):
    # The biases do what centring does in PCA; nothing bends, so that the sheet stays flat.
    keras.utils.set_random_seed(seed)
    width = x.shape[1]
    encoder = keras.Sequential([keras.Input((width,)), keras.layers.Dense(code_size)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(width)])
    # A direction may be found late: who has not arrived at PCA's error goes on.
    for again in range(4):
        left = train(encoder, decoder, x, x, steps=500, rate=0.1 / (1 + again), seed=seed + again)
        if left < 1.01 * pca_error(x, x, code_size):
            break
    return encoder, decoder

# %% task="deep"
def deep_pair(x, code_size, seed):
    # A bent layer on each side of the code; code and output stay straight to take any value.
    keras.utils.set_random_seed(seed)
    width = x.shape[1]
    encoder = keras.Sequential([
        keras.Input((width,)),
        keras.layers.Dense(32, "elu"),
        keras.layers.Dense(code_size),
    ])
    decoder = keras.Sequential([
        keras.Input((code_size,)),
        keras.layers.Dense(32, "elu"),
        keras.layers.Dense(32, "elu"),
        keras.layers.Dense(width),
    ])
    train(encoder, decoder, x, x, steps=400, rate=0.02, seed=seed)
    return encoder, decoder

# %% task="convolutional"
def convolutional_pair(pictures, seed):
    # Every 4 x 4 tile is said in 4 numbers, by the same weights: 384 tiles to learn from, not 24 rows.
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([keras.Input((16, 16, 1)), keras.layers.Conv2D(4, 4, strides=4)])
    decoder = keras.Sequential([keras.Input((4, 4, 4)), keras.layers.Conv2DTranspose(1, 4, strides=4)])
    train(encoder, decoder, pictures, pictures, steps=400, rate=0.04, batch=12, seed=seed)
    return encoder, decoder

# %% task="sparse"
def silent_share(encoder, x):
    # Against the loudest value: the code's scale says nothing, the decoder can undo it.
    loud = np.abs(keras.ops.convert_to_numpy(encoder(x)))
    return float((loud < 0.05 * loud.max()).mean())


def sparse_pair(x, code_size, seed):
    # relu can be exactly silent, and the price is on what the units say.
    keras.utils.set_random_seed(seed)
    price = keras.regularizers.L1(0.03)
    encoder = keras.Sequential([
        keras.Input((x.shape[1],)),
        keras.layers.Dense(code_size, "relu", activity_regularizer=price),
    ])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(x.shape[1])])
    train(encoder, decoder, x, x, steps=500, rate=0.02, seed=seed)
    return encoder, decoder

# %% task="contractive"
def jacobian_norm(encoder, x):
    # All nudged rows in two calls; the difference of both sides is exact to second order.
    n, width = x.shape
    nudges = 0.01 * np.tile(np.eye(width, dtype="float32"), (n, 1))
    rows = np.repeat(x, width, axis=0)
    ahead, behind = (keras.ops.convert_to_numpy(encoder(rows + way)) for way in (nudges, -nudges))
    slopes = ((ahead - behind) / 0.02).reshape(n, -1)
    return float(np.sqrt((slopes**2).sum(axis=1)).mean())


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

# %% task="denoise"
def restoring_pair(damaged, clean, seed):
    # Damage on one side only: the input. Filters of 6 x 6 see enough to tell grain from an edge.
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([
        keras.Input((16, 16, 1)),
        keras.layers.Conv2D(24, 6, strides=2, padding="same", activation="relu"),
    ])
    decoder = keras.Sequential([
        keras.Input((8, 8, 24)),
        keras.layers.Conv2DTranspose(1, 6, strides=2, padding="same"),
    ])
    train(encoder, decoder, damaged, clean, steps=400, rate=0.01, batch=20, seed=seed)
    return encoder, decoder

# %% task="colour"
def colouring_pair(grey, colour, seed):
    # Two steps down, so that each place sees most of the banana that it is part of.
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([
        keras.Input((16, 16, 1)),
        keras.layers.Conv2D(32, 4, strides=2, padding="same", activation="elu"),
        keras.layers.Conv2D(32, 4, strides=2, padding="same", activation="elu"),
    ])
    decoder = keras.Sequential([
        keras.Input((4, 4, 32)),
        keras.layers.Conv2DTranspose(32, 4, strides=2, padding="same", activation="elu"),
        keras.layers.Conv2DTranspose(3, 4, strides=2, padding="same"),
    ])
    train(encoder, decoder, grey, colour, steps=350, rate=0.005, batch=20, seed=seed)
    return encoder, decoder
