# /// sample
# task = "eafp"
# diagnosis = "You test whether the answer is true before you keep it; 0, an empty list and None are answers, too, so keep whatever comes back."
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
