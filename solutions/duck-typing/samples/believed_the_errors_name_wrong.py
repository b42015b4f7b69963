# /// sample
# task = "eafp"
# diagnosis = "You ask the AttributeError what was missing, but the item may have asked somebody else for `bounce` while it jumped; keep the jump out of the `try`, and there is nothing to guess."
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
