# /// sample
# task = "eafp"
# diagnosis = "A thing is put aside whatever error its jump raises, even the KeyboardInterrupt by which somebody tries to stop the program. Catch the AttributeError of the look-up, and nothing else."
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
