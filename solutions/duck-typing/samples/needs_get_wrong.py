# /// sample
# task = "narrow"
# diagnosis = "You call `get`, which a dict has, but not everything that answers to square brackets; use the brackets and catch the KeyError."
# ///

# %% task="narrow"
def read_number(mapping, key, default):
    value = mapping.get(key)
    try:
        return float(value)
    except (ValueError, TypeError):
        return default
