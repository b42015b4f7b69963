# /// sample
# task = "eafp"
# diagnosis = "You call whatever hangs under the name `bounce`; None or a number can hang there, too, so ask whether it is callable once you hold it."
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
