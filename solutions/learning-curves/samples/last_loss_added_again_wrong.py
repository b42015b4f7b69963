# /// sample
# task = "read"
# diagnosis = "You lengthen the list that you were handed; its owner now has a curve with a point that nobody measured."
# ///

# %% task="read"
def read_curves(train_loss, val_loss, target):
    if len(train_loss) != len(val_loss) or len(train_loss) == 0:
        raise ValueError("two curves of one length")
    train_loss += train_loss[-1:] if isinstance(train_loss, list) else 0
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
