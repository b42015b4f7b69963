# /// sample
# task = "myself"
# diagnosis = "You answered fewer than 16. If you leave out the hard ones, the score says nothing about the belt, where these come, too."
# ///

# %% task="myself"
def my_answers():
    return [1, 1] + [None] * 5 + [1, None, 1, None, 1] + [None] * 4 + [1, None, None, None, None, 1, 1, None]
