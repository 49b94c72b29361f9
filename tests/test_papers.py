"""The documents of an application, as the conversation hears them: one after another, at the wrong moment, put off."""

from dataclasses import replace

import pytest

from flows.errands import ClientFound, DocumentUploaded, LinkSent, Papers, Trouble
from flows.heard import Paper
from flows.steps import everything
from tests.person import ID, LOAN, MONEY, WHO, applying

marks = iter(range(1, 10_000))
"""Marks far enough apart: no two pages look alike."""


def page(**fields):
    number = next(marks)
    return Paper(**{"id": f"p{number}", "mark": f"{number * 0x9E3779B97F4A7C15 % 2**64:016x}" * 4, **fields})


def asked(*parts, needs=("id", "payslip", "bank_statement"), has=(), **kwargs):
    """A person who was asked for their documents, and has said the rest."""
    papers = Papers(needs=list(needs), has=list(has))
    return applying(WHO, *parts, **{"serves": everything(), "ReadPapers": papers, **kwargs})


def test_three_documents_go_one_after_another():
    person = asked()
    assert person.screen.upload
    assert "Document 1 of 3" in person.screen.text
    assert [value for value, _ in person.screen.options] == ["skip", "later"]
    assert "1 page received" in person.brings(page()).text
    second = person.brings(page())  # an ID has two sides: there can be no third
    assert person.sent[-1] == "UploadDocument"
    assert second.text.startswith("Your ID has reached the lender.")
    assert "Document 2 of 3" in second.text
    assert [value for value, _ in person.brings(page()).options] == ["done", "retake", "skip", "later"]
    assert "Document 3 of 3" in person.says("done").text
    person.brings(*[page() for _ in range(5)])
    assert "5 pages received" in person.screen.text
    thanks = person.says("done")
    assert thanks.text == "Thank you. All your documents have reached the lender."
    assert person.says("on").step == "budget.credit"
    assert person.sent.count("UploadDocument") == 3
    assert person.facts["given"] == ["id", "payslip", "bank_statement"]
    assert person.facts["pages"] == []


def test_what_the_lender_has_is_not_asked_for():
    assert "Document 2 of 3: please send a photo of your latest payslip" in asked(has=["id"]).screen.text
    assert asked(has=["id", "payslip", "bank_statement"]).at == "budget.credit"
    assert asked(needs=[]).at == "budget.credit"


def test_all_may_come_later_and_some():
    person = asked()
    assert person.says("skip", "skip").step == "papers.send"
    person.brings(page())
    thanks = person.says("done")
    assert "You can send the rest later" in thanks.text
    assert person.says("on").step == "budget.credit"


def test_a_page_is_taken_again():
    person = asked()
    person.brings(page())
    assert "Document 1 of 3" in person.says("retake").text
    assert person.facts["pages"] == []


@pytest.mark.parametrize("fault", ["dark", "bright", "blurred", "small", "blank"])
def test_what_cannot_be_read_is_said_and_may_be_insisted_on(fault):
    person = asked()
    shown = person.brings(page(faults=(fault,)))
    assert "take it again" in shown.sorry or "closer" in shown.sorry
    assert ("use", "Use it all the same") in shown.options
    assert person.facts["pages"] == []
    assert "1 page received" in person.says("use").text
    assert "use" not in dict(person.screen.options)


def test_a_better_picture_takes_the_place_of_a_bad_one():
    person = asked()
    person.brings(page(faults=("dark",)))
    assert "1 page received" in person.brings(page()).text
    assert "doubtful" not in person.facts


@pytest.mark.parametrize(
    "why", ["empty", "large", "kind", "broken", "bomb", "locked", "blank_pdf", "pages", "many", "gone", "slow", "other"]
)
def test_what_cannot_be_taken_is_said_and_nothing_is_lost(why):
    person = asked()
    person.brings(page())
    shown = person.brings(Paper(unfit=why))
    assert shown.sorry
    assert shown.step == "papers.send"
    assert len(person.facts["pages"]) == 1


def test_the_same_picture_twice_is_said_also_after_the_lender_has_it():
    person, one = asked(), page()
    person.brings(one)
    near = one._replace(id="again", mark=f"{int(one.mark, 16) ^ 1:064x}")
    assert person.brings(near).sorry.startswith("We have that picture already.")
    person.says("done")
    assert person.brings(near).sorry.startswith("We have that picture already.")
    assert person.at == "papers.send"


def test_too_many_pages_are_said():
    person = asked(has=["id"])
    assert person.brings(page(pages=5)).sorry.startswith("That has too many pages.")
    assert person.brings(page(pages=4)).step == "papers.send"
    assert person.facts["given"] == ["payslip"]


def test_a_picture_at_the_wrong_moment_is_asked_about_and_the_place_is_kept():
    person = asked(("later",), MONEY[:2])
    assert person.at == "budget.take_home"
    shown = person.brings(page())
    assert shown.text == "Thank you for the photo. Is it your ID?"
    assert "1 page received" in person.says("yes").text
    person.says("done", "later")
    assert "What you sent has reached the lender" in person.screen.text
    assert person.says("on").text == "Would you like to go on where you were?"
    assert person.says("on").step == "budget.take_home"
    assert person.says("15000").step == "budget.living"


