# /// sample
# task = "sparse"
# diagnosis = "Your code says so little that new chords come back badly. Let more of it sound, by a lower price for instance, and look at both numbers: the silent share and the error."
# ///

# %% task="sparse"
def silent_share(encoder, x):
    loud = np.abs(keras.ops.convert_to_numpy(encoder(x)))
    return float((loud < 0.05 * loud.max()).mean())


def sparse_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    price = keras.regularizers.L1(1.0)
    encoder = keras.Sequential([
        keras.Input((x.shape[1],)),
        keras.layers.Dense(code_size, "relu", activity_regularizer=price),
    ])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(x.shape[1])])
    train(encoder, decoder, x, x, steps=500, rate=0.02, seed=seed)
    return encoder, decoder
