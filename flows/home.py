"""Where every way starts and ends: the menu, coming back, the language, help, trouble."""

from flows.person import has_messages, is_staffed
from flows.text import LANGUAGES
from flows.words import BACK, Choose, End, Flow

home = Flow(
    "home",
    # Numbers people have learnt by heart stay: new items go to the end.
    Choose(
        "menu",
        {
            "apply": "borrower.doubt",
            "mine": "mine.read",
            "language": "language",
            "help": "help",
            "papers": "papers.look",
            "person": "person.how",
            "messages": "person.read",
            "data": "data.mine",
        },
        only={"person": (is_staffed,), "messages": (has_messages,)},
    ),
    Choose("again", {"continue": BACK, "over": "menu"}),
    Choose("language", dict.fromkeys(LANGUAGES, BACK)),
    Choose(
        "help",
        {"menu": "menu", "reminders": "notices.reminders", "person": "person.how"},
        only={"person": (is_staffed,)},
    ),
    Choose("cancel", {"stop": "stopped", "on": BACK}),
    End("stopped"),
    Choose("trouble", {"again": BACK, "menu": "menu", "person": "person.how"}, only={"person": (is_staffed,)}),
    Choose("often", {"menu": "menu", "person": "person.how"}, only={"person": (is_staffed,)}),
    Choose("doubt", {"menu": "menu", "person": "person.how"}, only={"person": (is_staffed,)}),
)
