# /// sample
# task = "eafp"
# diagnosis = "An AttributeError from inside a jump puts the thing aside, as if it had no `bounce`. Put only the look-up under `try`, and call `bounce` where nothing is caught."
# ///

# %% task="eafp"
def bounce_all(items):
    results = []
    skipped = []
    for item in items:
        try:
            results.append(item.bounce())
        except AttributeError:
            skipped.append(item)
    return results, skipped
