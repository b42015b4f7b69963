# /// sample
# task = "eafp"
# diagnosis = "A ZeroDivisionError, a TypeError or an AttributeError from inside a jump puts the thing aside. Such an error is a bug that somebody should hear of, so catch nothing but the look-up's AttributeError."
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
