# /// sample
# task = "sparse"
# diagnosis = "You counted what is near zero in `x`; the question is what is near zero in the code, so ask the encoder first."
# ///

# %% task="sparse"
def silent_share(encoder, x):
    loud = np.abs(x)
    return float(np.mean(loud < 0.05 * loud.max()))


def sparse_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    price = keras.regularizers.L1(0.03)
    encoder = keras.Sequential([
        keras.Input((x.shape[1],)),
        keras.layers.Dense(code_size, "relu", activity_regularizer=price),
    ])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(x.shape[1])])
    train(encoder, decoder, x, x, steps=500, rate=0.02, seed=seed)
    return encoder, decoder
