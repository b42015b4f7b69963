# /// sample
# task = "narrow"
# diagnosis = "A zero gives the default, as if nothing stood there, but `float` makes 0.0 of it. A test such as `if not value`, or an `or default`, takes each zero for a hole."
# ///

# %% task="narrow"
def read_number(mapping, key, default):
    try:
        value = mapping[key]
        if not value:
            return default
        return float(value)
    except (KeyError, ValueError, TypeError):
        return default
