# /// sample
# task = "worth"
# diagnosis = "You compare the mean gain with the spread of single rows. The mean of n rows scatters less, by the root of n."
# ///

# %% task="worth"
def worth_it(loss_model, loss_rule):
    if len(loss_model) != len(loss_rule):
        raise ValueError("lengths")
    model, rule = np.asarray(loss_model, float), np.asarray(loss_rule, float)
    n = len(model)
    d = rule - model
    return bool(n > 1 and d.mean() > 0 and d.mean() > 1.96 * d.std(ddof=1))
