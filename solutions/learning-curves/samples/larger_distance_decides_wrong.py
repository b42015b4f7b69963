# /// sample
# task = "read"
# diagnosis = "You let the larger distance decide, by however little; only a distance of twice the other is clear, else it is both."
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
    if bias > variance:
        return "bias"
    if variance > bias:
        return "variance"
    return "both"
