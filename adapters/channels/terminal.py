"""The conversation in a terminal: the full wording, options numbered, everything on one page."""

from flows.heard import Heard
from flows.screen import Screen
from flows.session import Session


class Terminal:
    """The simplest door there is."""

    name = "terminal"
    short = False
    patience = 10.0

    def listen(self, session: Session, heard: Heard) -> Heard:
        """What was typed is what was said."""
        return heard

    def draw(self, session: Session, screen: Screen) -> bytes:
        """Text, then the numbered options, then the way back."""
        lines = ["\n\n".join(part for part in (screen.sorry, screen.text) if part)]
        lines += [f"  {number}. {label}" for number, (_, label) in enumerate(screen.options, 1)]
        lines += [f"  [{screen.contact}: type your number]"] if screen.contact else []
        lines += [f"  0. {screen.back}"] if screen.back else []
        return "\n".join(lines).encode()
