# /// sample
# task = "eafp"
# diagnosis = "You ask for `bounce` to see whether it is there, and then ask again to call it; between the two questions the answer may change, so look `bounce` up once and keep it."
# ///

# %% task="eafp"
def bounce_all(items):
    done, left = [], []
    for item in items:
        if hasattr(item, "bounce") and callable(item.bounce):
            done.append(item.bounce())
        else:
            left.append(item)
    return done, left
