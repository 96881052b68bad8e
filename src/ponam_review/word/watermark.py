"""A word printed pale across every page, the way Word itself makes it: a VML shape anchored in the head (ECMA-376-4 §19.1)."""

from __future__ import annotations

from .markup import escaped

_SHAPE_TYPE = (
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas>'
    '<v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/>'
    '<v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/>'
    '<v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas>'
    '<v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/>'
    '<v:textpath on="t" fitshape="t"/><o:lock v:ext="edit" text="t" shapetype="t"/></v:shapetype>'
)
_LENGTH = {"portrait": 480, "cover": 480, "landscape": 520}
"""Points along the diagonal."""


def watermark(text: str, layout: str) -> str:
    """A run that holds the shape. Words that reviewers must read through it: pale grey, half transparent."""
    length = _LENGTH[layout]
    height = max(30, min(120, round(length / max(len(text), 1) * 1.7)))
    place = (
        f"position:absolute;margin-left:0;margin-top:0;width:{length}pt;height:{height}pt;rotation:315;z-index:-251658752;"
        "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
        "mso-position-vertical:center;mso-position-vertical-relative:margin"
    )
    return (
        f'<w:r><w:rPr><w:noProof/></w:rPr><w:pict>{_SHAPE_TYPE}<v:shape id="PowerPlusWaterMarkObject-{layout}"'
        f' o:spid="_x0000_s{2049 + list(_LENGTH).index(layout)}" type="#_x0000_t136" style="{place}" o:allowincell="f" fillcolor="#d8ddd9"'
        f' stroked="f"><v:fill opacity=".5"/><v:textpath style="font-family:&quot;Arial&quot;;font-size:1pt" string="{escaped(text)}"/>'
        "</v:shape></w:pict></w:r>"
    )
