"""Changes reference solutions by machine. A change that no check notices shows a missing check."""

import ast
import copy
import tomllib
import warnings
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.author import sample, source
from autograder.author.exercise import Exercise
from autograder.judge.verdict import Verdict
from autograder.verify.exercise_lint import EQUIVALENT
from autograder.verify.finding import Finding
from autograder.verify.known_answer import Result, Trial

COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult, ast.Mod: ast.FloorDiv, ast.Pow: ast.Mult,
    ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd, ast.LShift: ast.RShift, ast.RShift: ast.LShift,
}  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    """A reference solution with one change; `change` shows the line before and after."""

    task: str
    change: str
    code: str


def mutants(exercise: Exercise) -> list[Mutant]:
    """Change each answer at one place at a time; changes that give the same text are one mutant."""
    made = []
    checked = {task.name for task in exercise.checked}
    for task, code in sample.reference(exercise).items():
        if task not in checked:
            continue
        tree = source.parse(code)
        plain = ast.unparse(tree)
        texts = dict.fromkeys(
            ast.unparse(ast.fix_missing_locations(changed)) for changed in _changed(tree)
        )
        seen: Counter[str] = Counter()
        for text in texts:
            if text == plain or not _parses(text):
                continue
            change = _difference(plain, text)
            seen[change] += 1
            again = f" ({seen[change]})" if seen[change] > 1 else ""
            made.append(Mutant(task, change + again, text))
    return made


def trials(exercise: Exercise) -> list[Trial]:
    """Make a trial for each mutant that is not listed as equivalent; only its own task is judged."""
    right = sample.reference(exercise)
    equivalent = equivalents(exercise)
    return [
        Trial(
            f"{mutant.task}: {mutant.change}",
            right | {mutant.task: mutant.code},
            tasks=(mutant.task,),
        )
        for mutant in mutants(exercise)
        if (mutant.task, mutant.change) not in equivalent
    ]


def equivalents(exercise: Exercise) -> dict[tuple[str, str], str]:
    """Read from `[[equivalent]]` tables which changes make no difference, and why."""
    path: Path = exercise.staff_folder / EQUIVALENT
    if not path.exists():
        return {}
    tables = tomllib.loads(path.read_text("utf-8"))["equivalent"]
    return {(table["task"], table["change"]): table["why"] for table in tables}


def survived(result: Result) -> bool:
    """Tell whether no check noticed the mutant."""
    return all(task.verdict is Verdict.PASS for task in result.outcome.tasks.values())


def findings(exercise: Exercise, results: Sequence[Result]) -> Iterator[Finding]:
    """Report each mutant that survives, and each listed change that no mutant makes."""
    made = {(mutant.task, mutant.change) for mutant in mutants(exercise)}
    for task, change in equivalents(exercise).keys() - made:
        what = f"`{EQUIVALENT}` lists a change that no mutant makes any more: delete it"
        yield Finding(exercise.slug, f"{task}: {change}", what)
    for result in results:
        if survived(result):
            what = f"no check notices this change: add one, or give a reason in `{EQUIVALENT}`"
            yield Finding(exercise.slug, result.trial.name, what)


def _changed(tree: ast.Module) -> Iterator[ast.Module]:
    """Copy the tree with one node changed, for each change. Messages of errors are left alone."""
    raised = [node.exc for node in ast.walk(tree) if isinstance(node, ast.Raise) and node.exc]
    messages = {id(node) for exc in raised for node in ast.walk(exc)}
    for position, node in enumerate(ast.walk(tree)):
        if id(node) in messages:
            continue
        for number, _ in enumerate(_changes(node)):
            twin = copy.deepcopy(tree)
            original = list(ast.walk(twin))[position]
            changed = list(_changes(original))[number]
            if changed is not original:
                twin = _Swap(original, changed).visit(twin)
            yield twin


class _Swap(ast.NodeTransformer):
    """Puts one node in the place of another."""

    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self.old = old
        self.new = new

    def visit(self, node: ast.AST) -> Any:
        return self.new if node is self.old else super().visit(node)


# Names of arguments that a slip may take for missing where they are 0: `seed or None`.
SEEDS = {"seed", "random_state"}
# An `except` with one of these catches more than its author names.
WIDE = "Exception"
# Reductions and comparisons along all axes, where a slip looks at the first one alone.
REDUCED = {"all", "any", "sum", "mean", "max", "min", "std", "var", "argmax", "argmin"}


