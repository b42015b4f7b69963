# /// attack
# number = 9
# title = "Results and gradebook written directly"
# verdict = ["pass"]
# control = true
# ///
import sqlite3

try:
    with open(target["gradebook"], "r+b") as book:
        book.write(b"forged")
    through()
except OSError:
    pass
try:
    sqlite3.connect(target["gradebook"]).execute("create table forged (x)")
    through()
except sqlite3.Error:
    pass
