# /// sample
# task = "through-noise"
# diagnosis = "Your function answers even or odd, one way round or the other, whatever the labels say; here they told of another binary digit."
# ///

# %% task="through-noise"
def learn_through_noise(X, y):
    flip = int(np.mean(y == X % 2) < 0.5)
    return lambda x: x % 2 ^ flip
