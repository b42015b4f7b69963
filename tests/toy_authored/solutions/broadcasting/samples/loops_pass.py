# /// sample
# ///

# %% task="standardise"
def standardise(x):
    out = np.empty_like(x)
    for j in range(x.shape[1]):
        column = x[:, j]
        mean = sum(column) / len(column)
        spread = (sum((value - mean) ** 2 for value in column) / len(column)) ** 0.5
        out[:, j] = (column - mean) / spread
    return out

# %% task="distances"
def distances(a, b):
    return np.array([[np.linalg.norm(p - q) for q in b] for p in a])
