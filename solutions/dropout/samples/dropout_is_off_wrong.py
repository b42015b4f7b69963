# /// sample
# task = "uncertainty"
# diagnosis = "The spread is 0, or as small as rounding, and the mean is the ordinary prediction, as if Dropout were off in all passes. `predict` and a plain call switch it off; `training=True` keeps it on."
# ///

# %% task="uncertainty"
def mc_predict(model, x, n):
    answers = np.array([model.predict(x, verbose=0) for _ in range(n)])
    return answers.mean(axis=0), answers.std(axis=0)
