"""What the explorer is made of: the same numbers as the frames, texts as texts, a server that gives one page to its own."""

import http.client
import json
import re
import threading
from collections import Counter

import pytest

import speechmine as sm
from speechmine.errors import OptionError
from speechmine.report.explorer import WORDS, explorer_data, explorer_page
from speechmine.report.explorer_server import address, explorer_server
from speechmine.report.messages import catalogue


@pytest.fixture(scope="module")
def data(sample):
    return explorer_data(sample, lang="en")


@pytest.mark.parametrize("kind", ["themes", "sectors", "actors", "slogans", "facts"])
def test_uses_that_count_are_those_of_the_frame(data, sample, kind):
    found, seen = data["uses"][kind], {}
    for item, sentence, use in zip(found["item"], found["sentence"], found["use"], strict=True):
        if data["sentences"]["counts"][sentence]:
            seen.setdefault(found["items"][item]["id"], set()).add(use)
    frame = sm.use_frame(sample, kind)
    assert {item: len(uses) for item, uses in seen.items()} == frame[frame["counts"]].groupby("id")["use_id"].nunique().to_dict()


def test_modalities_are_those_of_the_directives(data, sample):
    found = data["uses"]["modality"]
    counted = Counter(found["items"][item]["id"] for item in found["item"])
    assert counted == Counter(mark for cell in sample.directives["modality"] for mark in cell)


def test_sentences_stand_at_their_offsets(data, sample):
    own = data["sentences"]
    texts = [data["texts"][speech][start:end] for speech, start, end in zip(own["speech"], own["start"], own["end"], strict=True)]
    assert texts == sample.sentences["text"].tolist()


def test_marks_are_the_words_of_the_components(data, sample):
    speech, row = data["speeches"][0], sample.directives.iloc[0]
    kinds = {(data["kinds"][kind], data["texts"][0][start:end]) for start, end, kind, _ in json.loads(speech["marks"])}
    assert ("aim", row["aim"]["text"]) in kinds
    assert ("heading", sample.sections["marker"][0] + sample.sections["heading"][0]) in kinds


def test_columns_tell_speeches_apart(data, sample):
    columns = {column["name"]: column for column in data["columns"]}
    years = columns["year"]
    assert [years["values"][cell] for cell in years["cells"]] == [str(year) for year in sample.speeches["year"]]
    assert years["values"] == sorted(years["values"])
    order = ["national", "province", "city", "county", "township", "enterprise"]
    assert [value["id"] for value in columns["level"]["values"]] == [
        name for name in order if name in set(sample.speeches["level"])
    ]


def test_own_columns_can_be_chosen_from():
    frame = {"text": ["各矿要检查。", "各村要巡护。"], "部门": ["应急局", "林业局"]}
    import pandas as pd

    columns = explorer_data(sm.mine(pd.DataFrame(frame)))["columns"]
    assert [(column["name"], column["own"], column["values"]) for column in columns] == [("部门", True, ["应急局", "林业局"])]


def test_text_of_a_speech_ends_no_script():
    page = explorer_page(sm.mine(["各矿</script><script>alert(1)</script>要检查@CODE@。各煤矿、非煤矿山、危险化学品企业要逐一排查隐患，限期整改，不留死角。"]))
    assert page.count("<script") == 3
    assert "@CODE@。各煤矿" in page
    assert page.count("function mount") == 1


def test_words_have_their_chinese():
    assert set(WORDS.values()) <= set(catalogue())


def test_code_says_only_what_there_are_words_for():
    code = re.findall(r'say\("(\w+)"', explorer_page(sm.mine(["各矿要检查。"])))
    assert set(code) <= set(WORDS)


def test_fingerprint_tells_other_tables(sample, data):
    assert explorer_data(sample)["fingerprint"] == data["fingerprint"]
    assert explorer_data(sample.subset("year >= 2015"))["fingerprint"] != data["fingerprint"]


def test_nothing_to_explore_is_one_line(sample, tmp_path):
    from speechmine.report.explorer import write_explorer

    with pytest.raises(OptionError, match="is written as .html"):
        write_explorer(sample, tmp_path / "page.txt")


@pytest.fixture
def server():
    with explorer_server("页") as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def answer(server, method, path, host=None):
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port)
    connection.request(method, path, headers={"Host": host or f"127.0.0.1:{server.server_port}"})
    told = connection.getresponse()
    return told.status, told.read().decode("utf-8", "replace")


def test_server_gives_the_page_to_its_address_alone(server):
    path = "/" + address(server).split("/", 3)[3]
    assert answer(server, "GET", path) == (200, "页")
    assert answer(server, "GET", path, host=f"localhost:{server.server_port}")[0] == 200
    assert answer(server, "GET", "/")[0] == 404
    assert answer(server, "GET", path + "../etc/passwd")[0] == 404
    assert answer(server, "GET", path, host="evil.example")[0] == 403
    assert answer(server, "POST", path)[0] == 501
    assert server.server_address[0] == "127.0.0.1"
