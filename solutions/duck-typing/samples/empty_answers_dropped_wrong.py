# /// sample
# task = "eafp"
# diagnosis = "You leave out answers that look like nothing; None, 0 or an empty list may be what a thing answers, so keep whatever comes back."
# ///

# %% task="eafp"
def bounce_all(items):
    kept, others = [], []
    for item in items:
        action = getattr(item, "bounce", None)
        if not callable(action):
            others.append(item)
            continue
        result = action()
        if result:
            kept.append(result)
    return kept, others
