"""The documents an application needs: sent one after another, at once or later, from this phone or another."""

from flows.errands import DocumentUploaded, LinkSent, Papers, ReadPapers, SendLink, UploadDocument
from flows.session import Facts
from flows.uploading import absent, held, kinds, missing
from flows.words import BACK, Choose, Flow, Send, Upload

BEYOND = ("credit", "income", "purpose", "product", "amount")
"""Facts of an application that has passed the question for documents."""


def has_strays(facts: Facts) -> bool:
    """Whether pages came when none was asked for, and they can still be of use."""
    return bool(facts.get("strays")) and bool(missing(facts))


def gave_one(facts: Facts) -> bool:
    """Whether the lender has had a document of this person just now."""
    return facts.get("gave", "none") != "none"


def came_aside(facts: Facts) -> bool:
    """Whether the documents were come to from another place than the application's own way, which goes on there.

    Who has left that way at this very question, to look or by a photo at the menu, is on it all the same.
    """
    here = bool(facts.get("id_number")) and not any(fact in facts for fact in BEYOND)
    return bool(facts.get("aside")) and not here


def can_read(facts: Facts) -> bool:
    """Whether the lender can be asked about this person's documents."""
    return bool(facts.get("client")) and bool(facts.get("id_number"))


def lacks_some(facts: Facts) -> bool:
    """Whether a document is not with the lender yet."""
    return bool(absent(facts))


def knows_some(facts: Facts) -> bool:
    """Whether any document is or was asked for."""
    return bool(facts.get("needs"))


def begin(facts: Facts, _: Papers) -> None:
    """On the application's way: nothing is put off yet."""
    _whose(facts)
    facts |= {"skipped": [], "aside": False, "gave": "none"}


def look(facts: Facts, _: Papers) -> None:
    """Only looked at; nothing is asked for."""
    _whose(facts)


def ask_for_all(facts: Facts, choice: str) -> None:
    """From *My documents*: whatever was put off is asked for now."""
    facts |= {"skipped": [], "aside": True, "gave": "none"} if choice == "send" else {}


def adopt(facts: Facts, choice: str) -> None:
    """The pages that came by themselves are of the document asked about, or they go."""
    strays, facts["strays"] = held(facts, "strays"), []
    if choice == "yes":
        facts["pages"] = [*held(facts, "pages"), *strays]


def gave(facts: Facts, _: DocumentUploaded) -> None:
    """The lender has it."""
    kind = str(facts["kind"])
    facts |= {
        "gave": kind,
        "given": [*kinds(facts, "given"), kind],
        "marks": [*kinds(facts, "marks"), *(page["mark"] for page in held(facts, "pages"))],
        "pages": [],
    }


def put_off(facts: Facts, choice: str) -> None:
    """The present document comes later, or is taken anew."""
    facts["pages"] = []
    if choice != "again":
        facts["skipped"] = [*kinds(facts, "skipped"), facts["kind"]]


def put_all_off(facts: Facts, _: str) -> None:
    """All that is missing is brought to a branch."""
    facts["skipped"] = [*kinds(facts, "skipped"), *missing(facts)]


def _whose(facts: Facts) -> None:
    """What was given for another client does not count for this one."""
    if facts.get("papers_of") != facts.get("client"):
        facts |= {"papers_of": facts.get("client"), "given": [], "marks": [], "pages": [], "strays": [], "skipped": []}
        facts.pop("doubtful", None)


papers = Flow(
    "papers",
    Send("read", ReadPapers, {Papers: "loose"}, skip="over", trouble="unread", change=begin),
    Choose("unread", {"on": "over"}),
    Choose("loose", {"yes": "send", "no": "send"}, then="send", when=has_strays, change=adopt),
    Upload("send", give="give", then="arrived", ways={"link": "link", "telegram": "link", "branch": "counter"}),
    Send("link", SendLink, {LinkSent: "send"}),
    Choose("counter", {"on": "send"}, change=put_all_off),
    Send(
        "give",
        UploadDocument,
        {DocumentUploaded: "loose"},
        trouble="refused",
        doubt="unsure",
        closes=False,
        change=gave,
    ),
    Choose("refused", {"again": "send", "later": "send"}, change=put_off),
    Choose("unsure", {"on": "send"}, change=put_off),
    Choose("arrived", {"on": "over"}, then="over", when=gave_one),
    Choose("over", {"on": BACK, "menu": "home.menu"}, then="budget.credit", when=came_aside),
    Send("look", ReadPapers, {Papers: "mine"}, skip="mine", trouble="mine", when=can_read, change=look),
    Choose("mine", {"send": "loose", "menu": "home.menu"}, then="all", when=lacks_some, change=ask_for_all),
    Choose("all", {"menu": "home.menu"}, then="none", when=knows_some),
    Choose("none", {"menu": "home.menu"}),
    forgets=("pages", "doubtful", "strays", "skipped", "kind", "way", "link", "aside", "gave", "offered"),
)
