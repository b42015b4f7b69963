# /// sample
# task = "contractive"
# diagnosis = "With the penalty your decoder reacts less, and your encoder does not. It is the encoder that is not to jump when its input is nudged: let its slopes raise the loss."
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
    encoder = keras.Sequential([keras.Input((x.shape[1],)), keras.layers.Dense(code_size, "tanh")])
    # A straight decoder's Jacobian is its kernel.
    price = keras.regularizers.L2(0.002) if penalty else None
    decoder = keras.Sequential([
        keras.Input((code_size,)),
        keras.layers.Dense(x.shape[1], kernel_regularizer=price),
    ])
    train(encoder, decoder, x, x, steps=400, rate=0.02, seed=seed)
    return encoder, decoder
