# /// sample
# task = "eafp"
# diagnosis = "An AttributeError that speaks of a missing `bounce` puts the thing aside, though it came from inside a jump that asked something else for one. Call `bounce` where nothing is caught, and there is nothing to guess."
# ///

# %% task="eafp"
def bounce_all(items):
    results, skipped = [], []
    for item in items:
        try:
            bounce = item.bounce
            if callable(bounce):
                results.append(bounce())
            else:
                skipped.append(item)
        except AttributeError as complaint:
            if complaint.name != "bounce":
                raise
            skipped.append(item)
    return results, skipped
