"""How verdicts and success look: a word, a sign and a colour. They can be told apart without colour."""

from autograder.judge.verdict import Verdict
from course import card

# For a task's feedback: word, sign, colour.
LOOKS = {
    Verdict.PASS: ("passed", "✓", card.GOOD),
    Verdict.WRONG: ("not yet", "✗", card.BAD),
    Verdict.BLANK: ("not started", "○", card.QUIET),
    Verdict.WAITING: ("waits for a person", "◐", card.QUIET),
    Verdict.ERROR: ("stopped by an error", "!", card.BAD),
    Verdict.TIMEOUT: ("took too long", "⧖", card.BAD),
    Verdict.MEMORY: ("used too much memory", "▣", card.BAD),
    Verdict.FORBIDDEN: ("tried what grading does not allow", "⊘", card.BAD),
    Verdict.BROKEN: ("could not be graded", "?", "#7b3294"),
}
# For plots: Okabe and Ito's palette. Neighbours in a bar differ in lightness, too.
PLOT_COLOURS = {
    Verdict.PASS: "#0072b2",
    Verdict.WRONG: "#d55e00",
    Verdict.BLANK: "#bbbbbb",
    Verdict.WAITING: "#009e73",
    Verdict.ERROR: "#e69f00",
    Verdict.TIMEOUT: "#cc79a7",
    Verdict.MEMORY: "#f0e442",
    Verdict.FORBIDDEN: "#222222",
    Verdict.BROKEN: "#7b3294",
}
# How much of a task's points was earned: word and colour.
SUCCESS = {
    "full": ("full marks", "#0072b2"),
    "part": ("some", "#56b4e9"),
    "none": ("nothing", "#d55e00"),
    "unscored": ("no score yet", "#7b3294"),
}
