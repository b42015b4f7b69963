# /// sample
# task = "uncertainty"
# diagnosis = "You call `predict`, which switches Dropout off: a hundred equal answers have no spread."
# ///

# %% task="uncertainty"
def mc_predict(model, x, n):
    answers = np.array([model.predict(x, verbose=0) for _ in range(n)])
    return answers.mean(axis=0), answers.std(axis=0)
