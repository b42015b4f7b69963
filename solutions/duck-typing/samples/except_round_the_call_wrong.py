# /// sample
# task = "eafp"
# diagnosis = "Your `try` holds the call as well as the look-up, so an AttributeError from inside `bounce` looks like a missing `bounce`; put only the look-up under `try`."
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
