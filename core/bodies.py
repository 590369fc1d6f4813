"""What a body's name tells of it: kind, level, region; None where it does not tell. The roster prevails over all of it.

Kinds: `government` (人民政府 of county level and above), `department` (部门, an office of a government too), `township` (乡镇, 街道),
`institution` (事业单位: centres, schools, hospitals), `outpost` (派出机关: 管委会 and the like).
Levels: `national`, `province`, `prefecture`, `county`, `township`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from core.model import Body
from core.prepared import tables

_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "township",
        re.compile(
            r"(?:[乡镇]|街道|民族乡|苏木)(?:人民)?(?:政府|办事处)?(?:办公室|党政(?:综合)?办公室)?\Z|街道办(?:事处)?\Z"
        ),
    ),
    (
        "outpost",
        re.compile(
            r"(?:管理委员会|管委会|行政公署|区公所)(?:办公室|党政办公室)?\Z|(?:开发区|高新区|实验区|示范区|新区|园区|度假区)\Z"
        ),
    ),
    (
        "institution",
        re.compile(
            r"(?:中心|学校|[小中大]学|学院|幼儿园|医院|卫生院|图书馆|博物馆|文化馆|档案馆|研究院|研究所|电视台|水库|林场|指挥部|公司|集团)(?:办公室)?\Z"
        ),
    ),
    ("department", re.compile(r"政府(?:办公[厅室]|研究室)|党政办公室\Z")),
    ("government", re.compile(r"(?:人民)?政府\Z")),
    (
        "department",
        re.compile(r"(?:局|厅|委员会|委|办公室|办公厅|办|部|署|院|会|社|分局|支队|大队|总队|所|站|队|处)\Z"),
    ),
)
"""Read from the end of the name; the first that fits is the kind."""

_CENTRAL = re.compile(r"\A(?:中华人民共和国|国务院|国家(?!级)[^省市县区]{2,12}(?:局|署|委员会|中心)\Z|(?:教育|科学技术|工业和信息化|公安|民政|司法|财政|"
                      r"人力资源和?社会保障|自然资源|生态环境|住房和城乡建设|交通运输|水利|农业农村|商务|文化和旅游|退役军人事务|应急管理|外交|国防)部\Z|"
                      r"中国(?:人民银行|证券监督管理委员会|气象局|地震局|民用航空局)\Z|海关总署\Z|审计署\Z)")  # fmt: skip
_PLACE = re.compile(r"\A(?P<province>[^省]{2,3}省|[^区]{2,7}自治区)?(?P<rest>.*)\Z")
_COUNTY = re.compile(r"\A(?:[^省市县区旗]{1,8}?(?:自治县|自治旗|林区|特区|县|旗|区))")
_CITY = re.compile(r"\A(?:[^省市县区旗]{1,8}?(?:自治州|地区|盟|市))")
_VERTICAL = re.compile(r"\A国家税务总局(?=.)")
"""Prefix of bodies that a central one runs in the regions."""


def body_of(name: str) -> Body:
    """The body of that name, with kind and region where the name tells them."""
    plain = re.sub(r"\s+", "", name)
    kind, region = kind_of(plain), region_of(plain)
    return Body(plain, kind=kind or ("government" if region and region == plain else None), region=region)


def kind_of(name: str) -> str | None:
    """The kind the name's end tells, None where it does not."""
    return next((kind for kind, pattern in _KINDS if pattern.search(name)), None)


def region_of(name: str) -> str | None:
    """The place the name begins with: `赣州市章贡区` of `赣州市章贡区财政局`; None where it begins with none."""
    head = _PLACE.match(_VERTICAL.sub("", name))
    if head is None:
        return None
    found = head["province"] or ""
    rest = head["rest"]
    for pattern in (_CITY, _COUNTY):
        place = pattern.match(rest)
        if place:
            found += place[0]
            rest = rest[place.end() :]
    return found or None


def level_of(body: Body) -> str | None:
    """The level the body belongs to, from its name or else its region; None where they do not tell.

    `…市` alone is of prefecture level only where the list of cities has it: a city of county level has the same ending.
    """
    for text in (body.name, body.region or ""):
        if _CENTRAL.search(text):
            return "national"
        if body.kind == "township":
            return "township"
        region = region_of(text)
        level = _level_of_region(region) if region else None
        if level:
            return level
    return None


def _level_of_region(region: str) -> str | None:
    head = _PLACE.match(region)
    rest = head["rest"] if head else region
    if not rest:
        return "province"
    city = _CITY.match(rest)
    after = rest[city.end() :] if city else rest
    if after:
        return "county" if _COUNTY.match(after) or _CITY.match(after) else None
    levels = _cities()
    return levels.get(rest) or ("prefecture" if rest.endswith(("自治州", "地区", "盟")) else None)


@cache
def _cities() -> Mapping[str, str]:
    """City → `province` (直辖市) or `prefecture` (设区的市 and its equals)."""
    data = tables("cities.toml")
    return {name: level for level, names in data.items() for name in names.split()}
