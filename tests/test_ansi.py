"""Colours that a program prints: shown, and left out where they would take a page's time."""

import time

import pytest

from autograder.feedback.html_cleaning import ansi2html


def test_a_few_colours_are_shown():
    assert "ansi-red" in ansi2html("\x1b[31mred\x1b[0m")
    assert "<b>" not in ansi2html("<b>bold</b>")


# By nbconvert's own filter each of these takes minutes.
@pytest.mark.parametrize(
    "text",
    [
        "\x1b[" + ";" * 1_000_000 + "m",
        "\x1b[" + "1;" * 500_000,
        "\x1b[31mx" * 200_000,
        "\x1b" * 10**6,
    ],
    ids=["blanks", "no end", "many", "bare"],
)
def test_escapes_without_end_are_left_out(text):
    started = time.process_time()
    shown = ansi2html(text)
    assert time.process_time() - started < 30
    assert "\x1b" not in shown
    assert "ansi-red" not in shown
