"""HTML: what a browser shows, as lines, data tables as grids, the rest left out and, where it matters, reported."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import SourceError
from core.formats import read
from core.formats.document import Document, Grid

Rows = list[list[tuple[str, int, int, int]]]


def page(body: str, head: str = "") -> Document:
    return read(f"<html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>".encode())


def texts(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in grid.cells if cell.row == row] for row in range(grid.rows)]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>一、总体\n  情况</p><p>二<b>、主</b>动</p>", "一、总体 情况\n二、主动\n"),
        ("<div>甲<div>乙</div>丙</div>", "甲\n乙\n丙\n"),
        ("甲<br>乙<br/>丙", "甲\n乙\n丙\n"),
        ("<p>&nbsp;&nbsp;新收&nbsp;3</p>", "\xa0\xa0新收\xa03\n"),
        ("<p><span>1</span> <span>2</span></p>", "1 2\n"),
        ("<p><span>1</span><span>2</span></p>", "12\n"),
        ("<p>a<o:p>&nbsp;</o:p></p>", "a\xa0\n"),
        ("<pre>a  b\n  c</pre>d", "a  b\n  c\nd\n"),
        ("<p>a<!-- b --><script>c</script><style>d</style><noscript>e</noscript><template>f</template></p>", "a\n"),
        ("<p>a<!--[if gte mso 9]><b>x</b><![endif]--><![if !x]>b<![endif]></p>", "ab\n"),
        ("<ol><li>甲<li>乙</ol><ul><li>丙</ul>", "1. 甲\n2. 乙\n丙\n"),
        (
            "<ol start=3 style='list-style-type:cjk-ideographic'><li>甲<li value=10>乙<li>丙</ol>",
            "三、甲\n十、乙\n十一、丙\n",
        ),
        ("<ol style='list-style: none'><li>甲</ol>", "甲\n"),
        ("<select><option>2023<option>2024</select><button>查询</button>年报", "年报\n"),
        ("<p>新收 <bdo dir=RTL>21</bdo> 件<bdo>3</bdo></p>", "新收 \u202e21\u202c 件3\n"),
        ("&#27;[31m &#7;", "\x1b[31m \x07\n"),
    ],
)
def test_blocks_become_lines_and_white_space_collapses_as_in_a_browser(body: str, text: str) -> None:
    assert page(body).text == text


def test_cells_are_parted_by_tabs_rows_by_lines_and_every_cell_keeps_its_place() -> None:
    document = page("<p>前</p><table><tr><td>a<td><p>b</p><p>c</p><td></tr><tr><td>1<td>2<td>3</table>后")
    assert document.text == "前\na\tb c\t\n1\t2\t3\n后\n"
    [grid] = document.grids
    assert texts(grid) == [["a", "b\nc", ""], ["1", "2", "3"]]
    assert [[document.text[s:e] for s, e in cell.spans] for cell in grid.cells[:3]] == [["a"], ["b", "c"], []]
    assert document.text[slice(*grid.span)] == "a\tb c\t\n1\t2\t3"


def test_cells_without_a_row_begin_one_as_in_a_browser() -> None:
    [grid] = page("<table><td>a<td>b</tr><td>c</td>\n<td>d</tr><tbody><td>e<td>f</tbody></table>").grids
    assert texts(grid) == [["a", "b"], ["c", "d"], ["e", "f"]]


def test_rows_of_blocks_are_lines_with_their_cells_parted_by_tabs() -> None:
    """Only where several follow one another and hold short words and figures: other blocks stay lines."""
    row = "<div><div>重复申请</div><div>1</div><div></div><div><span>2</span></div></div>"
    assert page(row * 4).text == "重复申请\t1\t\t2\n" * 4
    assert page(row * 3).text == "重复申请\n1\n2\n" * 3
    words = "<div><div>首页</div><div>新闻</div><div>公开</div><div>服务</div></div>"
    assert page(words * 4).text == "首页\n新闻\n公开\n服务\n" * 4


def test_merged_cells_keep_their_columns() -> None:
    [grid] = page(
        "<table><tr><td rowspan=2 colspan=2>x<td>y<tr><td>z<tr><td>1<td>2<td>3<tr><td rowspan=99>t<td rowspan=0>u</table>"
    ).grids
    places = [(c.text, c.row, c.column, c.row_span, c.column_span) for c in grid.cells]
    assert places == [
        ("x", 0, 0, 2, 2),
        ("y", 0, 2, 1, 1),
        ("z", 1, 2, 1, 1),
        ("1", 2, 0, 1, 1),
        ("2", 2, 1, 1, 1),
        ("3", 2, 2, 1, 1),
        ("t", 3, 0, 1, 1),
        ("u", 3, 1, 1, 1),
    ]
    assert (grid.rows, grid.columns) == (4, 3)


def test_tables_that_only_lay_out_the_page_are_lines() -> None:
    data = "<table><tr><td>1<td>2<tr><td>3<td>4</table>"
    document = page(f"<table><tr><td>菜单</td><td><p>正文</p>{data}<p>完</p></td></tr></table>")
    assert document.text == "菜单\n正文\n1\t2\n3\t4\n完\n"
    assert [texts(grid) for grid in document.grids] == [[["1", "2"], ["3", "4"]]]


def test_a_table_inside_a_cell_of_a_data_table_is_text_of_that_cell() -> None:
    inner = "<table><tr><td>7</td></tr></table>"
    [grid] = page(f"<table><tr><td>a<td>b<td>c<tr><td>{inner}<td>2<td>3</table>").grids
    assert texts(grid) == [["a", "b", "c"], ["7", "2", "3"]]


def test_rows_and_cells_in_wrappers_that_do_not_belong_there_are_found() -> None:
    [grid] = page("<table><thead><tr><th>a</thead><form><tbody><tr><form><td>1</form></tbody></form></table>").grids
    assert texts(grid) == [["a"], ["1"]]


def test_text_of_a_table_outside_its_cells_stands_before_it() -> None:
    assert page("<table>说明<tr>又<td>1</tr></table>").text == "说明\n又\n1\n"


@pytest.mark.parametrize(
    "hidden",
    [
        "<p style='display:none'>9</p>",
        "<p hidden>9</p>",
        "<span style='color:red; visibility : hidden'>9</span>",
        "<span style='font-size:0px'>9</span>",
        "<span style='opacity:0'>9</span>",
        "<div class='x gone'>9</div>",
        "<div id=away>9</div>",
    ],
)
def test_what_is_not_displayed_is_left_out_and_quoted(hidden: str) -> None:
    document = page(f"<p>新收 1</p>{hidden}", "<style>.gone, #away { display: none }</style>")
    assert document.text == "新收 1\n"
    [warning] = document.warnings
    assert (warning.kind, warning.phrase.arguments) == ("hidden", {"quote": "9"})


def test_a_style_for_print_or_for_small_screens_hides_nothing() -> None:
    document = page(
        "<p class=x>9</p>",
        "<style>@media (max-width:9px){.x{display:none}}</style><style media=print>.x{display:none}</style>",
    )
    assert document.text == "9\n"


def test_a_hidden_menu_without_numbers_is_no_news() -> None:
    assert page("<p>年报</p><div style='display:none'>登录 注册</div>").warnings == ()


def test_an_invisible_cell_keeps_its_column_and_a_removed_one_does_not() -> None:
    [grid] = page(
        "<table><tr><td style='visibility:hidden'>9<td>1<tr><td style='display:none'>8<td>2<td>3</table>"
    ).grids
    assert texts(grid) == [["", "1"], ["2", "3"]]


def test_white_letters_are_read_and_reported_unless_something_has_a_background() -> None:
    document = page(
        "<p>新收 <font color=#FFFFFF>7</font></p><p style='background:#00f'><span style='color:white'>表头</span></p>"
    )
    assert document.text == "新收 7\n表头\n"
    assert [(w.kind, w.spans) for w in document.warnings] == [("hidden", ((3, 4),))]


def test_ordinary_small_sizes_and_colours_are_not_called_hidden() -> None:
    body = "<p style='font-size:0.8em;opacity:0.9;color:#767676;background-color:#fff'>1</p>"
    assert page(body).warnings == ()


@pytest.mark.parametrize(
    ("head", "body", "published"),
    [
        ("<meta name=PubDate content='2025-01-20 10:20'>", "", "2025-01-20"),
        (
            "<meta property='article:published_time' content='2025-01-20T08:00:00+08:00'>",
            "发布日期：2024-12-31",
            "2025-01-20",
        ),
        ("", "<span>来源：办公室</span><span>发布时间：2025年1月7日</span>", "2025-01-07"),
        ("", "<table><tr><td>公开日期<td><publishtime>2025/1/17</publishtime></table>", "2025-01-17"),
        ("", "时间： 2025.01.08 浏览 5 次", "2025-01-08"),
        ("", "统计期限为2024年1月1日至12月31日", None),
        ("<meta name=pubdate content='2025-13-40'>", "", None),
    ],
)
def test_the_publication_date_is_what_the_page_states(head: str, body: str, published: str | None) -> None:
    assert page("<p>年报</p>" + body, head).properties.get("published") == published


def test_the_title_is_the_articles_before_the_windows() -> None:
    assert page("x", "<title> 某局\n年报_某网 </title>").properties["title"] == "某局 年报_某网"
    assert page("x", "<title>网</title><meta name=ArticleTitle content=某局年报>").properties["title"] == "某局年报"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("<div>" * 250 + "x", "depth"),
        ("<div>" * 5000 + "x", "depth"),
        ("<table>" + "<tr><td>1" * 10_001 + "</table>", "too-large"),
        ("<table><tr><td colspan=1000000000 rowspan=1000000000>1</table>", "too-large"),
        ("<p " + " ".join(f"a{n}=1" for n in range(3000)) + ">x", "too-large"),
        ("<b>x</b>" * 300_000, "too-large"),
        ("<script>x</script>", "empty"),
        ("", "empty"),
    ],
)
def test_bombs_and_empty_pages_are_refused_by_kind(body: str, kind: str) -> None:
    with pytest.raises(SourceError) as caught:
        page(body)
    assert caught.value.kind == kind


def test_pages_whose_tables_may_be_pictures_say_so() -> None:
    assert [w.kind for w in page("<p>年报</p><img src=a.png>").warnings] == ["pictures"]
    assert page("<p>年报</p><img src=a.png><table><tr><td>1</table>").warnings == ()


def test_bytes_in_another_charset_than_declared_are_read_and_reported() -> None:
    data = '<meta charset="utf-8"><p>政府信息公开年度报告 总数 125</p>'.encode("gbk")
    document = read(data)
    assert document.text == "政府信息公开年度报告 总数 125\n"
    assert [w.kind for w in document.warnings] == ["charset"]


CELLS = st.tuples(
    st.sampled_from(["0", "12", "", "/", "&nbsp;", "甲<br>乙", "<p>3</p>"]), st.integers(1, 3), st.integers(1, 3)
)


@given(st.lists(st.lists(CELLS, min_size=1, max_size=5), min_size=1, max_size=6))
def test_cells_never_overlap_and_stand_where_their_spans_say(rows: list[list[tuple[str, int, int]]]) -> None:
    html = "".join(
        "<tr>" + "".join(f"<td rowspan={down} colspan={across}>{text}</td>" for text, down, across in row) + "</tr>"
        for row in rows
    )
    document = page(f"<p>x</p><table>{html}</table>")
    [grid] = document.grids
    assert len(grid.cells) == sum(map(len, rows))
    for cell in grid.cells:
        assert cell.text == "\n".join(document.text[start:end] for start, end in cell.spans)
        assert cell.row + cell.row_span <= grid.rows
        assert cell.column + cell.column_span <= grid.columns


@given(st.text(alphabet="<>/=&;'\" tdrable!-pq0", max_size=120))
def test_no_markup_crashes_it(markup: str) -> None:
    try:
        document = read(b"<html><body>" + markup.encode())
    except SourceError:
        return
    assert document.text.strip()


@pytest.mark.parametrize(
    "markup",
    [
        "<html><body><p>甲</p></body></html><p>乙</p>",
        "<html><body><p>甲</p></body></html><html><head><meta charset=utf-8></head><body><p>乙</p></body></html>",
        "<html><body><div><html><head><title>丙</title></head><body><p>甲</p></body></html></div><p>乙</p></body></html>",
    ],
)
def test_what_follows_the_end_of_a_page_is_shown_as_in_a_browser(markup: str) -> None:
    """An article pasted as a whole page does not end the page that it stands in."""
    assert read(markup.encode()).text == "甲\n乙\n"
