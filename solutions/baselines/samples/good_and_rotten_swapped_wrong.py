# /// sample
# task = "myself"
# diagnosis = "You can tell them apart, but your 1 stands where the contract has 0: 1 is rotten, 0 is good."
# ///

# %% task="myself"
def my_answers():
    return [0, 0, 1, 1, 1, 1, 1, 0, 1, 0, 0, 0, 0, 1, 1, 1, 0, 1, 0, 1, 1, 0, 0, 1]
