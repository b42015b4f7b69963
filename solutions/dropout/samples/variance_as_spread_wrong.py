# /// sample
# task = "uncertainty"
# diagnosis = "You return the variance; its unit is the square of the answer's, the spread is its root."
# ///

# %% task="uncertainty"
def mc_predict(model, x, n):
    answers = np.array([keras.ops.convert_to_numpy(model(x, training=True)) for _ in range(n)])
    return answers.mean(axis=0), answers.var(axis=0)
