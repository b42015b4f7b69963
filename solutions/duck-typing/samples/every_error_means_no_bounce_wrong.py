# /// sample
# task = "eafp"
# diagnosis = "You take every exception for a missing `bounce`; a division by zero inside a toy is a bug that somebody should hear of, so name the one error that you expect."
# ///

# %% task="eafp"
def bounce_all(items):
    results = []
    skipped = []
    for item in items:
        try:
            results.append(item.bounce())
        except Exception:
            skipped.append(item)
    return results, skipped
