# /// sample
# task = "through-noise"
# diagnosis = "Taught the highest of the twelve bits, your function answers even or odd, or the opposite. Any of the bits may be the question, so let the lesson look at all twelve."
# ///

# %% task="through-noise"
def learn_through_noise(X, y):
    flip = int(np.mean(y == X % 2) < 0.5)
    return lambda x: x % 2 ^ flip
