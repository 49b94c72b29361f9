"""What looks like a secret and is none, each with the reason: it may stand anywhere."""

PUBLISHED: dict[str, str] = {}