def _changes(node: ast.AST) -> Iterator[ast.AST]:
    """List what a slip may turn a node into."""
    yield from _ways_of_learners(node)
    match node:
        case ast.Compare(left=left, ops=[op], comparators=[other]) if type(op) in COMPARISONS:
            yield ast.Compare(left, [COMPARISONS[type(op)]()], [other])
        case ast.BinOp(left=left, op=op, right=right) if type(op) in ARITHMETIC:
            yield ast.BinOp(left, ARITHMETIC[type(op)](), right)
            if isinstance(op, ast.Sub | ast.Div | ast.Mod | ast.Pow):
                yield ast.BinOp(right, op, left)
        case ast.BoolOp(op=op, values=values):
            yield ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), values)
        case ast.UnaryOp(op=ast.Not() | ast.USub(), operand=operand):
            yield operand
        case ast.Constant(value=bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(value=int(value)):
            yield ast.Constant(value + 1)
        case ast.Constant(value=float(value)):
            yield ast.Constant(value * 2 if value else 1.0)
        case ast.Call():
            yield from _changed_call(node)
        case ast.If(test=test, body=body, orelse=orelse):
            yield ast.If(ast.UnaryOp(ast.Not(), test), body, orelse)
        case ast.Raise():
            yield ast.Pass()
        case ast.Assign() | ast.AugAssign() | ast.Expr(value=ast.Call()):
            yield ast.Pass()


def _ways_of_learners(node: ast.AST) -> Iterator[ast.AST]:
    """List slips that answers from the notebook alone have shown."""
    match node:
        case ast.Name(id=name, ctx=ast.Load()) if name in SEEDS:
            yield ast.BoolOp(ast.Or(), [node, ast.Constant(None)])
        case ast.Return(value=ast.expr() as value):
            # An axis of length 1 is lost, and a row alone has no axis left.
            yield ast.Return(_call("np.squeeze", value))
        case ast.ExceptHandler(type=ast.expr() as kind, name=name, body=body):
            if ast.unparse(kind) != WIDE:
                yield ast.ExceptHandler(ast.Name(WIDE, ast.Load()), name, body)
            if isinstance(kind, ast.Tuple) and len(kind.elts) > 1:
                for left_out in kind.elts:
                    rest = [each for each in kind.elts if each is not left_out]
                    narrower = ast.Tuple(rest, ast.Load())
                    yield ast.ExceptHandler(narrower, name, body)
        case ast.Call(func=ast.Attribute(value=value, attr="copy"), args=[], keywords=[]):
            # The change then happens in place.
            yield value
        case ast.Call(func=ast.Attribute(attr=attr), args=args, keywords=keywords):
            if attr in REDUCED and not keywords and len(args) <= 1:
                axis = ast.keyword("axis", ast.Constant(0))
                yield ast.Call(node.func, args, [axis])
            if attr == "fit":
                others = [keyword for keyword in keywords if keyword.arg != "epochs"]
                if len(others) < len(keywords):
                    once = ast.keyword("epochs", ast.Constant(1))
                    yield ast.Call(node.func, args, [*others, once])


def _call(function: str, argument: ast.expr) -> ast.Call:
    called = ast.parse(function, mode="eval").body
    return ast.Call(called, [argument], [])


def _changed_call(call: ast.Call) -> Iterator[ast.AST]:
    """Swap two arguments, forget a keyword, or leave the call out."""
    if len(call.args) >= 2 and not any(isinstance(arg, ast.Starred) for arg in call.args[:2]):
        first, second, *others = call.args
        yield ast.Call(call.func, [second, first, *others], call.keywords)
    for number in range(len(call.keywords)):
        kept = call.keywords[:number] + call.keywords[number + 1 :]
        yield ast.Call(call.func, call.args, kept)
    if len(call.args) == 1 and not isinstance(call.args[0], ast.Starred):
        yield call.args[0]
    if not call.args and isinstance(call.func, ast.Attribute):
        yield call.func.value


def _parses(text: str) -> bool:
    with warnings.catch_warnings():
        # Python warns of some slips, for example of a number that is called.
        warnings.simplefilter("ignore", SyntaxWarning)
        try:
            compile(text, "<mutant>", "exec", dont_inherit=True)
        except (SyntaxError, ValueError):
            return False
    return True


def _difference(before: str, after: str) -> str:
    """Show the first line that differs, before and after."""
    old, new = before.splitlines(), after.splitlines()
    pairs = enumerate(zip(old, new, strict=False))
    row = next((number for number, (a, b) in pairs if a != b), len(new))
    old_line, new_line = (lines[row].strip() if row < len(lines) else "" for lines in (old, new))
    return f"{old_line} → {new_line}".strip()
