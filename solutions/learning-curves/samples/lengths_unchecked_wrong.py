# /// sample
# task = "read"
# diagnosis = "You read curves that do not belong together: of different lengths, their last points are about different numbers of rows."
# ///

# %% task="read"
def read_curves(train_loss, val_loss, target):
    train, val = train_loss[-1], val_loss[-1]
    if val <= target:
        return "fine"
    bias = max(train - target, 0)
    variance = val - max(train, target)
    if bias >= 2 * variance:
        return "bias"
    if variance >= 2 * bias:
        return "variance"
    return "both"
