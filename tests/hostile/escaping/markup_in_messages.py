# /// attack
# number = 60
# title = "Markup, colours and control characters in an error"
# verdict = ["error"]
# answer = "square"
# ///
class Bad(Exception):
    pass


Bad.__name__ = "<script>alert(1)</script>"


def square(x):
    raise Bad("<img src=x onerror=alert(1)> \x1b]0;owned\x07\x1b[2J \u202e =cmd|' /C calc'!A0")
