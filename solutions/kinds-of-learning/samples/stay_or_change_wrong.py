# /// sample
# task = "reward"
# diagnosis = "You stay with a lever while it gives coins, and leave it after the first pull without one. One bad pull says little: count."
# ///

# %% task="reward"
def play(pull, arms, n, rng):
    arm, pulled = 0, []
    for _ in range(n):
        pulled.append(arm)
        if not pull(arm):
            arm = (arm + 1) % arms
    return pulled
