import pytest

from speechmine.errors import InputError
from speechmine.tables.places import inside, leads_out, text_names


@pytest.mark.parametrize("source", ["a/b.txt", "讲话.csv#12", "-", "a b #1 '.txt", "new\nline.txt", "..a.txt"])
def test_text_has_the_name_of_its_source(source):
    assert text_names([source]) == {source: source}


def test_name_too_long_for_the_disk_is_cut():
    source = "讲" * 90 + ".csv#12"
    names = text_names([source, source + "3"])
    assert len(set(names.values())) == 2
    assert all(len(name.encode()) < 255 for name in names.values())


@pytest.mark.parametrize(
    "sources",
    [
        ["A.txt", "a.txt"],
        ["x/A.txt", "X/a.txt"],
        ["a.txt", "a.txt/b.txt"],
        ["A.txt", "a.txt/b.txt"],
        ["caf\u00e9.txt", "cafe\u0301.txt"],
    ],
    ids=repr,
)
def test_names_that_some_systems_hold_for_one_are_told_apart(sources):
    names = text_names(sources)
    assert names == text_names(sources[::-1])
    folded = [name.casefold() for name in names.values()]
    assert len(set(folded)) == len(sources)
    assert not any(other.startswith(f"{name}/") for name in folded for other in folded)


@pytest.mark.parametrize("source", ["C:notes.txt", "a\\..\\b.txt", "..", "../x", "/etc/x", "a/../../x", "a\0b"])
def test_no_name_leaves_its_folder_on_any_system(source):
    name = text_names([source])[source]
    assert not leads_out(name)
    assert not set("\0\\") & set(name)
    assert ":" not in name


def test_link_that_leads_out_is_refused(tmp_path):
    root = tmp_path / "out"
    root.mkdir()
    (tmp_path / "secret").write_text("x", "utf-8")
    (root / "a").symlink_to(tmp_path / "secret")
    (root / "b").write_text("x", "utf-8")
    (root / "c").symlink_to(root / "b")
    with pytest.raises(InputError, match="a is a link that leads out of the folder"):
        inside(root, root / "a")
    assert inside(root, root / "c").read_text("utf-8") == "x"
