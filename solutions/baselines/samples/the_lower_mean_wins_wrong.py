# /// sample
# task = "worth"
# diagnosis = "A lower mean is enough for your yes. Of two that are equally good, one is always lower: that is a coin."
# ///

# %% task="worth"
def worth_it(loss_model, loss_rule):
    if len(loss_model) != len(loss_rule):
        raise ValueError("lengths")
    model, rule = np.asarray(loss_model, float), np.asarray(loss_rule, float)
    n = len(model)
    return bool(n > 1 and model.mean() < rule.mean())
