"""Spellings of one body's name are told from names of different bodies."""

from __future__ import annotations

import pytest

from core.model import Body
from core.naming import Names, belongs_to, described, same

ONE = [
    ("赣州市章贡区财政局", "章贡区财政局"),
    ("江西省赣州市章贡区财政局", "章贡区财政局"),
    ("平潭综合实验区管委会", "平潭综合实验区管理委员会"),
    ("平潭综合实验区管委会", "平潭综合实验区"),
    ("洪泽区人民政府", "淮安市洪泽区"),
    ("云溪市政府", "云溪市人民政府"),
    ("云溪市政府办", "云溪市人民政府办公室"),
    ("云溪市市场监管局", "云溪市市场监督管理局"),
    ("云溪市发改委", "云溪市发展和改革委员会"),
    ("云溪市卫健委", "云溪市卫生健康委"),
    ("赣州经开区管委会", "赣州经济技术开发区管理委员会"),
    ("云溪市 自然\n资源局", "云溪市自然资源局"),
    ("云溪市司法局（筹）", "云溪市司法局(筹)"),
]
OTHERS = [
    ("财政局", "章贡区财政局"),
    ("市财政局", "赣州市财政局"),
    ("南京市鼓楼区司法局", "徐州市鼓楼区司法局"),
    ("云溪市人民政府", "云溪市人民政府办公室"),
    ("云溪市财政局", "云溪市柳湾区财政局"),
    ("平潭综合实验区公安局", "平潭综合实验区"),
    ("云溪市自然资源局", "云溪市自然资源和规划局"),
    ("", ""),
]


@pytest.mark.parametrize(("one", "other"), ONE)
def test_spellings_of_one_name(one: str, other: str) -> None:
    """White space, width, usual short forms, a place for its government, higher places left out in front."""
    assert same(one, other)
    assert same(other, one)


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_names_of_different_bodies(one: str, other: str) -> None:
    """Nothing is taken for the same on a likeness."""
    assert not same(one, other)
    assert not same(other, one)


def found(name: str, *bodies: Body) -> list[str]:
    return [body.name for body in Names(bodies).of(name)]


def test_a_short_name_that_fits_two_bodies_fits_neither() -> None:
    """Nor does it stand for itself in the search for the full one."""
    full = Body("南京市鼓楼区司法局"), Body("徐州市鼓楼区司法局")
    assert found("鼓楼区司法局", *full) == []
    assert found("南京市鼓楼区司法局", *full, Body("鼓楼区司法局")) == ["南京市鼓楼区司法局"]


def test_an_alias_leads_to_its_body_unless_two_claim_it() -> None:
    """Aliases are compared like names."""
    water = Body("云溪市水利局", ("云溪水务", "市水利局"))
    assert found("云溪 水务", water) == ["云溪市水利局"]
    assert found("市水利局", water, Body("青岚市水利局", ("市水利局",))) == []


def test_all_spellings_stored_are_given_the_exact_one_first() -> None:
    """A body known under two spellings is one body."""
    bodies = Body("赣州市章贡区财政局"), Body("章贡区财政局"), Body("章贡区民政局")
    assert found("章贡区财政局", *bodies) == ["章贡区财政局", "赣州市章贡区财政局"]


def test_the_roster_prevails_and_the_name_fills_in() -> None:
    """Kind, region and parent: from the entry, else from the name, else unknown."""
    names = Names((Body("云溪市柳湾区水利局", ("柳湾水务",), parent="云溪市水利局"),))
    body = described("柳湾水务", names)
    assert (body.name, body.kind, body.region) == ("云溪市柳湾区水利局", "department", "云溪市柳湾区")
    assert body.parent == "云溪市水利局"
    assert described("云溪市柳湾区财政局", names).parent == "云溪市柳湾区"
    assert described("云溪市柳湾区人民政府", names).parent == "云溪市"
    assert described("云溪驿", names).parent is None


def test_a_parent_is_found_by_any_spelling() -> None:
    """The roster may name it short."""
    assert belongs_to(Body("柳湾区水利局", parent="柳湾区政府"), Body("云溪市柳湾区人民政府"))
    assert not belongs_to(Body("柳湾区水利局", parent="柳湾区政府"), Body("云溪市人民政府"))
    assert not belongs_to(Body("柳湾区水利局"), Body("云溪市柳湾区人民政府"))
