"""Links by SMS, for what this phone cannot send or show; answered by us, not by a lender."""

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