def test_a_picture_that_is_none_of_it_goes():
    person = asked(("later",), MONEY[:2])
    person.brings(page())
    assert "Document 1 of 3" in person.says("no").text
    assert (person.facts["pages"], person.facts["strays"]) == ([], [])


def test_a_picture_while_the_last_document_is_under_way_is_kept():
    person = asked(UploadDocument=None)
    person.brings(page(), page())
    assert person.at == "papers.give"
    person.brings(page())
    assert person.at == "papers.give"
    asked_about = person.turn(DocumentUploaded())
    assert asked_about.text == "Thank you for the photo. Is it your payslip?"
    assert "1 page received" in person.says("yes").text


def test_a_picture_nobody_asked_for_is_said():
    person = applying(serves=everything())
    shown = person.brings(page())
    assert shown.sorry.startswith("Thank you for the picture, but no document is needed now.")
    assert shown.step == "home.menu"


def test_what_the_lender_refuses_is_taken_again_or_put_off():
    person = asked(UploadDocument=Trouble(note="too blue"))
    person.brings(page(), page())
    assert person.screen.text.startswith("The lender could not take your ID.")
    assert "Document 1 of 3" in person.says("again").text
    person.brings(page(), page())
    assert "Document 2 of 3" in person.says("later").text


def test_a_doubt_about_a_document_stops_no_loan():
    person = asked(UploadDocument=Trouble(doubt=True))
    person.brings(page(), page())
    assert "whether the lender has received your ID" in person.screen.text
    assert "Document 2 of 3" in person.says("on").text


def test_where_the_lender_does_not_tell_what_it_needs_the_way_goes_on():
    person = asked(ReadPapers=Trouble(note="?"))
    assert person.at == "papers.unread"
    assert person.says("on").step == "budget.credit"


def test_a_phone_without_photos_is_offered_other_ways():
    person = asked(short=True)
    labels = [label for _, label in person.screen.options]
    assert labels == ["SMS with a link", "Telegram", "At a branch", "Later"]
    shown = person.says("1")
    assert shown.text.startswith("We have sent you an SMS with a link.")
    assert person.facts["link"] == "l1"
    assert person.says("branch").step == "papers.counter"
    assert person.says("on").step == "budget.credit"
    assert "link" not in person.facts


def test_a_number_means_what_stood_on_the_small_screen_whatever_has_come_meanwhile():
    person = asked(short=True)
    assert [value for value, _ in person.screen.options] == ["link", "telegram", "branch", "later"]
    person.short = False
    person.brings(page())
    person.short = True
    assert person.says("4").step == "budget.credit"  # Later, as it stood there, and not the way that is fourth by now
    person = asked(short=True)
    person.serves = replace(person.serves, ways=frozenset())  # another process, which does not know the bot's name yet
    assert person.says("4").step == "budget.credit"
    person = asked(short=True)
    person.serves = replace(person.serves, ways=frozenset())
    assert person.says("2").sorry.startswith("That was an earlier")
    assert [value for value, _ in person.screen.options] == ["branch", "later"]


def test_an_sms_that_cannot_be_sent_is_said():
    person = asked(short=True, SendLink=LinkSent(way="unsent"))
    assert person.says("link").text.startswith("The SMS cannot be sent now.")


def test_what_comes_by_another_phone_moves_this_one_on():
    person = asked(short=True)
    person.says("link")
    person.short = False  # the page behind the link
    for _ in range(3):
        person.brings(page())
        person.says("done")
    person.short = True
    assert person.dials().step == "home.again"
    assert person.says("continue").text == "Thank you. All your documents have reached the lender."
    assert person.says("1").step == "budget.credit"


def test_my_documents_tells_what_is_there_and_asks_for_the_rest():
    person = asked(("later",), MONEY, LOAN, ("accept",))
    assert person.says("00", "papers").text.splitlines() == [
        "Your documents", "ID: missing", "Payslip: missing", "Bank statement: missing",
    ]  # fmt: skip
    person.says("send")
    person.brings(page(), page())
    person.says("skip", "later", "on")
    assert person.says("menu").step == "home.menu"
    assert "ID: with the lender" in person.says("papers").text


def test_who_looks_in_the_middle_of_the_question_goes_on_with_the_application():
    person = asked()
    person.brings(page(), page())
    person.says("00", "papers", "send")
    assert "Document 2 of 3" in person.screen.text
    person.brings(*[page() for _ in range(4)])
    person.says("later")
    assert person.says("on").step == "budget.credit"


def test_a_photo_at_the_menu_in_the_middle_of_the_question_is_on_the_way_too():
    person = asked()
    person.says("00")
    assert person.brings(page()).text == "Thank you for the photo. Is it your ID?"
    person.says("yes", "done", "later")
    assert person.says("on").step == "budget.credit"


def test_my_documents_of_somebody_new_and_of_one_who_has_given_all():
    person = applying(serves=everything())
    assert person.says("papers").text.startswith("Nothing is asked of you now.")
    person = asked(has=["id", "payslip", "bank_statement"])
    assert person.says("00", "papers").text == "All your documents are with the lender. Nothing is missing."


def test_another_client_has_given_nothing_yet():
    person = asked()
    person.brings(page(), page())
    assert person.facts["given"] == ["id"]
    person.answers["FindClient"] = ClientFound(client="c2", first_name="A", last_name="B")
    person.says("00", "apply", "over", "apply", ID, "same")
    assert (person.at, person.facts["given"]) == ("papers.send", [])
