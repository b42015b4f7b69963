# /// sample
# task = "scorer"
# diagnosis = "Whole numbers come out as if they were cut at one half, so that class 2 counts as class 1. Whole numbers are classes already: compare them as they are."
# ///

# %% task="scorer"
def accuracy(predictor, X, y):
    guess = np.asarray(keras.ops.convert_to_numpy(predictor.predict(X)))
    if guess.ndim == 2 and guess.shape[1] > 1:
        guess = guess.argmax(axis=1)
    else:
        guess = (guess.ravel() > 0.5).astype(int)
    return float((guess == np.asarray(y)).mean())
