# /// sample
# task = "eafp"
# diagnosis = "A TypeError from inside a jump puts the thing aside, as if its `bounce` could not be called. Ask whether it is callable once you hold it, and call it where nothing is caught."
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
