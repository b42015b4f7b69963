# /// sample
# task = "narrow"
# diagnosis = "You judge by the characters whether a text is a number, and miss signs, points or exponents; let `float` try, it knows the rules."
# ///

# %% task="narrow"
def read_number(mapping, key, default):
    try:
        value = mapping[key]
    except KeyError:
        return default
    if isinstance(value, str) and not value.replace(".", "", 1).isdigit():
        return default
    try:
        return float(value)
    except (TypeError, ValueError):
        return default
