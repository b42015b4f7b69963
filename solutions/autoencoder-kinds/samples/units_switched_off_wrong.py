# /// sample
# task = "sparse"
# diagnosis = "Many of your units say the same whatever is played. That is a narrow code with idle numbers beside it, while a sparse code uses other units for other chords."
# ///

# %% task="sparse"
def silent_share(encoder, x):
    loud = np.abs(keras.ops.convert_to_numpy(encoder(x)))
    return float((loud < 0.05 * loud.max()).mean())


def sparse_pair(x, code_size, seed):
    keras.utils.set_random_seed(seed)
    few = code_size // 4
    inner = keras.Sequential([keras.Input((x.shape[1],)), keras.layers.Dense(few)])
    decoder = keras.Sequential([keras.Input((code_size,)), keras.layers.Dense(x.shape[1])])
    rest = code_size - few
    encoder = keras.Sequential([
        inner,
        keras.layers.Reshape((few, 1)),
        keras.layers.ZeroPadding1D((0, rest)),
        keras.layers.Flatten(),
    ])
    train(encoder, decoder, x, x, steps=400, rate=0.02)
    return encoder, decoder
