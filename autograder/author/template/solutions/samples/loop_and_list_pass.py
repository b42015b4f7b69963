# /// sample
# ///

# %% task="scale"
def scale(x, factor):
    return np.array([factor * number for number in x.ravel()]).reshape(x.shape)
