# /// sample
# task = "myself"
# diagnosis = "You said the same of every banana. That is a constant, and it is right for half of them."
# ///

# %% task="myself"
def my_answers():
    return [1] * 24
