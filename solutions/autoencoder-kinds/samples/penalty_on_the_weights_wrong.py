# /// sample
# task = "sparse"
# diagnosis = "Your penalty is on the weights, which are the same for every chord; what should be rare is what the units say, so the price belongs on their activity."
# ///

# %% task="sparse"
def silent_share(encoder, x):
    loud = np.abs(keras.ops.convert_to_numpy(encoder(x)))
    return float((loud < 0.05 * loud.max()).mean())


def sparse_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    price = keras.regularizers.L1(0.001)
    encoder = keras.Sequential([
        keras.Input((x.shape[1],)),
        keras.layers.Dense(code_size, "relu", kernel_regularizer=price),
    ])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(x.shape[1])])
    train(encoder, decoder, x, x, steps=500, rate=0.02, seed=seed)
    return encoder, decoder
