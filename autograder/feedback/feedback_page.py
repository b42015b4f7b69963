"""The feedback page: nbgrader's, without scripts and without requests to anywhere."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jinja2 import DictLoader
from nbconvert.exporters import HTMLExporter
from nbconvert.filters import Highlight2HTML
from nbconvert.filters.widgetsdatatypefilter import WidgetsDataTypeFilter
from traitlets import List

from autograder.author import notebook
from autograder.feedback import html_cleaning, markdown

# Under this name the page's resources hold the cells that nobody has scored.
UNSCORED = "heldout_unscored"
# And under this one those that a person marks.
BY_HAND = "heldout_by_hand"
# No script, no frame, no form, and nothing from elsewhere.
POLICY = (
    "default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; base-uri 'none'; "
    "form-action 'none'"
)
# The template's bars have a fixed height: on a phone, a second line would be white on white.
STYLE = (
    "div.nbgrader_cell .panel-heading { height: auto !important; overflow: hidden } "
    "@media (max-width: 600px) { pre { white-space: pre-wrap !important; overflow-wrap: anywhere } "
    ".container { padding: 0 4px !important } } "
    "table.dataframe td, table.dataframe th { padding: 2px 8px; text-align: right } "
    "@media print { * { print-color-adjust: exact; -webkit-print-color-adjust: exact } }"
)
# The template's index gives all our score cells the same name.
INDEXED = re.compile(r'(<a href="#([\w.-]+)-score">)Test cell</a>')
FREE = r'(<a href="#{0}">)(?:Written response|Coding free-response)</a>'
# Nothing that a student writes begins a tag: texts are escaped, and HTML was written anew.
UNDESCRIBED = re.compile(r"<img(?![^>]*\salt=)")
NO_DESCRIPTION = "No description has been provided for this image"
HEAD = (
    f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    '<meta name="referrer" content="no-referrer">'
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    f"<style>{STYLE}</style>"
)


# Our filters, under the names of those of nbconvert that they replace.
FILTERS = {
    "ansi2html": f"{html_cleaning.__name__}.ansi2html",
    "markdown2html": f"{markdown.__name__}.markdown2html",
    "clean_html": f"{html_cleaning.__name__}.clean_html",
}


class FeedbackExporter(HTMLExporter):
    """nbconvert's exporter for HTML; its pages hold no script and request nothing."""

    # nbgrader's template calls `mathjax()` without a URL, other templates with one.
    extra_loaders = List(
        [DictLoader({"mathjax.html.j2": "{% macro mathjax(url=None) %}{% endmacro %}"})]
    )

    def from_notebook_node(self, nb: Any, resources: Any = None, **settings: Any) -> Any:
        resources = {**(resources or {}), markdown.GIVEN: self._given(resources or {})}
        language = nb.metadata.get("language_info", {})
        lexer = language.get("pygments_lexer", language.get("name"))
        # A course may have set a filter of its own.
        highlight = self.filters.get("highlight_code") or Highlight2HTML(lexer, parent=self)
        self.register_filter("highlight_code", highlight)
        shown = WidgetsDataTypeFilter(self._nb_metadata, parent=self, resources=resources)
        self.register_filter("filter_data_type", shown)
        # `HTMLExporter` would parse the finished page again, to mark pictures without a description
        # and cells of another template. That takes longer than all the rest.
        page, resources = super(HTMLExporter, self).from_notebook_node(nb, resources, **settings)
        page = UNDESCRIBED.sub(f'<img alt="{NO_DESCRIPTION}"', page)
        # The first `<head>` is the template's: no text of a student's stands before it.
        page = INDEXED.sub(r"\1\2</a>", page)
        for name in resources.get(BY_HAND, ()):
            page = re.sub(FREE.format(re.escape(name)), rf"\g<1>{name}</a>", page, count=1)
        page = _without_zeros(page, resources.get(UNSCORED, ()), nb)
        return page.replace("<head>", "<head>" + HEAD, 1), resources

    def _given(self, resources: Any) -> tuple[str, ...]:
        """Read the instructor's own texts from `source/`."""
        where, coursedir = resources.get("nbgrader", {}), getattr(self.parent, "coursedir", None)
        if coursedir is None or not where:
            return ()
        folder = coursedir.format_path(coursedir.source_directory, ".", where["assignment"])
        path = Path(folder) / f"{where['notebook']}.ipynb"
        cells = notebook.read(path).cells if path.is_file() else ()
        return tuple(cell.source for cell in cells if cell.cell_type == "markdown")


def _without_zeros(page: str, unscored: Sequence[str], nb: Any) -> str:
    """Write "no score yet" for cells without a score: the template writes 0.0."""
    for name in map(re.escape, unscored):
        answer = rf'<a name="{name}"></a><div class="panel-heading"><span[^>]*>[^<]*'
        own = (
            rf'(<a href="#{name}">[^<]*</a> \(|'
            rf'(?:<code>{name}</code>|{answer})</span>\s*<span class="pull-right">\s*)'
        )
        page = re.sub(own + r"Score: 0\.0 / ", r"\1no score yet, of ", page)
    scored = [cell for cell in nb.cells if cell.metadata.get("nbgrader", {}).get("grade")]
    if unscored and len(unscored) == len(scored):
        page = re.sub(r"(<h4>[^<]*\()Score: 0\.0 / ", r"\1no score yet, of ", page, count=1)
    return page
