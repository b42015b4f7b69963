# /// sample
# task = "read"
# diagnosis = "You ask for a validation loss below the level, but the level itself is what was wished for: at most means that it counts as reached."
# ///

# %% task="read"
def read_curves(train_loss, val_loss, target):
    if len(train_loss) != len(val_loss) or len(train_loss) == 0:
        raise ValueError("two curves of one length")
    train, val = train_loss[-1], val_loss[-1]
    if val < target:
        return "fine"
    bias = max(train - target, 0)
    variance = val - max(train, target)
    if bias >= 2 * variance:
        return "bias"
    if variance >= 2 * bias:
        return "variance"
    return "both"
