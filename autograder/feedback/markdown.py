"""Renders a cell's Markdown to clean HTML."""

import re
import secrets
from html import escape

from jinja2 import pass_context
from jinja2.runtime import Context
from mistune.plugins import import_plugin
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

from autograder.feedback import formula
from autograder.feedback.html_cleaning import Anchors, allowed, clean

# Under this name the page's resources hold the instructor's own texts.
GIVEN = "heldout_given"
# A renderer's time grows with the square of a text's length. No person writes a longer text.
MOST_MARKDOWN = 20_000
TAG = re.compile(r"<[^<>]*>")
PLUGINS = [name for name in MarkdownWithMath.DEFAULT_PLUGINS if name != "task_lists"]


# A span of code, or a block of it: Markdown shows its signs as they are.
CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)


class _Renderer(IPythonRenderer):
    """nbconvert's renderer, with three changes.

    A missing attachment does not stop the page. A heading's id is its text, with `-` for blanks, as
    in Jupyter. Formulas are drawn if the text is the instructor's own (`given`).
    """

    def __init__(self, *, given: bool) -> None:
        super().__init__(escape=False, exclude_anchor_links=True)
        self.given = given
        self.kept: dict[str, str] = {}

    def heading(self, text: str, level: int, **more: object) -> str:
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
        """Give a name that stands for our own HTML until the rest is clean; nobody can guess it."""
        name = f"formula{secrets.token_hex(16)}"
        self.kept[name] = html
        return name

    def image(self, text: str, url: str, title: str | None = None) -> str:
        if url.startswith("attachment:"):
            return f"<em>[an image that was pasted: {escape(text)}]</em>"
        return str(super().image(text, url, title))


@pass_context
def markdown2html(context: Context, source: str) -> str:
    """Render a cell's Markdown, then clean it: Markdown hides HTML in too many ways to clean it before."""
    if len(source) > MOST_MARKDOWN:
        return f"<pre>{escape(source)}</pre>"
    renderer = _Renderer(given=source in context.get("resources", {}).get(GIVEN, ()))
    try:
        html = MarkdownWithMath(renderer, plugins=map(import_plugin, PLUGINS)).render(source)
        page = clean(html, allowed, filters=[Anchors])
        for name, drawn in renderer.kept.items():
            page = page.replace(name, drawn)
        return page
    except RecursionError:
        return f"<pre>{escape(source)}</pre>"


def without_html(text: str) -> str:
    """Give a comment in Markdown whose `<` are signs, and begin no HTML: people write `a < b`.

    >>> without_html("if x<y, see `a<b`")
    'if x&lt;y, see `a<b`'
    """
    parts, end = [], 0
    for code in CODE.finditer(text):
        parts += [text[end : code.start()].replace("<", "&lt;"), code[0]]
        end = code.end()
    return "".join([*parts, text[end:].replace("<", "&lt;")])
