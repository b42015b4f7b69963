# /// sample
# task = "eafp"
# diagnosis = "Your `except:` names no error, so it catches even the KeyboardInterrupt by which somebody tries to stop the program; name what you expect."
# ///

# %% task="eafp"
def bounce_all(items):
    results = []
    skipped = []
    for item in items:
        try:
            results.append(item.bounce())
        except:
            skipped.append(item)
    return results, skipped
