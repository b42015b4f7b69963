# /// sample
# task = "narrow"
# diagnosis = "Your `except:` names no error, so nobody can stop the program while it reads: a KeyboardInterrupt is caught as well; name the three that you expect."
# ///

# %% task="narrow"
def read_number(mapping, key, default):
    try:
        return float(mapping[key])
    except:
        return default
