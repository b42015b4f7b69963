# /// sample
# task = "eafp"
# diagnosis = "Answers that look like nothing, such as None, are missing in your list. Whatever a thing answers belongs there: None, 0 or an empty list, too."
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
