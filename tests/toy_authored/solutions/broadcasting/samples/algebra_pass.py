# /// sample
# ///

# %% task="standardise"
def standardise(x):
    n = len(x)
    centred = x - np.ones((n, n)) @ x / n
    return (centred.T / np.sqrt(np.einsum("ij,ij->j", centred, centred) / n)[:, None]).T

# %% task="distances"
def distances(a, b):
    squares = (a**2).sum(axis=1, keepdims=True) + (b**2).sum(axis=1) - 2 * a @ b.T
    return np.sqrt(np.maximum(squares, 0))
