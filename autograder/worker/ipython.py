"""IPython without a kernel: it runs one cell at a time and keeps its outputs."""

import io
import re
import subprocess
import sys

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.history import HistoryManager
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

from autograder.process.messages import CellOutput
from autograder.process.wire import SHOWN_TYPES
from autograder.worker import front_end
from autograder.worker.front_end import NoKernel, Shelf

# A command that installs something, and does nothing else.
INSTALLS = re.compile(
    r"(\S*python[\d.]* -m |uv |sudo )?(pip[\d.]*|conda|mamba|apt|apt-get) +(-\S+ +)*install\b[^;&|<>`$]*"
)
WIDGET = "application/vnd.jupyter.widget-view+json"
NOT_INSTALLED = "`{}` was not run: nothing is installed while this is graded.\n"


class Outputs:
    """The outputs of one cell as nbformat's dicts, with at most `most` characters."""

    def __init__(self, most: int) -> None:
        self.items: list[CellOutput] = []
        self.left = most

    def stream(self, name: str, text: str) -> None:
        """Add text to the stream `stdout` or `stderr`."""
        text = self._cut(text)
        last = self.items[-1] if self.items else {}
        if not text:
            return
        if last.get("output_type") == "stream" and last["name"] == name:
            last["text"] += text
        else:
            self.items.append({"output_type": "stream", "name": name, "text": text})

    def data(self, kind: str, bundle: dict[str, object], **more: object) -> None:
        """Add a display or a result. If it is over the limit, only its plain text is kept, cut.

        A widget is left out: no page shows it, and its plain text is a list of its parts.
        """
        if WIDGET in bundle:
            return
        shown = {mime: text for mime in SHOWN_TYPES if isinstance(text := bundle.get(mime), str)}
        # Of HTML, only tables are kept, such as those of pandas. Other HTML has a plain text besides.
        if "<table" not in shown.get("text/html", "<table"):
            del shown["text/html"]
        size = sum(map(len, shown.values()))
        if size > self.left:
            shown = {"text/plain": self._cut(shown.get("text/plain", ""))}
        else:
            self.left -= size
        self.items.append({"output_type": kind, "data": shown, "metadata": {}, **more})

    def error(self, name: str, message: str, traceback: list[str]) -> None:
        """Add the output of an exception."""
        lines = [self._cut(line) for line in traceback[-40:]]
        self.items.append(
            {"output_type": "error", "ename": name, "evalue": message[:2000], "traceback": lines}
        )

    def _cut(self, text: str) -> str:
        if len(text) <= self.left:
            self.left -= len(text)
            return text
        kept = (
            text[: self.left] + "\n[output cut here: it was over the limit]\n" if self.left else ""
        )
        self.left = 0
        return kept


class _Stream(io.TextIOBase):
    encoding = "utf-8"

    def __init__(self, name: str, shell: "CellShell") -> None:
        self.stream_name = name
        self.shell = shell

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        self.shell.outputs.stream(self.stream_name, str(text))
        return len(text)


class _Results(DisplayHook):
    def write_output_prompt(self) -> None:
        pass

    def write_format_data(self, format_dict: dict[str, object], md_dict: object = None) -> None:
        count = self.shell.execution_count
        self.shell.outputs.data("execute_result", format_dict, execution_count=count)

    def finish_displayhook(self) -> None:
        self._is_active = False


class _Displays(DisplayPublisher):
    def publish(self, data: dict[str, object], *_: object, **__: object) -> None:
        self.shell.outputs.data("display_data", data)

    def clear_output(self, wait: bool = False) -> None:
        self.shell.outputs.items.clear()


class CellShell(InteractiveShell):
    """An IPython shell whose cells write to `outputs`."""

    outputs: Outputs
    busy = False
    programs = False

    def __init__(self, **settings: object) -> None:
        HistoryManager.enabled = False
        # This tells libraries that it is a notebook. In a terminal a progress bar goes to stderr.
        settings["config"] = Config({"IPKernelApp": {}})
        super().__init__(displayhook_class=_Results, display_pub_class=_Displays, **settings)
        self.outputs = Outputs(0)
        self.db = Shelf()
        self.kernel = NoKernel(self)
        self.extension_manager.load_extension("storemagic")
        for magic in (front_end.autosave, front_end.clear):
            self.register_magic_function(magic)

    def run(self, source: str, most: int) -> None:
        """Run one cell. An exception becomes an output, as in a notebook, and is never raised here."""
        self.run_into(Outputs(most), source)

    def run_into(self, outputs: Outputs, source: str) -> None:
        """Run one cell that adds to `outputs`."""
        self.outputs = outputs
        before = sys.stdout, sys.stderr
        sys.stdout, sys.stderr = _Stream("stdout", self), _Stream("stderr", self)
        try:
            CellShell.busy = True
            result = self.run_cell(source, store_history=True)
        finally:
            CellShell.busy = False
            sys.stdout, sys.stderr = before
        # An earlier cell may have changed IPython so that errors are not shown, or cells not run.
        failed = getattr(result, "error_before_exec", None) or getattr(
            result, "error_in_exec", None
        )
        if failed and not any(item["output_type"] == "error" for item in outputs.items):
            outputs.error(type(failed).__name__, str(failed), ["(its traceback was not shown)"])

    @staticmethod
    def interrupt(*_: object) -> None:
        """Handle SIGINT: end the cell that runs, and nothing else."""
        if CellShell.busy:
            raise KeyboardInterrupt

    def _showtraceback(self, etype: type, evalue: BaseException, stb: list[str]) -> None:
        self.outputs.error(etype.__name__, str(evalue), list(stb))

    def init_io(self) -> None:
        pass

    def init_display_formatter(self) -> None:
        super().init_display_formatter()
        self.display_formatter.active_types = list(SHOWN_TYPES)

    def ask_exit(self) -> None:
        """Handle `exit` and `quit`: end the cell, and let the notebook go on."""
        raise SystemExit("`exit` ends this cell only")

    def system(self, cmd: str) -> None:
        """Handle `!`: run a command, and add both of its streams to the cell's stdout."""
        # In Colab many cells begin so. The package is installed already, or its import will fail.
        if not self.programs and INSTALLS.fullmatch(cmd.strip()):
            self.outputs.stream("stdout", NOT_INSTALLED.format(cmd.strip()))
            return
        self._may_start(cmd)
        command = self.var_expand(cmd, depth=1)
        done = subprocess.run(
            command, shell=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
        )
        self.outputs.stream("stdout", done.stdout.decode("utf-8", "replace"))
        self.user_ns["_exit_code"] = done.returncode

    def getoutput(self, cmd: str, split: bool = True, depth: int = 0) -> object:
        self._may_start(cmd)
        return super().getoutput(cmd, split, depth + 1)

    def _may_start(self, command: str) -> None:
        # The system-call filter would refuse it too, with an error that nobody understands.
        if not self.programs:
            raise PermissionError(
                f"`!{command}` starts another program, which grading does not allow"
            )

    def enable_gui(self, gui: object = None) -> None:
        pass
