# /// sample
# task = "scorer"
# diagnosis = "A Keras model is scored well, and another predictor that says the same is not. Anybody may give probabilities, so look at the answer and not at who gives it."
# ///

# %% task="scorer"
def accuracy(predictor, X, y):
    guess = np.asarray(keras.ops.convert_to_numpy(predictor.predict(X)))
    guess = guess.reshape(len(y), -1)
    if isinstance(predictor, keras.Model):
        guess = guess.argmax(axis=1) if guess.shape[1] > 1 else guess[:, 0] > 0.5
    else:
        guess = guess[:, 0]
    return float((guess == np.asarray(y)).mean())
