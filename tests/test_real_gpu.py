"""Only a real GPU can show this; `.ci/gpu` runs it on a machine that has one."""

import os
from pathlib import Path

import pytest
from cells import in_cells
from gpus import wanting

from autograder.author import sample
from autograder.author.catalogue import Catalogue
from autograder.bench.gpu_sharing import share
from autograder.judge.supervisor import Supervisor
from autograder.judge.verdict import Verdict
from autograder.probe import gpu, isolation
from autograder.process import environment


@pytest.fixture(scope="module")
def real():
    gpus, problems = gpu.usable(isolation.best(), environment.backend())
    if not gpus:
        pytest.skip(" ".join(problems))
    with Supervisor(b"a secret for tests") as running:
        yield running


@pytest.mark.gpu
def test_a_student_computes_on_it(real, models, printed):
    code = """
import keras
model = keras.Sequential([keras.Input((8,)), keras.layers.Dense(16, activation="relu"), keras.layers.Dense(1)])
model.compile("adam", "mse")
x = keras.random.normal((256, 8))
model.fit(x, keras.ops.sum(x, axis=1), epochs=2, verbose=0)
print(str(getattr(model(x), "device", "")).lower())
"""
    outcome = real.grade(wanting(models), in_cells(models, sample.reference(models), code))
    where = printed(outcome)
    assert "gpu" in where or "cuda" in where, where
    assert (outcome.score, outcome.device) == (models.points, "GPU")
    assert outcome.gpu_peak_mib > 0 or not real.gpus(wanting(models).limits)[0].metered


@pytest.mark.gpu
def test_the_backend_keeps_to_its_share(real, models):
    """Four times a slot's memory: the backend itself refuses, in words that are a verdict of their own."""
    greedy = {"line": "import keras\ndef line():\n    return keras.ops.ones((4096, 1024, 512))"}
    exercise = wanting(models, gpu_memory_mib=2048)
    task = real.grade(exercise, in_cells(models, sample.reference(models) | greedy)).tasks["line"]
    assert task.verdict is Verdict.MEMORY


@pytest.mark.gpu
def test_who_goes_round_the_backend_is_ended(real, models):
    """The driver itself is asked, by hand, for more than a slot has."""
    if not real.gpus(wanting(models).limits)[0].metered:
        pytest.skip("NVML does not tell here what a process holds")
    code = """
import ctypes, time
cuda = ctypes.CDLL("libcuda.so.1")
device, context, place = ctypes.c_int(), ctypes.c_void_p(), ctypes.c_void_p()
done = [
    cuda.cuInit(0),
    cuda.cuDeviceGet(ctypes.byref(device), 0),
    cuda.cuDevicePrimaryCtxRetain(ctypes.byref(context), device),
    cuda.cuCtxSetCurrent(context),
    cuda.cuMemAlloc_v2(ctypes.byref(place), ctypes.c_size_t(6 << 30)),
]
print(done)
time.sleep(10)
"""
    outcome = real.grade(
        wanting(models, gpu_memory_mib=2048), in_cells(models, sample.reference(models), code)
    )
    (shown,) = outcome.outputs[-1]
    assert shown["ename"] == "memory", shown
    assert "2048 MiB of the GPU's memory" in shown["evalue"]
    assert outcome.score == outcome.points


@pytest.mark.gpu
def test_no_zygote_has_a_device_open(real, models):
    real.grade(wanting(models), in_cells(models, sample.reference(models)))
    for each in real.worker_zygotes.values():
        # At the highest level the zygote is a child of the process that we have started.
        started = each.process.pid
        children = Path(f"/proc/{started}/task/{started}/children").read_text().split()
        for pid in (started, *children):
            links = [os.readlink(link) for link in Path(f"/proc/{pid}/fd").iterdir()]
            assert not any("nvidia" in link for link in links)
            assert "/dev/nvidia" not in Path(f"/proc/{pid}/maps").read_text()


@pytest.mark.gpu
def test_the_other_gpus_are_shut(real, models, printed):
    gpus = real.gpus(wanting(models).limits)
    if len(gpus) < 2:
        pytest.skip("one GPU")
    code = f"""
import os
for path in {[each.grant.devices[0] for each in gpus]}:
    try:
        os.close(os.open(path, os.O_RDWR))
        print("open", path)
    except OSError:
        pass
"""
    outcome = real.grade(wanting(models), in_cells(models, {}, code))
    assert printed(outcome).count("open") == 1


@pytest.mark.gpu
@pytest.mark.slow
@pytest.mark.parametrize("slug", Catalogue.default().order)
def test_every_known_answer_gets_the_same_verdict_there(real, slug):
    exercise = Catalogue.default().load(slug)
    others = {"tensorflow", "jax", "torch"} - {environment.backend()}
    if others & set(exercise.preload):
        pytest.skip(f"it works with {', '.join(others & set(exercise.preload))}")
    on_cpu, on_gpu = share(exercise, [4], 1000, real, lambda: None)
    assert on_cpu.submissions == on_gpu.submissions > 20
    assert on_gpu.differing == ()
