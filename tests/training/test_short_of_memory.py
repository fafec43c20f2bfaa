"""Memory that is really short: a limit on a process's address space, somewhat above what it has used so far."""

import json
import subprocess
import sys

import pytest

from benchmarks.faults.lab import TASKS, Lab
from sft_gui.training.events import RunState

resource = pytest.importorskip("resource")  # not on Windows

ROOMS_MB = (64, 128, 192, 256, 384, 512, 768)
SIZES = {"classification": (96, 30), "detection": (128, 6), "segmentation": (128, 6)}  # px, pictures a batch
# Names pictures and evaluates with ever less memory, until nothing fits; prints how few pictures were asked at a time.
USE = """
import json, resource, sys
from pathlib import Path
from sft_gui.data.index import Split
from sft_gui.errors import UserError
from sft_gui.evaluation import evaluate as evaluation
from sft_gui.prediction import predictor as naming
from sft_gui.inference import device
from sft_gui.training.run_folder import RunFolder

device.prepare_process()
run, seen = RunFolder.open(Path(sys.argv[1])), []

class Noted(naming.Parts):
    def each(self, count, work):
        for done in super().each(count, work):
            seen.append(self.most)
            yield done

naming.Parts = evaluation.Parts = Noted
predictor = naming.Predictor.from_run(run)
pictures = [run.root / picture.path for picture in run.pictures()] * 2
free = [answer.prediction.label for answer in predictor.name_all(pictures)]
numbers = evaluation.evaluate(run, Split.VAL).numbers()
told = {"halved": 0, "same": True, "refused": []}
for room in range(600, 0, -40):
    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + room * 2**20, resource.RLIM_INFINITY))
    (run.folder / "evaluation-val.json").unlink(missing_ok=True)
    try:
        answers = naming.Predictor(predictor._model, "").name_all(pictures)
        told["same"] &= [a.prediction and a.prediction.label for a in answers] == free
        now = evaluation.evaluate(run, Split.VAL).numbers()
        told["same"] &= abs(now["val.accuracy"] - numbers["val.accuracy"]) < 1e-9
    except UserError as error:
        told["refused"].append(str(error))
    except Exception as error:
        told["refused"].append(type(error).__name__ + str(error))
        break
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    told["halved"] += any(most is not None for most in seen)
    seen.clear()
print(json.dumps(told))
"""


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    lab = Lab(tmp_path_factory.mktemp("lab"))
    yield lab
    lab.close()


@pytest.mark.slow
@pytest.mark.parametrize("task", TASKS)
def test_training_and_validation_go_on_in_parts(lab, task):
    size, batch = SIZES[task]
    changes = {"data__image_size": size, "train__batch_size": batch, "train__epochs": 2}
    for room in ROOMS_MB:  # too little first, until some halving is enough
        run = lab.run(task, f"memory {room}", **changes)
        word = lab.train(run, memory_mb=room)
        assert word["code"] == 0, word
        if word["state"] == "finished" and word["halved"]:
            assert run.report().state == RunState.FINISHED and run.has_model
            return
        assert word["state"] == "failed" and "emory" in word["reason"] and "in the program" not in word["reason"], word
    pytest.fail("no room was short")


@pytest.mark.slow
def test_naming_and_evaluation_go_on_in_parts(make_run, train):
    run = make_run(data__image_size=224, train__epochs=1, train__trainable_layers="head")
    train(run)
    done = subprocess.run([sys.executable, "-c", USE, run.folder], capture_output=True, text=True, timeout=280)
    told = json.loads(done.stdout.splitlines()[-1]) if done.returncode == 0 else done.stderr
    assert isinstance(told, dict), told
    assert told["halved"] > 0 and told["same"], told
    assert all("single picture" in reason for reason in told["refused"]), told
