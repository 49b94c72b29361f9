"""Whether two ways of writing a phone number mean one phone."""

import phonenumbers


def same_phone(kept: str, own: str) -> bool:
    """Whether a number as a lender keeps it, with or without its country's code, is `own` (E.164, as +27821234567)."""
    try:
        ours = phonenumbers.parse(own)
        theirs = phonenumbers.parse(kept, phonenumbers.region_code_for_number(ours))
    except phonenumbers.NumberParseException:
        return False
    return (ours.country_code, ours.national_number) == (theirs.country_code, theirs.national_number)
