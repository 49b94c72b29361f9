"""What looks like a secret and is none, each with the reason: it may stand anywhere."""

PUBLISHED: dict[str, str] = {
    "AAF-a-token-of-the-tests_0123456789": "a bot's token that no bot has: tests/test_log.py hunts for it in the log",
    "a-secret-of-32-letters-and-more-_": "it says what it is, and has to be as long as a real one",
    "wonder-wall": "a password in the address of a Redis that is nowhere",
}
