# /// sample
# task = "scorer"
# diagnosis = "You cut everything in one column at one half, classes too, so that class 2 turns into class 1; whole numbers are classes already."
# ///

# %% task="scorer"
def accuracy(predictor, X, y):
    guess = np.asarray(keras.ops.convert_to_numpy(predictor.predict(X)))
    if guess.ndim == 2 and guess.shape[1] > 1:
        guess = guess.argmax(axis=1)
    else:
        guess = (guess.ravel() > 0.5).astype(int)
    return float((guess == np.asarray(y)).mean())
