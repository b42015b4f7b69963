# /// sample
# task = "eafp"
# diagnosis = "A `bounce` that cannot be called, such as None or a number, ends in a TypeError. Ask whether it is callable once you hold it, and put the thing aside if not."
# ///

# %% task="eafp"
def bounce_all(items):
    done, left = [], []
    for item in items:
        try:
            bounce = item.bounce
        except AttributeError:
            left.append(item)
        else:
            done.append(bounce())
    return done, left
