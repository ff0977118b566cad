import gc

import pytest

from speechmine.tables.collector import collector_paused


@pytest.mark.parametrize("enabled", [True, False], ids=["on", "off"])
def test_collector_is_left_as_it_was(enabled):
    (gc.enable if enabled else gc.disable)()
    try:
        with pytest.raises(ValueError, match="within"), collector_paused():
            assert not gc.isenabled()
            raise ValueError("within")
        assert gc.isenabled() == enabled
    finally:
        gc.enable()
