"""The conversation as a diagram, drawn from the machine itself: in Mermaid here, as a drawing in `bot.svg`."""

import sys
from pathlib import Path

from bot.svg import svg
from flows.steps import STEPS
from flows.talk import machine
from flows.words import BACK, SKIP, Ask, Choose, End, Send, Talk, Upload

SHAPES = {
    Ask: ("[/", "/]"),
    Choose: ("{{", "}}"),
    Talk: ("((", "))"),
    Send: ("[[", "]]"),
    Upload: ("[\\", "\\]"),
    End: ("([", "])"),
}


def picture(out: Path | None, *, as_svg: bool) -> int:
    """Write the diagram to a file, or where there is none to standard output. The exit code."""
    drawn = svg() if as_svg else mermaid()
    if out is None:
        sys.stdout.write(drawn)
    else:
        out.write_text(drawn, encoding="utf-8")
    return 0


def mermaid() -> str:
    """A flowchart: one box a step, grouped by flow, one arrow a route; a dotted arrow where a step is passed over."""
    lines = ["flowchart TD"]
    for flow in dict.fromkeys(name.partition(".")[0] for name in STEPS):
        lines += [
            f"  subgraph {flow}",
            *(f"    {_box(name)}" for name in STEPS if name.startswith(f"{flow}.")),
            "  end",
        ]
    lines += [f"  {_id(a)} {_arrow(words)} {_id(b)}" for (a, b), words in _routes().items()]
    lines += [f"  {_id(name)} -.->|back| {_id(name)}" for name, step in STEPS.items() if BACK in step.routes.values()]
    return "\n".join(lines) + "\n"


def _box(name: str) -> str:
    left, right = SHAPES[type(STEPS[name])]
    return f'{_id(name)}{left}"{name.partition(".")[2]}"{right}'


def _routes() -> dict[tuple[str, str], list[str]]:
    """The triggers between each two steps that have any."""
    found: dict[tuple[str, str], list[str]] = {}
    for trigger, event in machine.events.items():
        for rows in event.transitions.values():
            for row in rows:
                found.setdefault((row.source, str(row.dest)), []).append(trigger)
    return found


def _arrow(words: list[str]) -> str:
    said = [word for word in words if word not in (SKIP, "then")]
    if said:
        return f'-->|"{" | ".join(said)}"|'
    return "-->" if "then" in words else "-.->"


def _id(name: str) -> str:
    return name.replace(".", "_")
