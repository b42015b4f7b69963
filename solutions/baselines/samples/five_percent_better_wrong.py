# /// sample
# task = "worth"
# diagnosis = "You ask for a gain of so many percent, however many rows there are. With few rows luck gives that much; with many, less is real."
# ///

# %% task="worth"
def worth_it(loss_model, loss_rule):
    if len(loss_model) != len(loss_rule):
        raise ValueError("lengths")
    model, rule = np.asarray(loss_model, float), np.asarray(loss_rule, float)
    n = len(model)
    return bool(n > 1 and model.mean() < rule.mean() - 0.05 * abs(rule.mean()))
