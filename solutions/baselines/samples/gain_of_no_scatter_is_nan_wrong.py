# /// sample
# task = "worth"
# diagnosis = "Where all differences are equal you divide 0 by 0, or a gain by 0, and say no. The same gain on each of 30 rows is no luck."
# ///

# %% task="worth"
def worth_it(loss_model, loss_rule):
    if len(loss_model) != len(loss_rule):
        raise ValueError("lengths")
    model, rule = np.asarray(loss_model, float), np.asarray(loss_rule, float)
    n = len(model)
    d = rule - model
    if n < 2 or d.std() == 0:
        return False
    return bool(d.mean() / (d.std(ddof=1) / np.sqrt(n)) > 1.96)
