# /// sample
# task = "sparse"
# diagnosis = "A penalty is on the weights of your encoder, which are the same for every chord, and too much of the code sounds. The units' activity is to be rare: charge for that, and enough."
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
