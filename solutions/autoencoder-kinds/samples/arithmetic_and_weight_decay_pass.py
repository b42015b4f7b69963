# /// sample
# ///

# %% task="distance"
def distance(encoder, decoder, x):
    x = keras.ops.convert_to_tensor(x)
    axes = list(range(1, len(x.shape)))
    return keras.ops.convert_to_numpy(keras.ops.mean(keras.ops.square(decoder(encoder(x)) - x), axis=axes))

# %% task="pca-twin"
def linear_twin(x, code_size, seed):
    # The middle is taken away before, and put back after: plain arithmetic around two small models.
    keras.utils.set_random_seed(seed)
    centre = x.mean(axis=0)
    down = keras.Sequential([keras.Input((x.shape[1],)), keras.layers.Dense(code_size)])
    up = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(x.shape[1])])
    train(down, up, x - centre, x - centre, steps=800, rate=0.05)
    rows, code = keras.Input((x.shape[1],)), keras.Input((code_size,))
    return keras.Model(rows, down(rows - centre)), keras.Model(code, up(code) + centre)

# %% task="deep"
def deep_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([keras.layers.Dense(64, "relu"), keras.layers.Dense(code_size)])
    decoder = keras.Sequential([
        keras.layers.Dense(64, "relu"),
        keras.layers.Dense(64, "relu"),
        keras.layers.Dense(8),
    ])
    both = keras.Sequential([encoder, decoder])
    both.compile("adam", "mae")
    both.fit(x, x, epochs=60, batch_size=20, verbose=0)
    return encoder, decoder

# %% task="contractive"
def jacobian_norm(encoder, x):
    code = keras.ops.convert_to_numpy(encoder(x)).astype("float64")
    total = np.zeros(len(x))
    for place in range(x.shape[1]):
        nudged = x.copy()
        nudged[:, place] += 0.002
        total += (((keras.ops.convert_to_numpy(encoder(nudged)) - code) / 0.002) ** 2).sum(axis=1)
    return np.sqrt(total).mean()


def contractive_pair(x, code_size, seed, penalty):
    # A straight encoder's Jacobian is its kernel: here a price on weights is the price on slopes.
    keras.utils.set_random_seed(seed)
    price = keras.regularizers.L2(0.003) if penalty else None
    encoder = keras.Sequential([keras.Input((8,)), keras.layers.Dense(code_size, kernel_regularizer=price)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(8)])
    train(encoder, decoder, x, x, steps=400, rate=0.02)
    return encoder, decoder
