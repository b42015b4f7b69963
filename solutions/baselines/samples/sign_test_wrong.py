# /// sample
# task = "worth"
# diagnosis = "You tested how often the model wins, and not by how much. Where it wins a little often and loses a lot seldom, its mean loss is higher."
# ///

# %% task="worth"
def worth_it(loss_model, loss_rule):
    if len(loss_model) != len(loss_rule):
        raise ValueError("lengths")
    model, rule = np.asarray(loss_model, float), np.asarray(loss_rule, float)
    n = len(model)
    wins, ties = (model < rule).sum(), (model == rule).sum()
    m = n - ties
    return bool(n > 1 and m > 0 and wins - m / 2 > 1.96 * np.sqrt(m) / 2)
