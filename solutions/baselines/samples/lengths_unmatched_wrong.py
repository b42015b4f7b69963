# /// sample
# task = "worth"
# diagnosis = "Where the lengths differ, you cut both to the shorter one. Then rows no longer belong together, and nobody is told."
# ///

# %% task="worth"
def worth_it(loss_model, loss_rule):
    model, rule = np.asarray(loss_model, float), np.asarray(loss_rule, float)
    n = min(len(model), len(rule))
    d = rule[:n] - model[:n]
    if n < 2:
        return False
    return bool(d.mean() > 0 and d.mean() > 1.96 * d.std(ddof=1) / np.sqrt(n))
