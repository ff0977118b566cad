import pytest

from speechmine.codebooks import (
    REPLACEABLE,
    check_names,
    codebook_names,
    data_versions,
    load_codebook,
    packaged_table,
    parse_codebook,
)
from speechmine.errors import CodebookError, OptionError
from speechmine.folding import fold

TABLES = ("words", "stopwords", "slogan_frames", "prose_weights", "safety_weights", "indicators")  # data of other columns
BOOKS = [name for name in codebook_names() if name not in TABLES]
EXAMPLES = [(name, entry) for name in BOOKS for entry in load_codebook(name).terms if entry.example]
COUNTER = [(name, entry) for name in BOOKS for entry in load_codebook(name).terms if entry.counter_example]
# These read words by their place (a suffix, beside a numeral): a test of the stage that reads them codes their examples.
BY_PLACE = {"directives", "fact_words", "slogan_cues"}
CODES = [(name, code) for name in BOOKS if name not in BY_PLACE for code in load_codebook(name).codes.values()]

CARD = "".join(f"# {key}: x\n" for key in ("title", "version", "compiler", "sources", "licence"))
COLUMNS = "code\tparent\tlabel\tterm\trequires\texcludes\texample\tcounter_example\tnote\n"
GOOD = "mine\t\t矿山\nmine\t\t\t煤矿\t\t非煤矿山\n"


def parse(rows, card=CARD, columns=COLUMNS):
    return parse_codebook("sectors", (card + columns + rows).encode(), "my.tsv")


def ids(value):
    return getattr(value, "term", None) or getattr(value, "code", None) or value


def terms_found(name, text):
    return {(match.term.code, match.term.term) for match in load_codebook(name).find(fold(text))}


@pytest.mark.parametrize(("name", "term"), EXAMPLES, ids=ids)
def test_example_of_a_term_is_coded(name, term):
    assert (term.code, term.term) in terms_found(name, term.example)


@pytest.mark.parametrize(("name", "term"), COUNTER, ids=ids)
def test_counter_example_of_a_term_is_not_coded(name, term):
    assert (term.code, term.term) not in terms_found(name, term.counter_example)


@pytest.mark.parametrize(("name", "code"), CODES, ids=ids)
def test_example_of_a_code_is_coded_and_its_counter_example_is_not(name, code):
    assert code.code in {found for found, _ in terms_found(name, code.example)}
    assert code.code not in {found for found, _ in terms_found(name, code.counter_example)}


@pytest.mark.parametrize("name", BOOKS)
def test_ambiguous_term_has_example_and_counter_example(name):
    lacking = [t.term for t in load_codebook(name).terms if (t.excludes or t.requires) and not (t.example and t.counter_example)]
    assert lacking == []


@pytest.mark.parametrize("name", BOOKS)
def test_exclusion_bars_its_term(name):
    found = {
        (t.term, longer)
        for t in load_codebook(name).terms
        for longer in t.excludes
        if (t.code, t.term) in terms_found(name, longer)
    }
    assert found == set()


@pytest.mark.parametrize("name", BOOKS)
def test_counter_example_shows_the_trap(name):
    """It holds the term's characters: a phrase without them would prove nothing."""
    vain = [
        t.term for t in load_codebook(name).terms if t.counter_example and t.excludes and t.term not in fold(t.counter_example)
    ]
    assert vain == []


@pytest.mark.parametrize("name", BOOKS)
def test_terms_are_folded_and_exclusions_hold_them(name):
    for term in load_codebook(name).terms:
        assert term.term == fold(term.term)
        assert all(term.term in longer and term.term != longer for longer in term.excludes)


@pytest.mark.parametrize("name", codebook_names())
def test_card_is_full(name):
    assert set(packaged_table(name).card) >= {"title", "version", "compiler", "sources", "licence"}


