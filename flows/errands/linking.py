"""Another way for photos than this phone: a link by SMS; answered by us, not by a lender."""

from flows.errands.core import Answer, Errand


class LinkSent(Answer):
    """What is on its way by SMS: `way` is link (to our page), telegram (to our chat), or unsent: it cannot be sent now.

    `link` is the id of the link that counts from now on; the ones before it do not any more. "" for the chat.
    """

    way: str
    link: str = ""


class SendLink(Errand[LinkSent]):
    """Send a link to this phone by SMS; `way` as in the answer."""

    way: str
