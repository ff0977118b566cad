"""Three short speeches and a copy of one, mined."""

import pytest

import speechmine as sm


@pytest.fixture
def mined(speeches):
    (speeches / "town_again.txt").write_text((speeches / "town.txt").read_text("utf-8"), encoding="utf-8")
    return sm.mine(speeches)
