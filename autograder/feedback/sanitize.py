"""What students wrote, made safe for where it is shown: a page, a terminal, a spreadsheet."""

import csv
import re
import secrets
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import Any

import bleach
from bleach import html5lib_shim
from bleach.css_sanitizer import CSSSanitizer
from jinja2 import DictLoader, pass_context
from mistune.plugins import import_plugin
from nbconvert import filters
from nbconvert.exporters import HTMLExporter
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.plugins import CsvExportPlugin
from pygments.token import STANDARD_TYPES
from traitlets import List

from autograder.author import notebook
from autograder.feedback import formula

# Under this name a page is told which of its texts are the instructor's.
GIVEN = "heldout_given"
# Under this one, which of its cells nobody has scored.
UNSCORED = "heldout_unscored"
# A renderer's time grows with the square of what it is given; more is no text of a person's.
MOST_MARKDOWN = 20_000
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
# Boxes of Bootstrap's, which notebooks have had since IPython's first pages.
BOXES = {
    "alert",
    "alert-block",
    *(f"alert-{kind}" for kind in ("info", "success", "warning", "danger")),
}
# What a cell names itself by gets this in front: no name of the page's own begins so.
OWN = "of-a-cell-"
ANCHOR = re.compile(r"[^\s\"'<>&`=]{1,200}")
TAG = re.compile(r"<[^<>]*>")
ANCHORED = ("a", "div", "span", "p", "li", "h1", "h2", "h3", "h4", "h5", "h6")
# What `feedback.html` uses; nothing that leaves its place.
STYLES = (
    "background-color border-left color font-family font-weight line-height margin margin-top max-width "
    "overflow-wrap padding text-align white-space"
)
# What would move an element over another: a figure below zero, or one that is computed or escaped.
STRAY = re.compile(r"-\s*[\d.]|\\|(?<!rgb)(?<!rgba)(?<!hsl)(?<!hsla)\(", re.IGNORECASE)
# HTML's formatting elements, and what a parser sets a marker for among those that are open.
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
# As long as our own feedback on a task at most, and any table that is let by.
MOST_HTML = 200_000
SHEET = re.compile(r"<style\b[^<>]*>([^<]*)</style\s*>", re.IGNORECASE)
MOST_OF_A_STYLE = 300
OF_AN_ID = re.compile(r"#(T_\w{1,80})(?=\s*(?:,|$))")
HAS_ID = re.compile(r"""\sid=["'](T_\w{1,80})["']""")
PLUGINS = [name for name in MarkdownWithMath.DEFAULT_PLUGINS if name != "task_lists"]
# The page needs no script, no frame, no form and nothing from elsewhere.
POLICY = (
    "default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; base-uri 'none'; "
    "form-action 'none'"
)
# The template's bars have a fixed height, in which a phone's second line is white on white.
STYLE = (
    "div.nbgrader_cell .panel-heading { height: auto !important; overflow: hidden } "
    "@media (max-width: 600px) { pre { white-space: pre-wrap !important; overflow-wrap: anywhere } "
    ".container { padding: 0 4px !important } } "
    "table.dataframe td, table.dataframe th { padding: 2px 8px; text-align: right } "
    "@media print { * { print-color-adjust: exact; -webkit-print-color-adjust: exact } }"
)
# The template's index calls each of our score cells the same.
INDEXED = re.compile(r'(<a href="#([\w.-]+)-score">)Test cell</a>')
HEAD = (
    f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    '<meta name="referrer" content="no-referrer">'
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    f"<style>{STYLE}</style>"
)


# In place of nbconvert's, by the name that templates call.
FILTERS = {name: f"{__name__}.{name}" for name in ("ansi2html", "markdown2html", "clean_html")}
# What colours a line of a program's output, and what is too much of it: nbconvert's filter takes the
# square of a sequence's length, and each colour is an element of the page.
ESCAPES = re.compile(r"\x1b\[[0-9;:]*[A-Za-z]?|\x1b")
MOST_ESCAPES = 2000
MOST_OF_AN_ESCAPE = 40


def ansi2html(text: str) -> str:
    """Show a program's output as HTML; its colours are left out where there are too many."""
    found = [len(sequence.group()) for sequence in ESCAPES.finditer(text)]
    if len(found) > MOST_ESCAPES or max(found, default=0) > MOST_OF_AN_ESCAPE:
        text = ESCAPES.sub("", text)
    return str(filters.ansi2html(text))


