"""Where everything stands in the picture of the conversation: a column a flow, its steps in the order they are spoken.

A flow has an order of its own, so nothing has to be untangled: each step is a box with a line of text a route, and
what does not lead to the very next step runs beside the boxes in a lane, down on the right and up on the left. Lengths
are in pixels.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from bot.routes import Route, routes
from flows.errands import TooOften, Trouble
from flows.steps import FLOWS, STEPS
from flows.words import DOUBT, OFTEN, Flow, Send

WIDE, HEAD, LINE, GAP, LANE, EDGE, TITLE = 268, 26, 17, 16, 8, 14, 34
"""A box's width, the height of its name and of a line under it, the gap below it; a lane's width; a flow's margins."""

LETTERS = 37
"""Of the small print in a box's width."""

EXPECTED = {(Trouble.__name__, "home.trouble"), (DOUBT, "home.doubt"), (TooOften.__name__, OFTEN)}
"""Where every errand leads that fails, is in doubt or is asked for too often, if its flow does not say: not drawn."""


class Said(NamedTuple):
    """A line in a box: the triggers that lead to a step; `passes` where they do so only if the step is passed over."""

    words: str
    to: str
    passes: bool


@dataclass
class Box:
    """A step, `y` below the top of its flow: the steps of other flows that lead here, and a line a route."""

    name: str
    y: int
    entries: list[str]
    lines: list[Said]

    @property
    def height(self) -> int:
        """All of it."""
        return HEAD + LINE * (len(self.lines) + bool(self.entries)) + (5 if self.lines or self.entries else 0)

    def line(self, number: int) -> int:
        """The middle of one of its lines."""
        return self.y + HEAD + LINE * (number + bool(self.entries)) + LINE // 2

    @property
    def middle(self) -> int:
        """The middle of its name."""
        return self.y + HEAD // 2


class Arc(NamedTuple):
    """A way beside the boxes between two heights, in a lane (0 is nearest): down at the right, up at the left."""

    start: int
    end: int
    lane: int
    passes: bool

    @property
    def down(self) -> bool:
        """Whether it leads on rather than back."""
        return self.end > self.start


@dataclass
class Group:
    """A flow, at `x` and `y` in the picture; its boxes begin at `left`.

    `straight` are the arrows from one box to the next: their top and bottom, and whether they are only taken where the
    step is passed over.
    """

    name: str
    boxes: list[Box]
    arcs: list[Arc]
    straight: list[tuple[int, int, bool]]
    x: int = 0
    y: int = 0
    left: int = field(init=False)
    width: int = field(init=False)
    height: int = field(init=False)

    def __post_init__(self) -> None:
        up, down = (1 + max((arc.lane for arc in self.arcs if arc.down is way), default=-1) for way in (False, True))
        self.left = EDGE + LANE * (up + 1)
        self.width = self.left + WIDE + LANE * (down + 1) + EDGE
        self.height = self.boxes[-1].y + self.boxes[-1].height + EDGE


def picture(columns: int) -> tuple[list[Group], int, int]:
    """All flows, set into about so many columns of like height, in their order; and the whole width and height."""
    groups = [_group(flow) for flow in FLOWS]
    most = sum(group.height + EDGE for group in groups) / columns
    x = y = 0
    widths, heights = [0], [0]
    for group in groups:
        if y and y + group.height / 2 > most:
            x, y = x + widths[-1] + EDGE, 0
            widths.append(0)
        group.x, group.y = x, y
        y += group.height + EDGE
        widths[-1] = max(widths[-1], group.width)
        heights.append(y)
    return groups, x + widths[-1], max(heights)


def _group(flow: Flow) -> Group:
    boxes, y = list[Box](), TITLE
    for name in flow.steps:
        boxes.append(Box(name, y, _entries(name), list(_lines(name))))
        y += boxes[-1].height + GAP
    return Group(flow.name, boxes, _in_lanes(_ways(boxes)), list(_straight(boxes)))


def _lines(name: str) -> Iterator[Said]:
    """A line for each step this one leads to; for as many triggers as it has room for."""
    found = [route for route in routes()[name] if not _goes_without_saying(name, route)]
    for to in dict.fromkeys(route.to for route in found):
        words = ""
        some = [route for route in found if route.to == to]
        passes = all(route.passes for route in some)
        for word in ("passed over" if route.passes else route.trigger for route in some if route.trigger != "then"):
            more = f"{words}, {word}" if words else word
            if words and len(more) + len(_short(name, to)) + 3 > LETTERS:
                yield Said(words, to, passes)
                more = word
            words = more
        yield Said(words, to, passes)


def _goes_without_saying(name: str, route: Route) -> bool:
    """Whether a route needs no line: what every errand does, and the only way on to the next step."""
    if isinstance(STEPS[name], Send) and (route.trigger, route.to) in EXPECTED:
        return True
    if route.passes:
        return Route("then", route.to) in routes()[name]
    return route.trigger == "then" and route.to == _after(name)


def _after(name: str) -> str:
    """The next step of the same flow; "" after the last."""
    names = list(STEPS)
    at = names.index(name) + 1
    return names[at] if at < len(names) and names[at].partition(".")[0] == name.partition(".")[0] else ""


def _short(name: str, to: str) -> str:
    """A step as another one names it: without its flow where that is the same."""
    flow, _, rest = to.partition(".")
    return rest if flow == name.partition(".")[0] else to


def _entries(name: str) -> list[str]:
    """The steps of other flows that lead here; what every errand does is left out."""
    flow = name.partition(".")[0]
    return [
        source
        for source, found in routes().items()
        if source.partition(".")[0] != flow
        and any(route.to == name and not _goes_without_saying(source, route) for route in found)
    ]


def _straight(boxes: Sequence[Box]) -> Iterator[tuple[int, int, bool]]:
    for box, following in pairwise(boxes):
        some = [route for route in routes()[box.name] if route.to == following.name]
        if some:
            yield box.y + box.height, following.y, all(route.passes for route in some)


def _ways(boxes: Sequence[Box]) -> Iterator[Arc]:
    """Every route within the flow that does not lead to the next step, and has a line; in no lane yet."""
    places = {box.name: box for box in boxes}
    for box in boxes:
        for number, line in enumerate(box.lines):
            if (to := places.get(line.to)) and line.to != _after(box.name):
                yield Arc(box.line(number), to.middle, 0, line.passes)


def _in_lanes(ways: Iterator[Arc]) -> list[Arc]:
    """Give each a lane in which nothing else runs at its height; the shortest are nearest."""
    taken: dict[bool, list[list[tuple[int, int]]]] = {True: [], False: []}
    found = []
    for arc in sorted(ways, key=lambda arc: abs(arc.end - arc.start)):
        low, high = sorted((arc.start, arc.end))
        lanes = taken[arc.down]
        lane = next((at for at, runs in enumerate(lanes) if all(b < low or a > high for a, b in runs)), len(lanes))
        if lane == len(lanes):
            lanes.append([])
        lanes[lane].append((low, high))
        found.append(arc._replace(lane=lane))
    return found
