# /// sample
# task = "read"
# diagnosis = "Your answers are those for a training loss that is measured from 0 and not from the level. A homework that is done as well as anybody could do it may then count as bias."
# ///

# %% task="read"
def read_curves(train_loss, val_loss, target):
    if len(train_loss) != len(val_loss) or len(train_loss) == 0:
        raise ValueError("two curves of one length")
    train, val = train_loss[-1], val_loss[-1]
    if val <= target:
        return "fine"
    bias = train
    variance = max(val - train, 0)
    if bias >= 2 * variance:
        return "bias"
    if variance >= 2 * bias:
        return "variance"
    return "both"
