# /// sample
# task = "eafp"
# diagnosis = "Of a generator, one of your two lists comes back empty: nothing is left for a second walk through it. Decide about each item when you meet it."
# ///

# %% task="eafp"
def bounce_all(items):
    able = [getattr(item, "bounce") for item in items if callable(getattr(item, "bounce", None))]
    return [b() for b in able], [item for item in items if not callable(getattr(item, "bounce", None))]
