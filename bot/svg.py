"""The conversation as one drawing (SVG): every flow a group, every step a box with where it leads."""

from collections.abc import Iterator
from html import escape
from string import Template

from bot.layout import EDGE, LANE, LETTERS, WIDE, Arc, Box, Group, picture
from bot.pages import read
from flows.steps import STEPS
from flows.words import BACK, Ask, Choose, End, Send, Talk, Upload

COLUMNS = 6
KINDS = {Ask: "typed", Choose: "choice", Talk: "person", Upload: "photos", Send: "errand", End: "end"}
TOP = 92
"""Pixels above the flows, for what the picture is and how to read it."""

DRAWING = Template(read("picture.svg"))


def svg() -> str:
    """The whole drawing, which follows the reader's light or dark colours. Its links lead from step to step."""
    groups, width, height = picture(COLUMNS)
    places = {"wide": width + 2 * EDGE, "high": height + TOP + EDGE, "style": read("picture.css")}
    return DRAWING.substitute(places, flows="\n".join(line for group in groups for line in _group(group))) + "\n"


def _group(group: Group) -> Iterator[str]:
    yield f'<g transform="translate({group.x} {group.y})">'
    yield f'<rect class="flow" width="{group.width}" height="{group.height}" rx="10"/>'
    yield f'<text class="name" x="{EDGE}" y="23">{group.name}</text>'
    for top, bottom, passes in group.straight:
        yield _path(f"M{group.left + 20} {top}V{bottom}", passes)
    for arc in group.arcs:
        yield _path(_around(group, arc), arc.passes)
    for box in group.boxes:
        yield from _box(group, box)
    yield "</g>"


def _path(way: str, passes: bool) -> str:
    return f'<path class="way{" pass" if passes else ""}" d="{way}" marker-end="url(#tip)"/>'


def _around(group: Group, arc: Arc) -> str:
    """Out of the box, along the lane with round corners, and in again."""
    side = 1 if arc.down else -1
    edge = group.left + (WIDE if arc.down else 0)
    out, turn = edge + side * LANE * (arc.lane + 1), 4 * side
    before = arc.end - (4 if arc.down else -4)
    after = arc.start + (4 if arc.down else -4)
    return (
        f"M{edge} {arc.start}H{out - turn}Q{out} {arc.start} {out} {after}V{before}"
        f"Q{out} {arc.end} {out - turn} {arc.end}H{edge}"
    )


def _box(group: Group, box: Box) -> Iterator[str]:
    kind = KINDS[type(step := STEPS[box.name])]
    beside = step.errand.__name__ if isinstance(step, Send) else kind
    x = group.left
    yield f'<g id="{box.name}" class="{kind}">'
    yield f'<rect class="box" x="{x}" y="{box.y}" width="{WIDE}" height="{box.height}" rx="5"/>'
    yield f'<text class="step" x="{x + 10}" y="{box.middle + 4}">{box.name.partition(".")[2]}</text>'
    yield f'<text class="kind" x="{x + WIDE - 10}" y="{box.middle + 4}" text-anchor="end">{beside}</text>'
    if box.entries:
        yield f'<text class="from" x="{x + 10}" y="{box.line(-1) + 3}">{_entered(box)}</text>'
    for number, line in enumerate(box.lines):
        where = _target(box, line.to)
        words = f"{escape(line.words)} → " if line.words else "→ "
        yield f'<text class="line" x="{x + 10}" y="{box.line(number) + 3}">{words}{where}</text>'
    yield "</g>"


def _target(box: Box, to: str) -> str:
    if to == BACK:
        return "one step back"
    flow, _, rest = to.partition(".")
    if flow == box.name.partition(".")[0]:
        return f'<a href="#{to}">{rest}</a>'
    return f'<a href="#{to}" class="other">{to}</a>'


def _entered(box: Box) -> str:
    """The steps of other flows that lead here, as many as there is room for."""
    shown = [box.entries[0]]
    for name in box.entries[1:]:
        if len(", ".join([*shown, name])) > LETTERS - len("from  +99"):
            break
        shown.append(name)
    more = len(box.entries) - len(shown)
    links = ", ".join(f'<a href="#{name}" class="other">{name}</a>' for name in shown)
    return f"from {links}{f' +{more}' if more else ''}"
