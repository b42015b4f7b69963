# /// sample
# task = "myself"
# diagnosis = "You answered only where you were sure. A score on the easy ones says nothing about the belt, where the others come, too."
# ///

# %% task="myself"
def my_answers():
    return [1, 1] + [None] * 5 + [1, None, 1, None, 1] + [None] * 4 + [1, None, None, None, None, 1, 1, None]
