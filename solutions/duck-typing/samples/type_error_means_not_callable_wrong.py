# /// sample
# task = "eafp"
# diagnosis = "You take a TypeError for a `bounce` that cannot be called, but one raised inside `bounce` looks the same from outside; once you hold the thing, ask whether it is callable."
# ///

# %% task="eafp"
def bounce_all(items):
    results = []
    skipped = []
    for item in items:
        try:
            action = item.bounce
            results.append(action())
        except (AttributeError, TypeError):
            skipped.append(item)
    return results, skipped
