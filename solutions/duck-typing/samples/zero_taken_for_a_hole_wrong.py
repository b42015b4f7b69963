# /// sample
# task = "narrow"
# diagnosis = "You ask whether the value is true, and take what is not for a hole; 0 and False are not true either, and `float` makes 0.0 of them."
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
