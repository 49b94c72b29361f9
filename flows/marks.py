"""Whether two pages look alike, by their marks: 64 hex digits each, a picture's perceptual hash or a PDF's SHA-256."""

NEAR = 12
"""Bits of 256 in which two marks of the same picture may differ; `adapters.documents.marks` says what was measured."""


def same(one: str, other: str) -> bool:
    """Whether two marks are of the same page: near for pictures, equal for PDFs (checksums are never just near)."""
    return bool(one) and len(one) == len(other) and (int(one, 16) ^ int(other, 16)).bit_count() <= NEAR
