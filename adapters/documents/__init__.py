"""Documents that borrowers send: made safe, weighed for legibility, and bound into one for the lender.

Pure and synchronous over bytes; a look may take seconds, so call it in a thread. Importing this costs nothing: Pillow,
pypdf and pillow-heif are loaded when the first document is looked at, and the USSD process never looks at one.
"""

from adapters.documents.bound import bind
from adapters.documents.limits import LARGEST
from adapters.documents.looking import look
from adapters.documents.page import Page, Unfit
from flows.marks import same

__all__ = ["LARGEST", "Page", "Unfit", "bind", "look", "same"]
