"""What becomes of bytes on their way from whoever means harm: flips, splices, cuts, floods, and odd characters."""

from collections.abc import Callable
from random import Random

ODD = [
    b"",
    b"\x00",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\xc3\x28",
    b"\xed\xa0\x80",
    b"\xf0\x9f\x99\x82",
    b"\xe2\x80\xae",
    b"\xcd\x81" * 40,
    b"\r\n\r\n",
    b"%00",
    b"%",
    b"%ED%A0%80",
    b"+",
    b"*" * 60,
    b"1*" * 200,
    b"00",
    b"-1",
    b"1e999",
    b"NaN",
    b"9" * 400,
    b"9" * 5000,
    b"0x1f",
    b"null",
    b"\\ud800",
    b'"',
    b"'; --",
    b"{ $amount }",
    b"{{7*7}}",
    b"<script>",
    b"../../etc/passwd",
    b"${x}",
    b"%s%n",
    b"[" * 2000,
    b'{"a":' * 1500,
    b"\xd9\xa1",
    b"\xc2\xb2",
]
"""What has broken somebody's program somewhere."""

LONGEST = 200_000
"""Bytes of a case, but for those that mean to be large."""


def flipped(random: Random, valid: bytes) -> bytes:
    """Some bytes are others, or one bit of them is."""
    made = bytearray(valid)
    for _ in range(random.choice((1, 1, 2, 4, 16)) if made else 0):
        place = random.randrange(len(made))
        made[place] = made[place] ^ (1 << random.randrange(8)) if random.random() < 0.5 else random.randrange(256)
    return bytes(made)


def cut(random: Random, valid: bytes) -> bytes:
    """It ends too soon, or begins too late."""
    place = random.randrange(len(valid) + 1)
    return valid[:place] if random.random() < 0.7 else valid[place:]


def spliced(random: Random, valid: bytes) -> bytes:
    """A piece of it stands somewhere else, or many times."""
    begin, to = random.randrange(len(valid) + 1), random.randrange(len(valid) + 1)
    piece = valid[begin : begin + random.randrange(1, 64)]
    return valid[:to] + piece * random.choice((1, 1, 2, 50)) + valid[to + random.choice((0, len(piece))) :]


def holed(random: Random, valid: bytes) -> bytes:
    """A piece of it is missing."""
    begin = random.randrange(len(valid) + 1)
    return valid[:begin] + valid[begin + random.randrange(1, 40) :]


def odd(random: Random, valid: bytes) -> bytes:
    """Something odd stands in it."""
    place = random.randrange(len(valid) + 1)
    return valid[:place] + random.choice(ODD) + valid[place + random.choice((0, 0, 1, 8)) :]


def noisy(random: Random, valid: bytes) -> bytes:
    """A stretch of it is noise."""
    place = random.randrange(len(valid) + 1)
    noise = random.randbytes(random.choice((1, 8, 64, 600)))
    return valid[:place] + noise + valid[place + random.choice((0, len(noise))) :]


def recoded(random: Random, valid: bytes) -> bytes:
    """It is written in another encoding."""
    return valid.decode("utf-8", "replace").encode(random.choice(("utf-16", "utf-32", "utf-7", "cp037")), "replace")


WAYS: list[Callable[[Random, bytes], bytes]] = [flipped, flipped, cut, spliced, holed, odd, odd, noisy, recoded]


def mutated(random: Random, valid: bytes) -> bytes:
    """`valid` after one mutation, or some; now and then as it is, since what is valid must go on."""
    for _ in range(random.choice((0, 1, 1, 1, 2, 3))):
        valid = random.choice(WAYS)(random, valid)
    return valid[:LONGEST]
