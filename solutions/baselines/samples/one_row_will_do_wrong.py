# /// sample
# task = "worth"
# diagnosis = "With one row you say yes. There is nothing that tells how much a single row may scatter."
# ///

# %% task="worth"
def worth_it(loss_model, loss_rule):
    if len(loss_model) != len(loss_rule):
        raise ValueError("lengths")
    model, rule = np.asarray(loss_model, float), np.asarray(loss_rule, float)
    n = len(model)
    d = rule - model
    error = d.std(ddof=1) / np.sqrt(n) if n > 1 else 0.0
    return bool(d.mean() > 0 and d.mean() > 1.96 * error)
