"""Compares a task's contract with its checks: which check tries which sentence of the contract?"""

import ast
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from autograder.author import notebook, source
from autograder.author.exercise import Exercise

# Lists sentences of contracts that no check tries, and why.
UNTRIED = "untried.toml"
# A sentence ends before a capital letter, a name in backticks, a number, or a bracket.
END = re.compile(r"(?<=[.!?]) +(?=[A-Z`(\d“'\"])|(?<=;) +")
# In a docstring, a line such as `seed:  int` begins a paragraph of its own.
ARGUMENT = re.compile(r"^ *(?:- |[\w`(), .]{1,40}: )")


@dataclass
class Sentence:
    """One sentence of a task's contract, the names of the checks that try it, or why none does."""

    task: str
    text: str
    checks: list[str] = field(default_factory=list)
    why: str = ""


@dataclass(frozen=True)
class Check:
    """A hidden check: its name, its task, its place, and the words of the contract that it tries."""

    name: str
    task: str
    place: str
    words: tuple[str, ...]


def compared(exercise: Exercise) -> list[Sentence]:
    """List each sentence of an exercise's contracts with the checks that try it."""
    return _matched(exercise, checks(exercise))[0]


def findings(exercise: Exercise) -> Iterator[tuple[str, str]]:
    """Report sentences that nothing tries, checks that try no sentence, and words that nobody wrote."""
    found = checks(exercise)
    sentences, strange = _matched(exercise, found)
    text = _plain(exercise.notebook_source.read_text("utf-8").replace("\n# ", "\n"))
    for check, words in strange:
        if words not in text:
            what = f"`{check.name}` tries words that the notebook does not have: {words}"
            yield check.place, what
    for check in found:
        if not check.words:
            what = f"`{check.name}` names no words of the contract: mark it `tries(…)`"
            yield check.place, what
    for sentence in sentences:
        if not sentence.checks and not sentence.why:
            what = f"no check tries this sentence: {sentence.text}"
            yield f"{sentence.task}, contract", what
    for task, words in untried(exercise):
        if not any(words in sentence.text for sentence in sentences if sentence.task == task):
            yield f"{task}, {UNTRIED}", f"the contract has no such words any more: {words}"


def untried(exercise: Exercise) -> Mapping[tuple[str, str], str]:
    """Read from `[[untried]]` tables which words of a contract no check tries, and why."""
    path = exercise.staff_folder / UNTRIED
    if not path.exists():
        return {}
    tables = tomllib.loads(path.read_text("utf-8"))["untried"]
    return {(table["task"], _plain(table["words"])): table["why"] for table in tables}


def checks(exercise: Exercise) -> list[Check]:
    """Read from the files of the hidden checks what each check tries, without running it."""
    return [
        Check(node.name, task, f"{path}:{node.lineno}", tuple(_tried(node)))
        for path in exercise.check_files
        for node in source.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.FunctionDef)
        for task in source.marked(node, "task")[:1]
    ]


def _tried(node: ast.FunctionDef) -> Iterator[str]:
    yield from map(_plain, source.marked(node, "tries"))
    for decorator in node.decorator_list:
        for inner in ast.walk(decorator):
            if isinstance(inner, ast.keyword) and inner.arg == "tries":
                yield from map(_plain, source.texts([inner.value]))


def _matched(
    exercise: Exercise, found: list[Check]
) -> tuple[list[Sentence], list[tuple[Check, str]]]:
    """Match checks and sentences. Also give the words that stand in no contract."""
    reasons = untried(exercise)
    sentences = [
        Sentence(task, text, why=_reason(reasons, task, text))
        for task, texts in _contracts(exercise).items()
        for text in texts
    ]
    strange = []
    for check in found:
        own = [sentence for sentence in sentences if sentence.task == check.task]
        for words in check.words:
            # Words may run over several sentences.
            tried = [s for s in own if words in s.text or s.text in words]
            for sentence in tried:
                sentence.checks.append(check.name)
            if not tried:
                strange.append((check, words))
    return sentences, strange


def _reason(reasons: Mapping[tuple[str, str], str], task: str, text: str) -> str:
    return next((why for (of, words), why in reasons.items() if of == task and words in text), "")


def _contracts(exercise: Exercise) -> dict[str, list[str]]:
    """Give the sentences of the docstrings of each task with checks."""
    cells = notebook.read_percent(exercise.notebook_source.read_text("utf-8"))
    return {
        cell.metadata["task"]: [
            sentence
            for node in ast.walk(source.parse(cell.source))
            if isinstance(node, ast.FunctionDef | ast.ClassDef)
            for sentence in _sentences(ast.get_docstring(node) or "")
        ]
        for cell in cells
        if cell.metadata.get("task") in {task.name for task in exercise.checked}
    }


def _sentences(docstring: str) -> list[str]:
    """Cut a docstring into sentences. Blank lines, arguments and list items begin new ones.

    A worked call, which begins with `>>>`, is no sentence: the visible checks run it.
    """
    paragraphs: list[list[str]] = [[]]
    for line in docstring.splitlines():
        if not line.strip() or ARGUMENT.match(line):
            paragraphs.append([])
        paragraphs[-1].append(line)
    plain = (_plain("\n".join(lines)) for lines in paragraphs)
    return [
        sentence
        for paragraph in plain
        if paragraph and not paragraph.startswith(">>>")
        for sentence in END.split(paragraph)
    ]


def _plain(text: str) -> str:
    return " ".join(text.split())
