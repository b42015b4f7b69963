# /// sample
# task = "worth"
# diagnosis = "You say yes also where the model is clearly the worse one: which of the two is better has no say. A yes needs a lower mean loss of the model."
# ///

# %% task="worth"
def worth_it(loss_model, loss_rule):
    if len(loss_model) != len(loss_rule):
        raise ValueError("lengths")
    model, rule = np.asarray(loss_model, float), np.asarray(loss_rule, float)
    n = len(model)
    d = rule - model
    if n < 2 or not d.any():
        return False
    return bool(abs(d.mean()) > 1.96 * d.std(ddof=1) / np.sqrt(n))
