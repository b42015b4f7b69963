# /// sample
# task = "eafp"
# diagnosis = "Things were asked for their `bounce` more than once: `hasattr`, `getattr` and `item.bounce` each ask. Between two questions the answer may change, so ask once and keep what you got."
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