def test_longer_term_and_exclusion_hide_the_shorter():
    book = parse(GOOD + "mine\t\t\t矿\nshaft\t\t井\nshaft\t\t\t煤矿矿井\n")
    assert [match[:2] for match in book.find("煤矿矿井")] == [(0, 4)]
    assert [match.term.term for match in book.find("非煤矿山和煤矿")] == ["煤矿"]


def test_required_word_must_stand_in_the_text():
    book = parse("fire\t\t消防\nfire\t\t\t通道\t疏散|消防\n")
    assert [len(book.find(text)) for text in ("疏散通道", "绿色通道")] == [1, 0]


def test_string_of_two_codes_counts_for_both():
    book = parse("a\t\t甲\na\t\t\t渡口\nb\t\t乙\nb\t\t\t渡口\n")
    assert [match.term.code for match in book.find("渡口")] == ["a", "b"]


def test_ancestors_come_nearest_first():
    book = parse("a\t\t甲\nb\ta\t乙\nc\tb\t丙\n")
    assert book.ancestors("c") == ["b", "a"]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        pytest.param(
            "coal\tminning\t煤\nmining\t\t矿\n",
            r"my.tsv, line 7: parent 'minning' is not a code; did you mean 'mining'\?",
            id="parent",
        ),
        pytest.param(
            "mine\t\t矿\nmine\t\t井\n", r"line 8: code 'mine' is declared on line 7 already, or a term is empty", id="code twice"
        ),
        pytest.param(
            "mine\t\t矿\nmine\t\t\t \n", r"line 8: .* a term is empty; remove one row or fill in the term", id="empty term"
        ),
        pytest.param("mine\t\t\t煤矿\n", r"line 7: code 'mine' is not declared above", id="undeclared"),
        pytest.param(GOOD + "mine\t\t\t煤矿\n", r"line 9: term '煤矿' stands on line 8 already", id="term twice"),
        pytest.param("\t\t矿\n", r"line 7: the code is empty", id="no code"),
        pytest.param("a\tb\t甲\nb\ta\t乙\n", r"line 7: code 'a' is its own ancestor", id="circle"),
        pytest.param("a\t\t甲" + "\t" * 9 + "\n", r"line 7: 12 cells for 9 columns; remove the tabs too many", id="tabs"),
    ],
)
def test_bad_row_is_named_with_file_and_line(rows, message):
    with pytest.raises(CodebookError, match=message):
        parse(rows)


def test_bad_head_is_named():
    with pytest.raises(CodebookError, match="my.tsv: the card lacks 'licence'"):
        parse(GOOD, card=CARD.replace("# licence: x\n", ""))
    with pytest.raises(CodebookError, match="header: column 'note' is missing"):
        parse(GOOD, columns=COLUMNS.replace("\tnote", ""))
    with pytest.raises(CodebookError, match="not UTF-8 at byte"):
        parse_codebook("sectors", (CARD + COLUMNS + GOOD).encode("gbk"), "my.tsv")


def test_missing_file_and_unknown_name_are_named(tmp_path):
    with pytest.raises(CodebookError, match=r"cannot read .*none.tsv: No such file"):
        load_codebook("sectors", tmp_path / "none.tsv")
    with pytest.raises(CodebookError, match="'sector' is not one of speechmine's"):
        load_codebook("sector")
    with pytest.raises(OptionError, match=f"'words' is not known; take one of {', '.join(REPLACEABLE)}"):
        check_names(["words"])


def test_spreadsheet_line_ends_and_mark_are_taken():
    content = ("\ufeff" + CARD + COLUMNS + GOOD).replace("\n", "\r\n").encode()
    assert list(parse_codebook("sectors", content, "my.tsv").codes) == ["mine"]


def test_versions_tell_own_files_from_ours(tmp_path):
    path = tmp_path / "my.tsv"
    path.write_text(CARD + COLUMNS + GOOD, "utf-8")
    ours, mixed = data_versions({}), data_versions({"sectors": str(path)})
    assert set(ours) == set(codebook_names())
    assert [name for name in ours if ours[name] != mixed[name]] == ["sectors"]
