# /// sample
# task = "uncertainty"
# diagnosis = "The spread is the standard deviation of the passes divided by the root of n, which tells how well the mean is known. The task asks how much the passes differ."
# ///

# %% task="uncertainty"
def mc_predict(model, x, n):
    answers = np.array([keras.ops.convert_to_numpy(model(x, training=True)) for _ in range(n)])
    return answers.mean(axis=0), answers.std(axis=0) / np.sqrt(n)