def _allowed(tag: str, name: str, value: str) -> bool:
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
    return name not in ("id", "name") and _allowed(tag, name, value)


class _Anchors(html5lib_shim.Filter):
    """Puts `OWN` before what a cell names itself by, and before where its links go within the page."""

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
    """Tell whether a browser's parser, which bleach's is, would make far more of a text than stands there.

    Formatting that is left open is opened anew in each block after it. Whether a table's cell closes
    what was open before it is the parser's affair: there, nothing counts as closed.
    """
    left_open: Counter[str] = Counter()
    tags = most = depth = deepest = 0
    in_table = False
    for found in ANY_TAG.finditer(html):
        tags += 1
        name = found[2].lower()
        if name not in VOID:
            depth = max(0, depth - 1) if found[1] else depth + 1
            deepest = max(deepest, depth)
        in_table = in_table or name in MARKERS
        if name in FORMATTING and not found[1]:
            left_open[name] += 1
            most = max(most, left_open.total())
        elif name in FORMATTING and left_open[name] and not in_table:
            left_open[name] -= 1
    return tags > MOST_TAGS or most * tags > MOST_REOPENED or deepest > MOST_DEPTH


def _clean(html: str, attributes: Any, styles: str, filters: Sequence[Any] = ()) -> str:
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


def clean_html(html: Any) -> str:
    """Clean an output's HTML: what may run, load, frame or leave its place is shown as text."""
    text = html.decode() if isinstance(html, bytes) else str(html)
    if len(text) > MOST_HTML:
        return f"<pre>{escape(text[:MOST_HTML])}</pre>"
    return _clean(_styled_in_place(text), _allowed_in_output, STYLES)


def _styled_in_place(html: str) -> str:
    """Put what a table's own style sheet says of its cells onto the cells, and drop the sheet.

    pandas writes such sheets, and a page of ours has none of a student's. What comes out is cleaned.
    """
    by_id: dict[str, str] = {}
    for rule in (each for sheet in SHEET.findall(html) for each in sheet.split("}")):
        names, _, said = rule.partition("{")
        for name in OF_AN_ID.findall(names):
            by_id[name] = f"{by_id.get(name, '')}{said.strip().rstrip(';')};"[:MOST_OF_A_STYLE]
    plain = SHEET.sub("", html)
    styled = HAS_ID.sub(
        lambda found: f' style="{escape(by_id[found[1]])}"' if found[1] in by_id else "", plain
    )
    return styled if len(styled) <= MOST_HTML else plain


class _Renderer(IPythonRenderer):
    """nbconvert's renderer, which refuses a whole notebook for one attachment that is missing.

    A heading is named as Jupyter names it: its text, with `-` for blanks. Formulas are drawn where
    the text is `given` by the instructor.
    """

    def __init__(self, *, given: bool) -> None:
        super().__init__(escape=False, exclude_anchor_links=True)
        self.given = given
        self.kept: dict[str, str] = {}

    def heading(self, text: str, level: int, **more: Any) -> str:
        name = TAG.sub("", text).strip().replace(" ", "-")
        return str(super().heading(text, level, **more)).replace(">", f' id="{name}">', 1)

    def inline_math(self, body: str) -> str:
        return self._kept(formula.inline(body)) if self.given else str(super().inline_math(body))

    def block_math(self, body: str) -> str:
        return self._kept(formula.block(body)) if self.given else str(super().block_math(body))

    def latex_environment(self, name: str, body: str) -> str:
        if not self.given:
            return str(super().latex_environment(name, body))
        return self._kept(formula.environment(name, body))

    def _kept(self, html: str) -> str:
        """Stand in for HTML of ours until what is around it is cleaned; nobody can guess the name."""
        name = f"formula{secrets.token_hex(16)}"
        self.kept[name] = html
        return name

    def image(self, text: str, url: str, title: str | None = None) -> str:
        if url.startswith("attachment:"):
            return f"<em>[an image that was pasted: {escape(text)}]</em>"
        return str(super().image(text, url, title))


@pass_context
def markdown2html(context: Any, source: str) -> str:
    """Render a cell's Markdown, and clean what came out: Markdown hides HTML in too many ways."""
    if len(source) > MOST_MARKDOWN:
        return f"<pre>{escape(source)}</pre>"
    renderer = _Renderer(given=source in context.get("resources", {}).get(GIVEN, ()))
    try:
        html = MarkdownWithMath(renderer, plugins=map(import_plugin, PLUGINS)).render(source)
        clean = _clean(html, _allowed, "", [_Anchors])
        for name, drawn in renderer.kept.items():
            clean = clean.replace(name, drawn)
        return clean
    except RecursionError:
        return f"<pre>{escape(source)}</pre>"


