# /// sample
# task = "worth"
# diagnosis = "You say yes where the *rule* is clearly better, and no where the model is clearly better. A loss is better if it is lower."
# ///

# %% task="worth"
def worth_it(loss_model, loss_rule):
    if len(loss_model) != len(loss_rule):
        raise ValueError("lengths")
    model, rule = np.asarray(loss_model, float), np.asarray(loss_rule, float)
    n = len(model)
    d = model - rule
    if n < 2:
        return False
    return bool(d.mean() > 0 and d.mean() > 1.96 * d.std(ddof=1) / np.sqrt(n))
