"""The genre of a text by its title and its marks."""

import pytest

from speechmine.structure.genres import read_genre


@pytest.mark.parametrize(
    ("title", "genre"),
    [
        pytest.param("在全县渡口安全会议上的讲话（摘要）", "speech", id="speech"),
        pytest.param("云屏县政府工作报告——2009年1月12日在县人民代表大会上", "report", id="report with its byline"),
        pytest.param("云屏县人民政府关于印发渡口管理办法的通知", "notice", id="notice that issues a rule"),
        pytest.param("云屏县渡口管理办法（试行）", "law", id="rule"),
        pytest.param("渡口通航", "other", id="nothing"),
    ],
)
def test_genre_of_a_title(title, genre):
    assert read_genre("渡口要有人守。", title) == genre


@pytest.mark.parametrize(
    ("text", "genre"),
    [
        pytest.param("同志们：今天开会。", "speech", id="salutation"),
        pytest.param("各位代表：现在，我代表县人民政府作政府工作报告。", "report", id="salutation of a report"),
        pytest.param("各位代表：现在，我代表县人民政府，向大会报告政府工作。", "report", id="a report in other words"),
        pytest.param("各乡镇：现将有关事项通知如下。", "notice", id="notice"),
        pytest.param("本报云屏5月4日电 渡口通航。（记者林晓舟）", "news", id="news"),
        pytest.param("第一条 为了管好渡口。第二条 渡口要有人。第三条 渡船要检验。", "law", id="articles"),
        pytest.param("渡口要有人守。", "other", id="nothing"),
    ],
)
def test_genre_of_a_text_without_a_title(text, genre):
    assert read_genre(text, None) == genre
