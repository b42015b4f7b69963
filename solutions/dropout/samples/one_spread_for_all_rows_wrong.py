# /// sample
# task = "uncertainty"
# diagnosis = "You take one standard deviation over all passes and all rows. So rows that merely have different answers look like doubt; each row's spread is that of its own n passes."
# ///

# %% task="uncertainty"
def mc_predict(model, x, n):
    answers = np.array([keras.ops.convert_to_numpy(model(x, training=True)) for _ in range(n)])
    mean = answers.mean(axis=0)
    return mean, np.full_like(mean, answers.std())
