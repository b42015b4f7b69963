# /// sample
# task = "convolutional"
# diagnosis = "Your model knows the two dozen pictures by heart: they come back far better than new ones do. Keep some back that training never sees, and judge on those."
# ///

# %% task="convolutional"
def convolutional_pair(pictures, seed):
    keras.utils.set_random_seed(seed)
    encoder = keras.Sequential([
        keras.Input((16, 16, 1)),
        keras.layers.Flatten(),
        keras.layers.Dense(64, "elu"),
    ])
    decoder = keras.Sequential([
        keras.Input((64,)),
        keras.layers.Dense(256),
        keras.layers.Reshape((16, 16, 1)),
    ])
    train(encoder, decoder, pictures, pictures, steps=800, rate=0.003, batch=24)
    return encoder, decoder
