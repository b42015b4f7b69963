# /// attack
# number = 71
# title = "Numbers that cannot be printed, deep inside of dicts"
# verdict = ["error", "wrong"]
# answer = "square"
# ///
def square(x):
    value = 10**5000
    for _ in range(20):
        value = {"deeper": value, 7**9000: None}
    return value
