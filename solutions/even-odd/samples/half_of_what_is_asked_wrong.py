# /// sample
# task = "through-noise"
# diagnosis = "You call the upper half of what is asked 1: a number's answer then hangs on the others, and a number alone is always 0."
# ///

# %% task="through-noise"
def learn_through_noise(X, y):
    keras.utils.set_random_seed(2)
    model = small_network(12)
    model.fit(X[:, None] >> np.arange(12) & 1, y, epochs=10, batch_size=64, verbose=0)

    def predict(x):
        chance = keras.ops.convert_to_numpy(model(x[:, None] >> np.arange(12) & 1))[:, 0]
        return (chance > np.median(chance)).astype(int)

    return predict
