# /// sample
# task = "worth"
# diagnosis = "You compare the two means as if the rows had nothing in common. Most of the scatter is that of easy and hard rows, which both share: look at the differences."
# ///

# %% task="worth"
def worth_it(loss_model, loss_rule):
    if len(loss_model) != len(loss_rule):
        raise ValueError("lengths")
    model, rule = np.asarray(loss_model, float), np.asarray(loss_rule, float)
    n = len(model)
    if n < 2 or model.mean() >= rule.mean():
        return False
    if np.ptp(rule - model) == 0:
        return True
    error = np.sqrt(model.var(ddof=1) / n + rule.var(ddof=1) / n)
    return bool(rule.mean() - model.mean() > 1.96 * error)
