"""The passages by which reports are found to share text; that they are found is tested with the neighbours."""

from __future__ import annotations

from core.desk.sketches import passages

LONG = "每月由办公室抽查栏目更新，发现漏登的当日补上，对连续两次漏登的科室在局务会上通报，并把抽查记录装订成册存入公开档案，供上级检查时调阅"


def test_short_sentences_tell_nothing_and_long_ones_are_cut_at_commas() -> None:
    """Each clause with the one behind it, so that one more or one less in front changes only the first."""
    assert list(passages("短句。也短！")) == []
    (whole,) = passages("这一句不短也不长但总归有二十多个字可以拿来比较一番。")
    assert whole.startswith("这一句") and "。" not in whole
    cut = set(passages(LONG))
    assert cut and cut <= set(passages("前面另加一句别的话作为开头，" + LONG))
