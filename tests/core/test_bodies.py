"""What a body's name tells, and that nothing is assumed where it does not."""

from __future__ import annotations

import pytest

from core.bodies import body_of, level_of

NAMES = [
    ("江西省人民政府", "government", "江西省", "province"),
    ("江西省人民政府办公厅", "department", "江西省", "province"),
    ("北京市人民政府", "government", "北京市", "province"),
    ("广西壮族自治区人民政府", "government", "广西壮族自治区", "province"),
    ("赣州市人民政府", "government", "赣州市", "prefecture"),
    ("赣州市财政局", "department", "赣州市", "prefecture"),
    ("湘西土家族苗族自治州人民政府", "government", "湘西土家族苗族自治州", "prefecture"),
    ("淮安市洪泽区人民政府", "government", "淮安市洪泽区", "county"),
    ("北京市朝阳区市场监督管理局", "department", "北京市朝阳区", "county"),
    ("云溪市柳湾区住房和城乡建设局", "department", "云溪市柳湾区", "county"),
    ("云溪市人民政府", "government", "云溪市", None),
    ("测试市", "government", "测试市", None),
    ("章贡区水南镇人民政府", "township", "章贡区", "township"),
    ("赣州市章贡区水南街道办事处", "township", "赣州市章贡区", "township"),
    ("平潭综合实验区管理委员会", "outpost", "平潭综合实验区", "county"),
    ("赣州经开区征收搬迁与项目建设服务中心", "institution", "赣州经开区", "county"),
    ("赣州新能源科技城指挥部办公室", "institution", None, None),
    ("国家税务总局", "department", None, "national"),
    ("国家税务总局赣州市税务局", "department", "赣州市", "prefecture"),
    ("中华人民共和国财政部", "department", None, "national"),
    ("镇江市教育局", "department", "镇江市", "prefecture"),
    ("云溪驿", None, None, None),
    ("", None, None, None),
]


@pytest.mark.parametrize(("name", "kind", "region", "level"), NAMES, ids=[case[0] or "empty" for case in NAMES])
def test_the_name_tells(name: str, kind: str | None, region: str | None, level: str | None) -> None:
    """Kind, region and level, or None."""
    body = body_of(name)
    assert (body.kind, body.region, level_of(body)) == (kind, region, level)


def test_blanks_in_a_name_do_not_matter() -> None:
    """A title broken over lines names the same body."""
    assert body_of("赣州市\n人民政府").name == "赣州市人民政府"
