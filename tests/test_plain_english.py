"""README files, docstrings and comments have short sentences."""

import ast
import io
import re
import statistics
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MOST_WORDS = 25
AVERAGE = 15
CODE = [
    path
    for folder in ("autograder", "course", "tests")
    for path in sorted((ROOT / folder).rglob("*.py"))
    # Attackers, samples and notebooks speak for themselves.
    if not {"template", "toy", "toy_authored", "toy_by_hand", "toy_models", "exercises"}
    & set(path.parts)
    and path.parent.parent.name != "hostile"
]
PAGES = [
    ROOT / "README.md",
    *(page for page in sorted(ROOT.glob("[!.]*/**/README.md"))),
    ROOT / "autograder" / "CHANGELOG.md",
]
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
# Code in a sentence is one word, whatever it holds.
INLINE = re.compile(r"`+[^`]+`+")
END = re.compile(r"(?<=[.!?])[\"')*_]*\s+|\n\s*\n|\n\s*(?=[-*|#>]\s)|\s\|\s")
# Such a sentence makes its reader ask which person or thing is meant.
RIDDLE = re.compile(r"^(What|Who|Whoever|Whose)\b.*[^?:]$|\b([Ww]hoever|[Oo]urs|nobody's)\b| · ")
WORD = re.compile(r"[^\W\d_][\w'’-]*")


def sentences(text: str) -> Iterator[str]:
    """Split prose into sentences; an item of a list and a cell of a table end one as well."""
    for sentence in END.split(INLINE.sub("code", text)):
        words = " ".join(sentence.split())
        if len(WORD.findall(words)) > 1:
            yield words


def of_a_page(path: Path) -> Iterator[str]:
    text = LINK.sub(r"\1", FENCE.sub("\n\n", path.read_text("utf-8")))
    return sentences(re.sub(r"^\|[-| :]*\|?$", "\n", text, flags=re.MULTILINE))


def of_code(path: Path) -> Iterator[str]:
    text = path.read_text("utf-8")
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            prose = ast.get_docstring(node) or ""
            # Examples are code: a block that is indented, or a prompt.
            yield from sentences(re.sub(r"^( {4}|>>>|\.\.\.).*$", "", prose, flags=re.MULTILINE))
    yield from sentences("\n\n".join(comments(text)))


def comments(text: str) -> Iterator[str]:
    """Join the lines of each comment."""
    block: list[str] = []
    last = -1
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type != tokenize.COMMENT or token.string.startswith(
            ("# noqa", "# type:", "# fmt")
        ):
            continue
        if token.start[0] != last + 1 and block:
            yield " ".join(block)
            block = []
        block.append(token.string.lstrip("# "))
        last = token.start[0]
    yield " ".join(block)


def texts() -> dict[Path, list[str]]:
    return {path: list(of_a_page(path)) for path in PAGES} | {
        path: list(of_code(path)) for path in CODE
    }


@pytest.mark.parametrize("path", [*PAGES, *CODE], ids=lambda path: str(path.relative_to(ROOT)))
def test_no_sentence_is_long(path):
    prose = of_a_page(path) if path.suffix == ".md" else of_code(path)
    long = [words for words in prose if len(WORD.findall(words)) > MOST_WORDS]
    assert not long, "\n".join(long)


@pytest.mark.parametrize("path", [*PAGES, *CODE], ids=lambda path: str(path.relative_to(ROOT)))
def test_no_sentence_is_a_riddle(path):
    prose = of_a_page(path) if path.suffix == ".md" else of_code(path)
    riddles = [words for words in prose if RIDDLE.search(words)]
    assert not riddles, "\n".join(riddles)


@pytest.mark.parametrize("kind", [".md", ".py"])
def test_sentences_are_short_on_average(kind):
    counts = [
        len(WORD.findall(words))
        for path, prose in texts().items()
        for words in prose
        if path.suffix == kind
    ]
    assert len(counts) > 500
    assert statistics.mean(counts) <= AVERAGE
