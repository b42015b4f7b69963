# /// sample
# task = "contractive"
# diagnosis = "With the penalty your code has only become smaller. All slopes shrink, and the spread of the codes shrinks with them, so nothing is calmer. Charge for the slopes in training, and judge by the norm over the spread."
# ///

# %% task="contractive"
def jacobian_norm(encoder, x):
    n, width = x.shape
    nudges = 0.01 * np.tile(np.eye(width, dtype="float32"), (n, 1))
    rows = np.repeat(x, width, axis=0)
    ahead, behind = (keras.ops.convert_to_numpy(encoder(rows + way)) for way in (nudges, -nudges))
    slopes = ((ahead - behind) / 0.02).reshape(n, -1)
    return float(np.sqrt((slopes**2).sum(axis=1)).mean())


def contractive_pair(x, code_size, seed, penalty):
    keras.utils.set_random_seed(seed)
    scale = 0.1 if penalty else 1.0
    encoder = keras.Sequential([
        keras.Input((x.shape[1],)),
        keras.layers.Dense(code_size, "tanh"),
        keras.layers.Rescaling(scale),
    ])
    decoder = keras.Sequential([
        keras.Input((code_size,)),
        keras.layers.Rescaling(1 / scale),
        keras.layers.Dense(x.shape[1]),
    ])
    train(encoder, decoder, x, x, steps=400, rate=0.02, seed=seed)
    return encoder, decoder
