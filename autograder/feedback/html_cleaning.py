"""Cleans HTML that a student wrote or a program printed: nothing in it runs, loads or moves.

A browser's parser, which bleach's is, makes of some small texts far more than they hold. So the
size of a text is checked first.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from html import escape
from typing import Any

import bleach
from bleach import html5lib_shim
from bleach.css_sanitizer import CSSSanitizer
from nbconvert import filters
from pygments.token import STANDARD_TYPES

TAGS = (
    "a abbr b blockquote br caption code dd del details div dl dt em h1 h2 h3 h4 h5 h6 hr i img kbd "
    "li mark ol p pre s small span strong sub summary sup table tbody td tfoot th thead tr u ul"
)
LINK = re.compile(r"(https?://|mailto:|#)")
# No colon and no `&`: neither a scheme nor an entity that becomes one; no host, no way up.
IMAGE = re.compile(
    r"(?!.*\.\.)(?!.*%2[eE])[\w%-][\w./%-]*|data:image/(png|jpeg|gif);base64,[A-Za-z0-9+/=\s]+"
)
CLASSES = {"highlight", "dataframe", *STANDARD_TYPES.values()}
# Bootstrap's boxes: notebooks have used them since IPython's first pages.
BOXES = {
    "alert",
    "alert-block",
    *(f"alert-{kind}" for kind in ("info", "success", "warning", "danger")),
}
# Goes before each id and name in a cell. No id of the page itself begins so.
OWN = "of-a-cell-"
# An attribute filter of bleach's: tag, name and value.
Attributes = Callable[[str, str, str], bool]
ANCHOR = re.compile(r"[^\s\"'<>&`=]{1,200}")
ANCHORED = ("a", "div", "span", "p", "li", "h1", "h2", "h3", "h4", "h5", "h6")
# The properties that `feedback.html` uses. None of them moves an element.
STYLES = (
    "background-color border-left color font-family font-weight line-height margin margin-top max-width "
    "overflow-wrap padding text-align white-space"
)
# Negative, computed or escaped values: they could move an element over another. Colours may be
# mixed, and may be those of Jupyter's theme, as in our own cards.
STRAY = re.compile(
    r"-\s*[\d.]|\\|(?<!rgb)(?<!rgba)(?<!hsl)(?<!hsla)(?<!color-mix)(?<!var)\("
    r"|var\((?!--jp-(layout|content-font)-color\d\b)",
    re.IGNORECASE,
)
# HTML's formatting elements, and the elements at which a parser marks its list of open ones.
FORMATTING = frozenset(
    [
        "a",
        "b",
        "big",
        "code",
        "em",
        "font",
        "i",
        "nobr",
        "s",
        "small",
        "strike",
        "strong",
        "tt",
        "u",
    ]
)
MARKERS = frozenset(
    ["table", "td", "th", "caption", "applet", "object", "marquee", "template", "button"]
)
ANY_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
VOID = frozenset(["br", "hr", "img", "input", "wbr"])
MOST_TAGS, MOST_REOPENED, MOST_DEPTH = 20_000, 30_000, 500
# The length of our own longest feedback on a task, and of the largest table that is shown.
MOST_HTML = 200_000
SHEET = re.compile(r"<style\b[^<>]*>([^<]*)</style\s*>", re.IGNORECASE)
MOST_OF_A_STYLE = 300
OF_AN_ID = re.compile(r"#(T_\w{1,80})(?=\s*(?:,|$))")
HAS_ID = re.compile(r"""\sid=["'](T_\w{1,80})["']""")
# Sequences that colour a program's output. nbconvert's filter needs the square of a sequence's
# length in time, and makes an element of the page for each colour.
ESCAPES = re.compile(r"\x1b\[[0-9;:]*[A-Za-z]?|\x1b")
MOST_ESCAPES = 2000
MOST_OF_AN_ESCAPE = 40


def ansi2html(text: str) -> str:
    """Show a program's output as HTML; too many colours are left out."""
    lengths = [len(sequence.group()) for sequence in ESCAPES.finditer(text)]
    if len(lengths) > MOST_ESCAPES or max(lengths, default=0) > MOST_OF_AN_ESCAPE:
        text = ESCAPES.sub("", text)
    return str(filters.ansi2html(text))


def allowed(tag: str, name: str, value: str) -> bool:
    """Tell whether a cell's Markdown may have this attribute."""
    match name:
        case "href":
            return tag == "a" and LINK.match(value) is not None
        case "src":
            return tag == "img" and IMAGE.fullmatch(value) is not None
        case "class":
            kinds = set(value.split())
            return tag in ("div", "span", "pre", "table") and (value in CLASSES or kinds <= BOXES)
        case "id" | "name":
            return tag in ANCHORED and ANCHOR.fullmatch(value) is not None
    return name in ("alt", "title", "colspan", "rowspan", "start", "open", "scope")


def _allowed_in_output(tag: str, name: str, value: str) -> bool:
    if name == "style":
        return STRAY.search(value) is None
    return name not in ("id", "name") and allowed(tag, name, value)


class Anchors(html5lib_shim.Filter):
    """Puts `OWN` before each id and name in a cell, and before the targets of its links in the page."""

    def __iter__(self) -> Iterator[Any]:
        for token in super().__iter__():
            named = token["data"].items() if token["type"] in ("StartTag", "EmptyTag") else ()
            for key, value in list(named):
                if key[1] in ("id", "name"):
                    token["data"][key] = OWN + value
                elif key[1] == "href" and value.startswith("#"):
                    token["data"][key] = f"#{OWN}{value[1:]}"
            yield token


def _costs_too_much(html: str) -> bool:
    """Tell whether a parser would make far more elements of a text than it has tags.

    A parser opens each open formatting element again in every block after it. Whether a cell of a
    table closes an element from before depends on the parser. So nothing counts as closed there.
    """
    left_open: Counter[str] = Counter()
    tags = most = depth = deepest = 0
    in_table = False
    for tag in ANY_TAG.finditer(html):
        tags += 1
        name = tag[2].lower()
        if name not in VOID:
            depth = max(0, depth - 1) if tag[1] else depth + 1
            deepest = max(deepest, depth)
        in_table = in_table or name in MARKERS
        if name in FORMATTING and not tag[1]:
            left_open[name] += 1
            most = max(most, left_open.total())
        elif name in FORMATTING and left_open[name] and not in_table:
            left_open[name] -= 1
    return tags > MOST_TAGS or most * tags > MOST_REOPENED or deepest > MOST_DEPTH


def clean(html: str, attributes: Attributes, styles: str = "", filters: Sequence[type] = ()) -> str:
    """Keep allowed tags, attributes and CSS properties of a text; show everything else as text."""
    if _costs_too_much(html):
        return f"<pre>{escape(html)}</pre>"
    cleaner = bleach.Cleaner(
        tags=frozenset(TAGS.split()),
        attributes=attributes,
        protocols={"http", "https", "mailto", "data"},
        css_sanitizer=CSSSanitizer(allowed_css_properties=styles.split()),
        filters=list(filters),
    )
    result: str = cleaner.clean(html)
    return result


def clean_html(html: bytes | object) -> str:
    """Clean the HTML of an output."""
    text = html.decode() if isinstance(html, bytes) else str(html)
    if len(text) > MOST_HTML:
        return f"<pre>{escape(text[:MOST_HTML])}</pre>"
    return clean(_styled_in_place(text), _allowed_in_output, STYLES)


def _styled_in_place(html: str) -> str:
    """Move the rules of a table's own style sheet onto its cells, and drop the sheet.

    pandas writes such sheets, and our page must not hold a student's sheet. The result is not clean yet.
    """
    by_id: dict[str, str] = {}
    for rule in (rule for sheet in SHEET.findall(html) for rule in sheet.split("}")):
        names, _, style = rule.partition("{")
        for name in OF_AN_ID.findall(names):
            by_id[name] = f"{by_id.get(name, '')}{style.strip().rstrip(';')};"[:MOST_OF_A_STYLE]
    plain = SHEET.sub("", html)
    styled = HAS_ID.sub(
        lambda match: f' style="{escape(by_id[match[1]])}"' if match[1] in by_id else "", plain
    )
    return styled if len(styled) <= MOST_HTML else plain
