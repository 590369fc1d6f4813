"""A sample as a government site's page: layout around the article, merged cells by rowspan and colspan, nested tags."""

from __future__ import annotations

from html import escape

from sampling.facts import Facts, Slot, laid_out, parts

PAGE = """<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>{title}_云溪市人民政府网</title>
<meta name="PubDate" content="{published} 09:30"><meta name="ContentSource" content="{body}">
<style>.article td {{ border: 1px solid #000; text-align: center }}</style></head>
<body>
<table class="nav"><tr><td><a href="#">首页</a></td><td><a href="#">政务公开</a></td><td><a href="#">互动交流</a></td></tr></table>
<div class="crumb">当前位置：首页 &gt; 政务公开 &gt; 政府信息公开年报</div>
<div class="article">
{content}
</div>
<div class="footer">主办：云溪市人民政府办公室&nbsp;&nbsp;<a href="#">网站地图</a></div>
</body></html>
"""


def render(facts: Facts) -> bytes:
    """UTF-8 HTML."""
    content = "\n".join(piece(facts, kind, content) for kind, content in parts(facts))
    page = PAGE.format(title=escape(facts.title), published=facts.published, body=escape(facts.body), content=content)
    return page.encode()


def piece(facts: Facts, kind: str, content: str) -> str:
    if kind == "table":
        return table(facts, content)
    if kind == "title":
        return f"<h1>{escape(content)}</h1>"
    if kind == "heading":
        return f"<p><strong>{escape(content)}</strong></p>"
    align = ' style="text-align: right"' if kind == "signature" else ""
    return f"<p{align}><span>&nbsp;&nbsp;&nbsp;&nbsp;{escape(content)}</span></p>"


def table(facts: Facts, key: str) -> str:
    slots, height, _ = laid_out(facts, key)
    lines = ['<table border="1" cellspacing="0">']
    for row in range(height):
        cells = "".join(cell(slot) for slot in slots if slot.row == row)
        lines.append(f"<tr>{cells}</tr>")
    return "\n".join([*lines, "</table>"])


def cell(slot: Slot) -> str:
    spans = f' rowspan="{slot.row_span}"' if slot.row_span > 1 else ""
    spans += f' colspan="{slot.column_span}"' if slot.column_span > 1 else ""
    return f"<td{spans}><p><span>{escape(slot.text) or '&nbsp;'}</span></p></td>"
