"""A memory of so many."""

from adapters.remembered import Remembered


def test_what_was_put_in_longest_ago_is_forgotten():
    memory = Remembered[str, int](2)
    memory["first"], memory["second"] = 1, 2
    memory["third"] = 3
    assert dict(memory) == {"second": 2, "third": 3}


def test_what_is_put_in_again_is_the_newest_and_reading_changes_nothing():
    memory = Remembered[str, int](2)
    memory["first"], memory["second"] = 1, 2
    memory["first"] = 10
    assert memory["second"] == 2
    memory["third"] = 3
    assert dict(memory) == {"first": 10, "third": 3}


def test_what_was_taken_out_makes_room():
    memory = Remembered[str, int](1)
    memory["first"] = 1
    assert memory.pop("first") == 1
    memory["second"] = 2
    assert dict(memory) == {"second": 2}
