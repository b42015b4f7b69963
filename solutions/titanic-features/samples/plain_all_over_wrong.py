# /// sample
# task = "model"
# diagnosis = "Your model weighs the columns as they stand in the list. The title, and sex with class, say what they do not."
# ///

# %% task="model"
def fit_survival(columns, y, seed):
    return Plain().fit(columns, y)
