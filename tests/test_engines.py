"""The same bytes by every engine and number of workers, and after a run was killed at any moment."""

import json
import os
import signal
import subprocess
import sys
import time

import distributed
import pytest

from speechmine.errors import OptionError, WorkerError
from speechmine.mining import MiningOptions, mine_paths, miner
from speechmine.mining.workers import mine_documents
from speechmine.tables.files import is_mined
from speechmine.tables.journal import JOURNAL

RUN = """
import sys
from speechmine.mining import MiningOptions, mine_paths
if __name__ == "__main__":
    mine_paths([sys.argv[1]], sys.argv[2], MiningOptions(jobs=int(sys.argv[3])))
"""


def content(out):
    """Every file below a folder, the manifest without what depends on the run."""
    files = {path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}
    manifest = json.loads(files["manifest.json"])
    return files | {"manifest.json": {name: part for name, part in manifest.items() if name != "run"}}


def resumed(out):
    return json.loads((out / "manifest.json").read_bytes())["run"]["resumed"]


@pytest.fixture(scope="module")
def texts(tmp_path_factory, corpus_folder):
    """Eight speeches of the sample, one of them twice, and a file that cannot be read."""
    folder = tmp_path_factory.mktemp("texts")
    for path in sorted(corpus_folder.glob("*.txt"))[:8]:
        (folder / path.name).write_bytes(path.read_bytes())
    (folder / "copy.txt").write_bytes(path.read_bytes())
    (folder / "none.txt").write_bytes(b"")
    return folder


@pytest.fixture(scope="module")
def reference(texts, tmp_path_factory):
    out = tmp_path_factory.mktemp("reference") / "out"
    mine_paths([texts], out, MiningOptions())
    return content(out)


def stop_after(monkeypatch, n, error):
    """Let the run of pass 1 fail after `n` documents."""

    def some(documents, options):
        for done, batch in enumerate(mine_documents(documents, options)):
            if done == n:
                raise error
            yield batch

    monkeypatch.setattr(miner, "mine_documents", some)


@pytest.mark.parametrize("n", [0, 1, 5, 9])
@pytest.mark.parametrize("error", [KeyboardInterrupt(), WorkerError("gone")], ids=repr)
def test_run_goes_on_where_it_stopped(texts, reference, tmp_path, monkeypatch, n, error):
    with monkeypatch.context() as patch:
        stop_after(patch, n, error)
        with pytest.raises(type(error)):
            mine_paths([texts], tmp_path / "out", MiningOptions())
    assert not is_mined(tmp_path / "out")
    mine_paths([texts], tmp_path / "out", MiningOptions())
    assert resumed(tmp_path / "out") == n
    assert content(tmp_path / "out") == reference


def test_half_a_document_is_mined_again(texts, reference, tmp_path, monkeypatch):
    out = tmp_path / "out"
    with monkeypatch.context() as patch:
        stop_after(patch, 3, KeyboardInterrupt())
        with pytest.raises(KeyboardInterrupt):
            mine_paths([texts], out, MiningOptions())
    with (out / ".partial" / "sentences.jsonl").open("ab") as file:
        file.write(b'{"speech_id": "half a li')
    with (out / ".partial" / JOURNAL).open("ab") as file:
        file.write(b'{"sizes": {"sen')
    mine_paths([texts], out, MiningOptions())
    assert (resumed(out), content(out)) == (3, reference)


@pytest.mark.parametrize("change", ["text", "options", "file"])
def test_other_inputs_begin_anew(texts, tmp_path, monkeypatch, change):
    folder, out = tmp_path / "texts", tmp_path / "out"
    folder.mkdir()
    for path in texts.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    with monkeypatch.context() as patch:
        stop_after(patch, 3, KeyboardInterrupt())
        with pytest.raises(KeyboardInterrupt):
            mine_paths([folder], out, MiningOptions())
    if change == "text":
        (folder / "copy.txt").write_text("各矿要检查。", "utf-8")
    elif change == "file":
        (folder / "new.txt").write_text("各矿要检查。", "utf-8")
    mine_paths([folder], out, MiningOptions(tokens=change == "options"))
    assert resumed(out) == 0
    mine_paths([folder], tmp_path / "other", MiningOptions(tokens=change == "options"))
    assert content(out) == content(tmp_path / "other")


@pytest.mark.slow
@pytest.mark.parametrize("jobs", [1, 2])
def test_tables_are_the_same_after_kills_at_any_moment(texts, reference, tmp_path, jobs):
    """The process is killed after a while that grows, and begun again, until it is through."""
    (tmp_path / "run.py").write_text(RUN, "utf-8")
    out, killed, patience = tmp_path / "out", 0, 0.6
    while not is_mined(out):
        command = [sys.executable, tmp_path / "run.py", texts, out, str(jobs)]
        run = subprocess.Popen(command, start_new_session=True)
        try:
            assert run.wait(patience) == 0
        except subprocess.TimeoutExpired:
            os.killpg(run.pid, signal.SIGKILL)
            run.wait()
            killed += 1
            patience *= 1.3
        time.sleep(0.05)  # for the processes of the killed one
    assert killed > 3
    assert content(out) == reference


@pytest.mark.parametrize("n_workers", [1, 3])
def test_tables_are_the_same_by_dask(texts, reference, tmp_path, n_workers):
    with (
        distributed.LocalCluster(n_workers=n_workers, threads_per_worker=1, processes=False, dashboard_address=None) as cluster,
        distributed.Client(cluster) as client,
    ):
        options = MiningOptions(engine="dask", scheduler=client.scheduler.address)
        mine_paths([texts], tmp_path / "out", options)
    assert content(tmp_path / "out") == reference


def test_engine_that_is_not_there_is_one_line(texts, tmp_path):
    with pytest.raises(OptionError, match="engine 'spark' is not known; take one of processes, dask"):
        mine_paths([texts], tmp_path / "out", MiningOptions(engine="spark"))
    with pytest.raises(OptionError, match="scheduler 'tcp://127.0.0.1:1' does not answer"):
        mine_paths([texts], tmp_path / "out", MiningOptions(engine="dask", scheduler="tcp://127.0.0.1:1"))
    assert not (tmp_path / "out").exists()
