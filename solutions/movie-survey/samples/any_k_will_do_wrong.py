# /// sample
# task = "ask"
# diagnosis = "You cut a mixed list at k. A slice never complains: for a k above n it gives fewer people, and for -1 nearly all."
# ///

# %% task="ask"
def random_sample(n, k, rng):
    return rng.permutation(n)[:k]
