# /// sample
# task = "read"
# diagnosis = "Your distances count in both directions. A training loss below the level is no distance to it: there it is 0."
# ///

# %% task="read"
def read_curves(train_loss, val_loss, target):
    if len(train_loss) != len(val_loss) or len(train_loss) == 0:
        raise ValueError("bad curves")
    train, val = train_loss[-1], val_loss[-1]
    if val <= target:
        return "fine"
    first = abs(train - target)
    second = abs(val - train)
    if first >= 2 * second:
        return "bias"
    if second >= 2 * first:
        return "variance"
    return "both"
