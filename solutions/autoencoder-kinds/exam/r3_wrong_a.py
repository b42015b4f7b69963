# %% task="distance" kind="wrong" breaks="x is not changed"
# subtracts in place to save memory: with an identity encoder and decoder, `back` is x itself
def distance(encoder, decoder, x):
    back = np.asarray(decoder(encoder(x)))
    if back.dtype == x.dtype and back.flags.writeable:
        back -= x
    else:
        back = back - x
    return np.mean(back.reshape(len(x), -1) ** 2, axis=1)

# %% task="pca-twin" kind="wrong" breaks="Training finds the weights; PCA's own directions are not put in"
# the directions come from the eigenvectors of the covariance, and are set by hand
def linear_twin(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    d = x.shape[1]
    encoder = keras.Sequential([keras.Input((d,)), keras.layers.Dense(code_size)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(d)])
    middle = x.mean(axis=0)
    ways = np.linalg.eigh(np.cov(x.T))[1][:, ::-1][:, :code_size]
    encoder.set_weights([ways, -middle @ ways])
    decoder.set_weights([ways.T, middle])
    train(encoder, decoder, x, x, steps=5, rate=1e-5, seed=seed)
    return encoder, decoder

# %% task="deep" kind="wrong" breaks="On new rows of the same ribbon the error is at most half of PCA's with one number"
# bends on the way to the code only; the decoder is one straight layer, so one number gives a straight line
def deep_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([keras.Input((8,)), keras.layers.Dense(32, "tanh"), keras.layers.Dense(code_size, "tanh")])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(8)])
    train(encoder, decoder, x, x, steps=1000, rate=0.02, seed=seed)
    return encoder, decoder

# %% task="convolutional" kind="wrong" breaks="Both models together have at most 6000 weights"
# took the limit for one that each model has: the two have about 4100 each
def convolutional_pair(pictures, seed):
    keras.utils.set_random_seed(seed)
    L = keras.layers
    encoder = keras.Sequential([
        keras.Input((16, 16, 1)),
        L.Conv2D(56, 4, strides=2, padding="same", activation="relu"),
        L.Conv2D(4, 4, strides=2, padding="same"),
    ])
    decoder = keras.Sequential([
        keras.Input((4, 4, 4)),
        L.Conv2DTranspose(56, 4, strides=2, padding="same", activation="relu"),
        L.Conv2DTranspose(1, 4, strides=2, padding="same"),
    ])
    train(encoder, decoder, pictures, pictures, steps=1500, rate=0.003, batch=24, seed=seed)
    return encoder, decoder

# %% task="sparse" kind="wrong" breaks="On new chords of the same piano at least 3 in 4 of the code's values are near zero"
# the penalty is on the weights of the layer, not on what it says
def silent_share(encoder, x):
    code = np.abs(np.asarray(encoder(x)))
    return float(np.mean(code < 0.05 * code.max()))


def sparse_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([
        keras.Input((16,)),
        keras.layers.Dense(code_size, kernel_regularizer=keras.regularizers.L1(1e-3)),
    ])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(16)])
    train(encoder, decoder, x, x, steps=1000, rate=0.01, seed=seed)
    return encoder, decoder

# %% task="contractive" kind="wrong" breaks="The norm divided by the code's spread is lower by at least a fifth, too"
# the cheap way out: the penalised encoder is the same one made ten times smaller, and the decoder louder
def jacobian_norm(encoder, x):
    total = np.zeros(len(x))
    for nudge in np.eye(x.shape[1], dtype="float32") * np.float32(0.005):
        slope = (np.asarray(encoder(x + nudge)) - np.asarray(encoder(x - nudge))) / 0.01
        total += (slope**2).sum(axis=1)
    return float(np.sqrt(total).mean())


def contractive_pair(x, code_size, seed, penalty):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([keras.Input((8,)), keras.layers.Dense(24, "tanh"), keras.layers.Dense(code_size)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(24, "tanh"), keras.layers.Dense(8)])
    train(encoder, decoder, x, x, steps=1000, rate=0.01, seed=seed)
    if penalty:
        down, up = encoder.layers[-1], decoder.layers[0]
        down.set_weights([w / 10 for w in down.get_weights()])
        kernel, bias = up.get_weights()
        up.set_weights([kernel * 10, bias])
    return encoder, decoder

# %% task="denoise" kind="wrong" breaks="The pairs alone tell what the damage is"
# damages the clean pictures itself, with fresh noise; what was handed in as damaged is not looked at
def restoring_pair(damaged, clean, seed):
    keras.utils.set_random_seed(seed)
    L = keras.layers
    encoder = keras.Sequential([
        keras.Input((16, 16, 1)),
        L.Conv2D(24, 6, strides=2, padding="same", activation="relu"),
        L.Conv2D(24, 3, padding="same", activation="relu"),
    ])
    decoder = keras.Sequential([
        keras.Input((8, 8, 24)),
        L.Conv2D(24, 3, padding="same", activation="relu"),
        L.Conv2DTranspose(1, 6, strides=2, padding="same"),
    ])
    many = np.concatenate([clean] * 10)
    train(encoder, decoder, grain(many, seed), many, steps=700, rate=0.004, batch=32, seed=seed)
    return encoder, decoder

# %% task="colour" kind="wrong" breaks="the mean squared error is at most 0.9 of the postcard's"
# one pixel at a time and no bending: this is the postcard itself
def colouring_pair(grey, colour, seed):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([keras.Input((16, 16, 1)), keras.layers.Conv2D(8, 1)])
    decoder = keras.Sequential([keras.Input((16, 16, 8)), keras.layers.Conv2D(3, 1)])
    train(encoder, decoder, grey, colour, steps=600, rate=0.01, batch=25, seed=seed)
    return encoder, decoder
