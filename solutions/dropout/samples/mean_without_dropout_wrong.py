# /// sample
# task = "uncertainty"
# diagnosis = "Your mean is the ordinary prediction; asked for is the mean of the passes, with Dropout on."
# ///

# %% task="uncertainty"
def mc_predict(model, x, n):
    answers = np.array([keras.ops.convert_to_numpy(model(x, training=True)) for _ in range(n)])
    return keras.ops.convert_to_numpy(model(x, training=False)), answers.std(axis=0)
