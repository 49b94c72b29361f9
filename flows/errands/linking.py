"""Links by SMS, for what this phone cannot send or show, and documents for a chat; answered by us, not by a lender."""

from flows.errands.core import Answer, Errand


class LinkSent(Answer):
    """What is on its way by SMS: `way` is link (to our page) or telegram (to our chat).

    Or nothing is: unsent (it cannot be sent now) or enough (so many were sent on this day already). `link` is the id of
    the link that counts from now on; the ones before it do not any more. `link_day` counts days since 1970 (UTC),
    `link_count` what was sent on it.
    """

    way: str
    link: str = ""
    link_day: int = 0
    link_count: int = 0


class SendLink(Errand[LinkSent]):
    """Send a link to this phone by SMS; `way` as in the answer."""

    way: str


class AgreementSent(Answer):
    """The agreement's address is on its way by SMS (`agreement_sent` is sms), or cannot be sent now (unsent)."""

    agreement_sent: str
    link_day: int = 0
    link_count: int = 0


class SendAgreement(Errand[AgreementSent]):
    """Send the agreement's address to this phone by SMS."""

    address: str


class AgreementGiven(Answer):
    """The agreement's document is in the chat: which agreement, under which name, and its bytes' SHA-256 in hex."""

    agreement_sent: str = "file"
    file_agreement: str
    file_name: str
    file_sha256: str


class AgreementNotGiven(Answer):
    """The document cannot be handed over now (`agreement_sent` is unfetched)."""

    agreement_sent: str = "unfetched"


class GiveAgreement(Errand[AgreementGiven | AgreementNotGiven]):
    """Hand the agreement's document over in the chat. `reference` is in its name."""

    loan: str
    agreement: str
    reference: str = ""
