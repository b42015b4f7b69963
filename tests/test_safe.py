"""Cell outputs on a page: tables, boxes and anchors stay. Content that runs code, loads files or moves is removed."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from traitlets.config import Config

from autograder.feedback.feedback_page import FILTERS, FeedbackExporter
from autograder.feedback.html_cleaning import OWN, clean_html
from autograder.feedback.markdown import GIVEN, markdown2html, without_html
from autograder.judge.answer import MOST_OF_A_TABLE, checked_outputs

# As pandas writes them.
FRAME = """<div>
<style scoped>
    .dataframe tbody tr th { vertical-align: top; }
</style>
<table border="1" class="dataframe">
  <thead><tr style="text-align: right;"><th></th><th>a</th></tr></thead>
  <tbody><tr><th>0</th><td>1.5</td></tr></tbody>
</table>
<p>1 rows × 1 columns</p>
</div>"""
STYLER = """<style type="text/css">
#T_1_row0_col0, #T_1_row1_col0 { background-color: #ff0000; color: red; position: fixed; }
#T_1_row0_col0 { font-weight: bold }
</style>
<table id="T_1"><caption>Losses</caption>
<tr><th id="T_1_level0_col0" class="col_heading" >loss</th>
<td id="T_1_row0_col0" class="data" >0.5</td><td id="T_1_row1_col0">0.7</td></tr></table>"""


def test_a_data_frame_is_a_table():
    shown = clean_html(FRAME)
    assert '<table class="dataframe">' in shown
    assert "<td>1.5</td>" in shown
    assert "1 rows × 1 columns" in shown
    assert "style scoped" not in shown
    assert "vertical-align" not in shown


def test_a_styled_table_keeps_its_colours_on_its_cells():
    shown = clean_html(STYLER)
    assert '<td style="background-color: #ff0000; color: red; font-weight: bold;">0.5</td>' in shown
    assert '<td style="background-color: #ff0000; color: red;">0.7</td>' in shown
    assert "<caption>Losses</caption>" in shown
    assert "position" not in shown
    assert "T_1" not in shown


# The input, and text that the output must not contain.
HOSTILE = {
    "<script>alert(1)</script>": "<script",
    "<style>body { display: none }</style>": "display",
    "<table><style>td { color: red }</style></table>": "<style",
    '<style>#T_a { position: fixed; top: 0 }</style><p id="T_a">x</p>': "position",
    '<style>#T_a { color: red"onclick="alert(1) }</style><p id="T_a">x</p>': "onclick=",
    '<style>#T_a { background: url(//evil) }</style><p id="T_a">x</p>': "evil",
    '<table style="position:absolute;left:0">': "position",
    '<table onclick="alert(1)"><tr><td>x</td></tr></table>': "onclick",
    '<table background="//evil"><tr><td>x</td></tr></table>': "evil",
    '<div id="toc">x</div>': "id=",
    '<a name="square-score">x</a>': "name=",
    '<iframe src="//evil"></iframe>': "<iframe",
    "<sty<style>x</style>le>p { }</style>": "<style",
    "<scr<style>x</style>ipt>alert(1)</script>": "<script",
    "<img src=x onerror=alert(1)>": "onerror",
    "<svg onload=alert(1)><style>*{}</style></svg>": "<svg",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>": "<img",
    '<table style="margin-top:-900px"><tr><td>x</td></tr></table>': "style",
    '<table style="margin: 1px 1px 1px - 9px"><tr><td>x</td></tr></table>': "style",
    '<table style="margin:calc(0px + 1px*(0 - 9))"><tr><td>x</td></tr></table>': "style",
    '<table style="margin:\\2d 900px"><tr><td>x</td></tr></table>': "style",
    '<img src="%2e%2e/%2E%2e/hub/logout">': "src",
    '<img src=".%2E/x.png">': "src",
    '<form action="//evil"><button>x</button></form>': "<form",
    '<div class="alert container">x</div>': "container",
    '<a href="javascript:alert(1)">x</a>': 'href="javascript',
}


@pytest.mark.parametrize("html", HOSTILE)
def test_what_may_harm_is_text_or_gone(html):
    for shown in (clean_html(html), markdown2html({}, html)):
        tags = re.findall(r"<[^>]*>", shown)
        if html.startswith(("<div id", "<a name")) and "of-a-cell-" in shown:
            assert all(OWN in tag for tag in tags if "id=" in tag or "name=" in tag)
        else:
            assert not any(HOSTILE[html] in tag for tag in tags), shown


def test_boxes_anchors_and_formulas_of_a_cell_survive():
    box = '<div class="alert alert-block alert-info"><b>Note:</b> look</div>'
    assert 'class="alert alert-block alert-info"' in markdown2html({}, box)
    shown = markdown2html({}, '# The *loss*, 1\n[go](#The-loss,-1) <a id="part"></a>[x](#part)')
    ids, links = re.findall(r'id="([^"]*)"', shown), re.findall(r'href="#([^"]*)"', shown)
    assert ids == ["of-a-cell-The-loss,-1", "of-a-cell-part"] == links
    assert "$a&lt;b$" in markdown2html({}, "so $a<b$ *and*")


@pytest.mark.parametrize("name", ["toc", "square-score", "comment-square", "of-a-cell-x"])
def test_no_name_of_a_cell_is_one_of_the_pages(name):
    for source in (f'<a id="{name}"></a>', f'<h2 id="{name}">x</h2>', f"# {name}"):
        shown = markdown2html({}, source)
        assert re.findall(r'(?:id|name)="([^"]*)"', shown) == [f"of-a-cell-{name}"]


@pytest.mark.parametrize(
    "html",
    [
        "<style>" * 20_000,
        "<style>" + "a" * 100_000,
        "<style>" + "#T_a{" * 20_000 + "</style>",
        "<style>#T_a{" + "color:red;" * 9_000 + "}</style>" + "<p id='T_a'>" * 5_000,
        "<table>" * 1_500,
        # A tag that is left open is opened anew in each later block.
        "<p>" + "".join(f"<b title={n}>" for n in range(900)) + "<p>" * 2_500,
        "".join(f"<b title={n}>" for n in range(9)) + "<table><td></b></b></b></table><p>" * 900,
        "<b title=1><i title=2></b>" * 3_000,
        "<div>" * 6_000,
        "<ul><li>" * 6_000,
        "<dd><dl>" * 3_000,
        "<a href=x><p>" * 1_500,
        # A sheet that says much of cells with short names.
        "<style>#T_a{" + "color:red;" * 28 + "}</style>" + "<p id='T_a'>" * 2_500,
    ],
)
def test_cleaning_takes_no_time_that_grows_with_the_square(html):
    started = time.process_time()
    assert len(clean_html(html[:100_000])) < 3_000_000
    assert time.process_time() - started < 5


def test_a_worker_may_show_tables_and_no_other_html():
    def kept(html):
        bundle = {"text/plain": "x", "text/html": html}
        output = {"output_type": "display_data", "data": bundle}
        return "text/html" in checked_outputs([output], 10**6)[0][0]["data"]

    assert kept(FRAME)
    assert not kept("<b>x</b>")
    assert not kept("<table>" * MOST_OF_A_TABLE)
    assert not kept(["<table>"])


def test_a_page_shows_tables_and_boxes():
    cells = [
        new_markdown_cell('<div class="alert alert-info">look</div>'),
        new_code_cell("frame"),
    ]
    data = {"text/html": FRAME + "<script>alert(1)</script>", "text/plain": "plain"}
    cells[1].outputs = [new_output("execute_result", data=data)]
    page, _ = FeedbackExporter(
        sanitize_html=True, filters=FILTERS, template_name="lab"
    ).from_notebook_node(new_notebook(cells=cells))
    assert '<table class="dataframe">' in page
    assert "<script>alert" not in page
    assert 'class="alert alert-info"' in page


FORMULAS = r"""Let $a \le b_1$, and
$$\frac{1}{n}\sum_{i=1}^n x_i \in \R$$
\begin{align}
y &= \operatorname{softmax}(Wx + b) \\
z &= y^2 \label{eq}
\end{align}
and $\underbrace{x}_{y<1}$ *or* `$code$`."""


def test_an_instructors_formulas_are_drawn_and_what_cannot_be_is_shown_as_typed():
    shown = markdown2html({"resources": {GIVEN: (FORMULAS,)}}, FORMULAS)
    assert re.findall(r'<img alt="([^"]*)"', shown)[:2] == [
        r"a \le b_1",
        r"\frac{1}{n}\sum_{i=1}^n x_i \in \R",
    ]
    assert shown.count("data:image/png;base64,") == 4
    assert r"<code>$\underbrace{x}_{y&lt;1}$</code>" in shown
    assert "<em>or</em>" in shown
    assert "<code>$code$</code>" in shown
    assert "formula" not in re.sub(r'"[^"]*"', "", shown)


def test_a_students_formulas_stay_as_they_were_typed():
    shown = markdown2html({"resources": {GIVEN: ("another",)}}, FORMULAS)
    assert "<img" not in shown
    assert r"$a \le b_1$" in shown


def test_nothing_hides_in_a_formula():
    source = r"$x \text{<script>alert(1)</script>}\" onerror=\"alert(1)$ and $$<img src=x>$$"
    for own in ((source,), ()):
        shown = markdown2html({"resources": {GIVEN: own}}, source)
        tags = re.findall(r"<[^>]*>", shown)
        assert all(re.match(r"</?(p|code|pre|span|img alt)", tag) for tag in tags), tags
        assert not re.search(r'<img[^>]*"\s*onerror', shown)


def test_a_page_keeps_a_courses_own_highlighting_and_shows_no_widget_without_its_state():
    widget = {"application/vnd.jupyter.widget-view+json": {"model_id": "m"}}
    output = new_output("display_data", widget | {"text/plain": "a slider"})
    nb = new_notebook(cells=[new_code_cell("x = 1", outputs=[output])])
    own = {"HTMLExporter": {"filters": {"highlight_code": lambda code, **_: f"OWN {code}"}}}
    page, _ = FeedbackExporter(config=Config(own)).from_notebook_node(nb)
    assert "OWN x = 1" in page
    assert "a slider" in page
    assert "widget-view+json" not in page


@pytest.mark.parametrize(
    ("comment", "shown"),
    [
        ("if a<b then c>d, see line 2", "if a&lt;b then c&gt;d, see line 2"),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("see `a<b` and x<y", "<code>a&lt;b</code> and x&lt;y"),
        ("**good**, a <b>bit</b>", "<strong>good</strong>, a &lt;b&gt;bit&lt;/b&gt;"),
    ],
)
def test_a_comment_holds_every_sign_that_somebody_has_typed(comment, shown):
    assert shown in markdown2html({}, without_html(comment))


@given(st.text(st.sampled_from("<>`a &\n*"), max_size=30))
def test_no_comment_has_html_of_its_own(comment):
    html = markdown2html({}, without_html(comment))
    # The tags that are left are Markdown's own.
    assert set(re.findall(r"</?(\w+)", html)) <= {
        "p",
        "code",
        "pre",
        "em",
        "strong",
        "ul",
        "li",
        "br",
        "hr",
        "div",
        "span",
        "blockquote",
        "ol",
    }
