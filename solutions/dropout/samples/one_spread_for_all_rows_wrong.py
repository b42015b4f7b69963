# /// sample
# task = "uncertainty"
# diagnosis = "All rows and outputs have one and the same spread. Each output of each row has a spread of its own: the standard deviation of its n answers."
# ///

# %% task="uncertainty"
def mc_predict(model, x, n):
    answers = np.array([keras.ops.convert_to_numpy(model(x, training=True)) for _ in range(n)])
    mean = answers.mean(axis=0)
    return mean, np.full_like(mean, answers.std())
