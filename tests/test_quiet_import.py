"""TensorFlow writes nothing under a notebook's first cell, and a failing import loses no words."""

import subprocess
import sys
from pathlib import Path

import pytest

KERNEL = "import sys, types; sys.modules['ipykernel'] = types.ModuleType('ipykernel')\n"


def written(code: str, *, folder: Path | None = None) -> tuple[int, str]:
    """Run code in a process of its own; give its exit status and all that it wrote to stderr."""
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, cwd=folder, check=False)
    return done.returncode, done.stderr


@pytest.fixture
def noisy(tmp_path: Path) -> Path:
    """A folder with a `tensorflow` that writes as a native library does, and perhaps fails."""
    text = "import os\nos.write(2, b'a native line')\nif os.environ.get('FAILS'): raise ImportError('x')\n"
    (tmp_path / "tensorflow.py").write_text(text, "utf-8")
    return tmp_path


def test_in_a_kernel_the_import_is_quiet_and_the_rest_is_not(noisy: Path) -> None:
    code = KERNEL + "import course, os\nimport tensorflow\nos.write(2, b'later')\n"
    assert written(code, folder=noisy) == (0, "later")


def test_elsewhere_nothing_is_changed(noisy: Path) -> None:
    assert written("import course, tensorflow", folder=noisy) == (0, "a native line")


def test_a_failing_import_writes_all(noisy: Path) -> None:
    code = KERNEL + "import course, os\nos.environ['FAILS'] = '1'\nimport tensorflow\n"
    status, text = written(code, folder=noisy)
    assert status == 1
    assert text.startswith("a native line")
    assert "ImportError: x" in text


def test_the_module_has_its_own_loader(noisy: Path) -> None:
    code = KERNEL + (
        "import course, tensorflow\n"
        "assert type(tensorflow.__spec__.loader).__name__ == 'SourceFileLoader'\n"
        "assert tensorflow.__loader__ is tensorflow.__spec__.loader\n"
        "assert not [f for f in sys.meta_path if type(f).__module__.startswith('course')]\n"
    )
    assert written(code, folder=noisy) == (0, "")


def test_keras_is_imported_without_a_word() -> None:
    assert written(KERNEL + "import course, keras\nkeras.ops.ones(3)") == (0, "")
