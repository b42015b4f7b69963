# /// sample
# task = "read"
# diagnosis = "Bias and variance have changed places: a gap between the curves is variance, and asks for more data. Bias is how far the training loss lies above the level, and asks for another model."
# ///

# %% task="read"
def read_curves(train_loss, val_loss, target):
    if len(train_loss) != len(val_loss) or len(train_loss) == 0:
        raise ValueError("two curves of one length")
    train, val = train_loss[-1], val_loss[-1]
    if val <= target:
        return "fine"
    bias = max(train - target, 0)
    variance = val - max(train, target)
    if bias >= 2 * variance:
        return "variance"
    if variance >= 2 * bias:
        return "bias"
    return "both"
