"""Random reports as plain rows of printed strings: what a page shows, before any layout. Knows nothing of the readers."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

APPLICANTS = ["natural", "commercial", "research", "public_interest", "legal_service", "other", "total"]
APPLICANT_HEADS = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
OUTCOMES = ["upheld", "corrected", "other", "pending", "total"]
OUTCOME_HEADS = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
BLOCKS = ["reconsideration", "litigation_direct", "litigation_after_reconsideration"]

T3 = [
    ("new", "", "一、", "本年新收政府信息公开申请数量"),
    ("carried_in", "", "二、", "上年结转政府信息公开申请数量"),
    ("granted", "三、本年度办理结果", "（一）", "予以公开"),
    ("partial", "三、本年度办理结果", "（二）", "部分公开（区分处理的，只计这一情形，不计其他情形）"),
    ("refused/state_secret", "（三）不予公开", "1.", "属于国家秘密"),
    ("refused/prohibited_by_law", "（三）不予公开", "2.", "其他法律行政法规禁止公开"),
    ("refused/security_stability", "（三）不予公开", "3.", "危及“三安全一稳定”"),
    ("refused/third_party", "（三）不予公开", "4.", "保护第三方合法权益"),
    ("refused/internal_affairs", "（三）不予公开", "5.", "属于三类内部事务信息"),
    ("refused/process_info", "（三）不予公开", "6.", "属于四类过程性信息"),
    ("refused/enforcement_file", "（三）不予公开", "7.", "属于行政执法案卷"),
    ("refused/inquiry", "（三）不予公开", "8.", "属于行政查询事项"),
    ("unavailable/not_held", "（四）无法提供", "1.", "本机关不掌握相关政府信息"),
    ("unavailable/must_create", "（四）无法提供", "2.", "没有现成信息需要另行制作"),
    ("unavailable/still_unclear", "（四）无法提供", "3.", "补正后申请内容仍不明确"),
    ("not_processed/petition", "（五）不予处理", "1.", "信访举报投诉类申请"),
    ("not_processed/repeat", "（五）不予处理", "2.", "重复申请"),
    ("not_processed/publication", "（五）不予处理", "3.", "要求提供公开出版物"),
    ("not_processed/excessive", "（五）不予处理", "4.", "无正当理由大量反复申请"),
    ("not_processed/reissue", "（五）不予处理", "5.", "要求行政机关确认或重新出具已获取信息"),
    ("other/no_correction", "（六）其他处理", "1.", "申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"),
    (
        "other/no_payment",
        "（六）其他处理",
        "2.",
        "申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    ),
    ("other/misc", "（六）其他处理", "3.", "其他"),
    ("total", "三、本年度办理结果", "（七）", "总计"),
    ("carried_out", "", "四、", "结转下年度继续办理"),
]
T2 = [
    (
        "第二十条第（一）项",
        ["本年制发件数", "本年废止件数", "现行有效件数"],
        [
            ("regulations", "规章", ["issued", "repealed", "in_force"]),
            ("normative_documents", "行政规范性文件", ["issued", "repealed", "in_force"]),
        ],
    ),
    ("第二十条第（五）项", ["本年处理决定数量"], [("licensing", "行政许可", ["decisions"])]),
    (
        "第二十条第（六）项",
        ["本年处理决定数量"],
        [
            ("penalties", "行政处罚", ["decisions"]),
            ("compulsion", "行政强制", ["decisions"]),
        ],
    ),
    ("第二十条第（八）项", ["本年收费金额（单位：万元）"], [("fees", "行政事业性收费", ["amount"])]),
]


@dataclass
class Row:
    """A printed row: its addresses' common part, the words beside it, its figures as printed."""

    table: str
    key: str
    group: str
    ordinal: str
    label: str
    keys: list[str]
    figures: list[str]
    known: bool = True
    """False for a row the form does not have."""


@dataclass
class Printed:
    """A whole report's tables."""

    t2: list[tuple[str, list[str], list[Row]]]
    t3: list[Row]
    t4: Row
    allowed: dict[str, set[str | None]] = field(default_factory=dict)
    """Address -> prints that are not wrong where damage leaves a choice; None for "not printed"."""

    def rows(self) -> list[Row]:
        return [row for _, _, rows in self.t2 for row in rows] + self.t3

    def truth(self) -> dict[str, str]:
        """Address -> print of every known row that is there."""
        found = {
            f"{r.table}/{r.key}/{k}": v for r in self.rows() if r.known for k, v in zip(r.keys, r.figures, strict=True)
        }
        return found | dict(zip(self.t4.keys, self.t4.figures, strict=True))


def printed(random: Random, odd: float = 0.0) -> Printed:
    """A random report; `odd` is the share of cells that are blank, marked or remarked instead of plain digits."""
    t2 = [
        (
            title,
            list(heads),
            [
                Row("t2", key, "", "", label, keys, [_cell(random, odd, remark=True) for _ in keys])
                for key, label, keys in rows
            ],
        )
        for title, heads, rows in T2
    ]
    if random.random() < 0.5:
        t2[-1][2][0].figures = [f"{random.randint(0, 99999)}.{random.randint(0, 999999):0{random.randint(1, 6)}d}"]
    t3 = [
        Row("t3", key, group, ordinal, label, APPLICANTS, _sum_row(random, 6, odd)) for key, group, ordinal, label in T3
    ]
    blocks = [_sum_row(random, 4, odd) for _ in BLOCKS]
    keys = [f"t4/{block}/{outcome}" for block in BLOCKS for outcome in OUTCOMES]
    return Printed(t2, t3, Row("t4", "", "", "", "", keys, [v for block in blocks for v in block]))


def _number(random: Random) -> int:
    return random.choice([0, 0, random.randint(1, 9), random.randint(10, 99), random.randint(100, 1999)])


def _cell(random: Random, odd: float, remark: bool = False) -> str:
    number = str(_number(random))
    if random.random() >= odd:
        return number
    kinds = ["", "", "/", "-", "—", number.translate(str.maketrans("0123456789", "０１２３４５６７８９")), "1,234"]
    if remark:
        kinds += ["22（其中修订16件）", "3件"]
    return random.choice(kinds)


def _sum_row(random: Random, parts: int, odd: float) -> list[str]:
    numbers = [_number(random) for _ in range(parts)]
    total = sum(numbers) + (random.choice([1, -1, 10]) if random.random() < 0.08 else 0)
    row = [str(n) for n in numbers] + [str(max(total, 0))]
    return [_cell(random, 1.0) if random.random() < odd else cell for cell in row]
