# /// sample
# task = "worth"
# diagnosis = "You count the rows on which the model wins. A few rows on which it loses a lot may cost more than all that."
# ///

# %% task="worth"
def worth_it(loss_model, loss_rule):
    if len(loss_model) != len(loss_rule):
        raise ValueError("lengths")
    model, rule = np.asarray(loss_model, float), np.asarray(loss_rule, float)
    n = len(model)
    return bool(n > 1 and (model < rule).mean() > 0.5)
