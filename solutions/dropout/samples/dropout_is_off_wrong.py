# /// sample
# task = "uncertainty"
# diagnosis = "Dropout is off in your passes (`predict` and a plain call switch it off, `training=True` keeps it on): a hundred equal answers have no spread."
# ///

# %% task="uncertainty"
def mc_predict(model, x, n):
    answers = np.array([model.predict(x, verbose=0) for _ in range(n)])
    return answers.mean(axis=0), answers.std(axis=0)