class FeedbackExporter(HTMLExporter):
    """nbgrader's feedback page, without scripts and without requests to anywhere."""

    # nbgrader's template calls `mathjax()` without an address, others with one.
    extra_loaders = List(
        [DictLoader({"mathjax.html.j2": "{% macro mathjax(url=None) %}{% endmacro %}"})]
    )

    def from_notebook_node(self, nb: Any, resources: Any = None, **settings: Any) -> Any:
        resources = {**(resources or {}), GIVEN: self._given(resources or {})}
        page, resources = super().from_notebook_node(nb, resources, **settings)
        # The first one is the template's: nothing of a student's stands before it.
        page = INDEXED.sub(r"\1\2</a>", page)
        page = _without_zeros(page, resources.get(UNSCORED, ()), nb)
        return page.replace("<head>", "<head>" + HEAD, 1), resources

    def _given(self, resources: Any) -> tuple[str, ...]:
        """The instructor's own texts, as they stand in `source/`."""
        where, coursedir = resources.get("nbgrader", {}), getattr(self.parent, "coursedir", None)
        if coursedir is None or not where:
            return ()
        folder = coursedir.format_path(coursedir.source_directory, ".", where["assignment"])
        path = Path(folder) / f"{where['notebook']}.ipynb"
        cells = notebook.read(path).cells if path.is_file() else ()
        return tuple(cell.source for cell in cells if cell.cell_type == "markdown")


def _without_zeros(page: str, unscored: Sequence[str], nb: Any) -> str:
    """Say of what has no score that it has none: the template calls that 0.0."""
    for name in map(re.escape, unscored):
        own = rf'(<a href="#{name}">[^<]*</a> \(|<code>{name}</code></span>\s*<span class="pull-right">\s*)'
        page = re.sub(own + r"Score: 0\.0 / ", r"\1no score yet, of ", page)
    scored = [cell for cell in nb.cells if cell.metadata.get("nbgrader", {}).get("grade")]
    if unscored and len(unscored) == len(scored):
        page = re.sub(r"(<h4>[^<]*\()Score: 0\.0 / ", r"\1no score yet, of ", page, count=1)
    return page


def for_terminal(text: str) -> str:
    """Show what a terminal would obey, or use to turn text around, as visible escapes."""
    return "".join(ascii(letter)[1:-1] if _is_hidden(letter) else letter for letter in text)


def _is_hidden(letter: str) -> bool:
    kind = unicodedata.category(letter)
    return letter not in "\n\t" and kind in ("Cc", "Cf", "Cs", "Zl", "Zp")


def for_cell(value: Any) -> str:
    """Keep a spreadsheet from reading a text as a formula."""
    text = "" if value is None else str(value)
    # LibreOffice and Excel look past blanks, and read the wide signs of East Asia, too.
    start = unicodedata.normalize("NFKC", text).lstrip()[:1]
    formula = start in ("=", "+", "-", "@") or text[:1] in ("\t", "\r", "\n")
    return "'" + text if formula and not isinstance(value, (int, float)) else text


COLUMNS = (
    "assignment duedate timestamp student_id last_name first_name email raw_score "
    "late_submission_penalty score max_score"
)


class SafeCsv(CsvExportPlugin):
    """nbgrader's export with its columns, quoted, and with no formulas."""

    def export(self, gradebook: Gradebook) -> None:
        students = {str(name) for name in self.student}
        assignments = {str(name) for name in self.assignment}
        with open(self.to or "grades.csv", "w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(COLUMNS.split())
            for assignment in gradebook.assignments:
                if assignments and assignment.name not in assignments:
                    continue
                for student in gradebook.students:
                    if not students or student.id in students:
                        row = _row(gradebook, assignment, student)
                        writer.writerow([for_cell(value) for value in row])


def _row(gradebook: Gradebook, assignment: Any, student: Any) -> list[Any]:
    try:
        found = gradebook.find_submission(assignment.name, student.id)
        late = found.late_submission_penalty
        when, scores = found.timestamp, [found.score, late, max(0.0, found.score - late)]
    except MissingEntry:
        when, scores = "", [0.0, 0.0, 0.0]
    who = [student.id, student.last_name, student.first_name, student.email]
    return [assignment.name, assignment.duedate, when, *who, *scores, assignment.max_score]
