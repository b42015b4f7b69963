# /// sample
# task = "read"
# diagnosis = "You average over the whole curve, where the first points say what few rows brought; only the last point counts."
# ///

# %% task="read"
def read_curves(train_loss, val_loss, target):
    if len(train_loss) != len(val_loss) or len(train_loss) == 0:
        raise ValueError("two curves of one length")
    train, val = np.mean(train_loss), np.mean(val_loss)
    if val <= target:
        return "fine"
    bias = max(train - target, 0)
    variance = val - max(train, target)
    if bias >= 2 * variance:
        return "bias"
    if variance >= 2 * bias:
        return "variance"
    return "both"
