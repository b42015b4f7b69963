# /// sample
# task = "sparse"
# diagnosis = "Your share is the one that a fixed small bar gives: in a loud code it finds nothing silent. A code can be of any size, so compare each value with 5 % of the loudest value."
# ///

# %% task="sparse"
def silent_share(encoder, x):
    code = keras.ops.convert_to_numpy(encoder(x))
    return float(np.mean(np.abs(code) < 1e-3))


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
