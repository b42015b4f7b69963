# /// sample
# task = "names"
# diagnosis = "You count pairs of rows on which groups and classes agree (Rand's index). The contract asks for the share of rows that are right."
# ///

# %% task="names"
def agreement(labels, truth):
    if len(labels) != len(truth) or not len(labels):
        raise ValueError("a group and a class for each row")
    alike, same = labels[:, None] == labels, truth[:, None] == truth
    return float((alike == same).mean())
