# /// sample
# task = "scorer"
# diagnosis = "Numbers of shape (n, 1) score as if each prediction were class 0: the largest of a single column is always column 0. One column holds classes, or probabilities of class 1."
# ///

# %% task="scorer"
def accuracy(predictor, X, y):
    guess = np.asarray(keras.ops.convert_to_numpy(predictor.predict(X)))
    if guess.ndim == 2:
        guess = guess.argmax(axis=1)
    elif (guess % 1 != 0).any():
        guess = guess > 0.5
    return float((guess == np.asarray(y)).mean())
