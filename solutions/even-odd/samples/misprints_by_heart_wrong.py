# /// sample
# task = "through-noise"
# diagnosis = "Your model gets more of its noisy training rows right than the truth would: it has learnt misprints by heart."
# ///

# %% task="through-noise"
def learn_through_noise(X, y):
    keras.utils.set_random_seed(2)
    model = keras.Sequential([
        keras.Input((12,)),
        keras.layers.Dense(128, activation="relu"),
        keras.layers.Dense(128, activation="relu"),
        keras.layers.Dense(1, "sigmoid"),
    ])
    model.compile(keras.optimizers.Adam(0.003), "binary_crossentropy")
    model.fit(X[:, None] >> np.arange(12) & 1, y, epochs=40, batch_size=64, verbose=0)
    return lambda x: (keras.ops.convert_to_numpy(model(x[:, None] >> np.arange(12) & 1))[:, 0] > 0.5).astype(int)
