# /// sample
# task = "eafp"
# diagnosis = "You go through the items a second time, or ask for their number first; a generator can be walked through only once, so decide about each item when you meet it."
# ///

# %% task="eafp"
def bounce_all(items):
    able = [getattr(item, "bounce") for item in items if callable(getattr(item, "bounce", None))]
    return [b() for b in able], [item for item in items if not callable(getattr(item, "bounce", None))]
