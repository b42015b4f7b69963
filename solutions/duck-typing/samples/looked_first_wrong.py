# /// sample
# task = "narrow"
# diagnosis = "You ask with `in` before you read; not everything with square brackets can answer that, and the key may be gone when you come back, so read at once and catch the KeyError."
# ///

# %% task="narrow"
def read_number(mapping, key, default):
    if key not in mapping:
        return default
    try:
        return float(mapping[key])
    except (ValueError, TypeError):
        return default
