"""A card can be read on a light and on a dark theme, and shows nothing but what it was given."""

import re

import pytest

from autograder.feedback.html_cleaning import clean_html
from autograder.feedback.looks import LOOKS
from course import card
from course.progress_table import Progress

Colour = tuple[float, float, float]
# A ground, the ground of code, the text, and faint text: of JupyterLab's themes, and of a card elsewhere.
# JupyterLab's faint text lets its ground through.
THEMES = {
    "light": ("#ffffff", "#eeeeee", "#000000", ("#000000", 0.54)),
    "dark": ("#212121", "#424242", "#ffffff", ("#ffffff", 0.7)),
    "elsewhere": (*(re.findall("#......", each)[0] for each in (card.PAPER, card.CODE_PAPER, card.INK)),
                  (re.findall("#......", card.FAINT_INK)[0], 1)),
}  # fmt: skip
COLOURS = {card.GOOD, card.BAD, card.QUIET, *(colour for _, _, colour in LOOKS.values())}
# For people with weak eyes, by the Web Content Accessibility Guidelines.
ENOUGH = 4.5


def of(colour: str) -> Colour:
    red, green, blue = bytes.fromhex(colour[1:])
    return red, green, blue


def mixed(one: Colour, other: Colour, share: float) -> Colour:
    red, green, blue = (share * a + (1 - share) * b for a, b in zip(one, other, strict=True))
    return red, green, blue


def lightness(colour: Colour) -> float:
    linear = [c / 3294.6 if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: Colour, other: Colour) -> float:
    dark, light = sorted((lightness(one), lightness(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_that_of_the_guidelines():
    assert contrast(of("#ffffff"), of("#000000")) == pytest.approx(21)
    assert contrast(of("#777777"), of("#ffffff")) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEMES)
def test_all_text_can_be_read_on_each_theme(theme):
    paper, code, ink, (faint, opacity) = THEMES[theme]
    assert contrast(of(ink), of(paper)) >= ENOUGH
    assert contrast(of(ink), of(code)) >= ENOUGH
    assert contrast(mixed(of(faint), of(paper), opacity), of(paper)) >= ENOUGH
    for colour in COLOURS:
        assert card.readable(colour) == f"color-mix(in srgb, {colour} {card.SHARE}%, currentColor)"
        assert contrast(mixed(of(colour), of(ink), card.SHARE / 100), of(paper)) >= ENOUGH, colour


def test_every_colour_of_a_ground_or_text_is_the_themes():
    rows = [("", "Use `x`."), ("Called", "f(1)"), ("Page", "https://a.school/s/1")]
    shown = [card.html(card.GOOD, "square", rows), Progress([], {})._repr_html_()]
    for name, value in re.findall(r"(?:^|[;\"])(background-color|color):([^;\"]*)", "".join(shown)):
        assert value.startswith(("var(--jp-", "color-mix(")), (name, value)
    for code in re.findall("<code[^>]*>", shown[0]):
        assert card.CODE_PAPER in code


def test_a_card_on_a_feedback_page_keeps_its_looks():
    shown = card.html(card.GOOD, "square", [("", "Use `x`.")])
    styles = re.findall('style="(.*?);?"', shown)
    assert len(styles) == 4
    assert re.findall('style="(.*?);?"', clean_html(shown)) == styles


@pytest.mark.parametrize(
    "style", ["margin:var(--jp-cell-padding)", "color:var(--x)", "margin:calc(1px)", "margin:-1px"]
)
def test_a_computed_value_of_a_students_is_not_kept(style):
    assert clean_html(f'<div style="{style}">x</div>') == "<div>x</div>"


def test_an_address_is_a_link_and_a_hash_is_short():
    shown = card.html(
        card.GOOD, "x", [("Page", "https://a.school/s/1"), ("SHA-256 of your file", "ab" * 32)]
    )
    assert '<a href="https://a.school/s/1" target="_blank" rel="noopener"' in shown
    assert f'title="{"ab" * 32}">{"ab" * 6}…</code>' in shown


@pytest.mark.parametrize(
    "words",
    ["javascript:alert(1)", 'https://a.b/"><script>alert(1)</script>', "<b>https://a.b</b>"],
)
def test_no_address_brings_html(words):
    shown = card.html(card.GOOD, words, [("Page", words), ("SHA-256 of your file", words)])
    assert "<script" not in shown
    assert "<b>" not in shown
    assert 'href="javascript' not in shown
