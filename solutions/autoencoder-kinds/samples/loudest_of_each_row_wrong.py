# /// sample
# task = "sparse"
# diagnosis = "You compare each value with the loudest of its own row. So a row that hardly says anything has a loud value, too; the yardstick is the loudest in the whole code."
# ///

# %% task="sparse"
def silent_share(encoder, x):
    loud = np.abs(keras.ops.convert_to_numpy(encoder(x)))
    return float(np.mean(loud < 0.05 * loud.max(axis=1, keepdims=True)))


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
