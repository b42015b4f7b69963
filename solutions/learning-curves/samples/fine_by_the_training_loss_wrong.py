# /// sample
# task = "read"
# diagnosis = "You call it fine when the training loss has reached the level; the homework is done, but the exam decides."
# ///

# %% task="read"
def read_curves(train_loss, val_loss, target):
    if len(train_loss) != len(val_loss) or len(train_loss) == 0:
        raise ValueError("two curves of one length")
    train, val = train_loss[-1], val_loss[-1]
    if train <= target:
        return "fine"
    bias = max(train - target, 0)
    variance = val - max(train, target)
    if bias >= 2 * variance:
        return "bias"
    if variance >= 2 * bias:
        return "variance"
    return "both"
