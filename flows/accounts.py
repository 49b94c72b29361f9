"""Which bank account: its number, and its bank from the lender's list, or the bank's branch code typed."""

from flows import checks
from flows.session import Facts
from flows.words import Ask, Choose, Guard


def lacks_account(facts: Facts) -> bool:
    """Whether no account number is known."""
    return not facts.get("account")


def lacks_branch(facts: Facts) -> bool:
    """Whether no branch code is known."""
    return not facts.get("branch")


def forget(facts: Facts) -> None:
    """Another account is asked for."""
    facts |= {"account": "", "branch": ""}


def questions(then: str, needs_branch: Guard = lacks_branch) -> tuple[Ask, Choose, Ask]:
    """Steps of a flow that ask for what is not known yet: `account`, `bank` and `branch`, and then go on."""

    def may_choose(facts: Facts) -> bool:
        """Whether there are banks to choose from, each with the code it takes for all its branches."""
        return bool(facts.get("mandate_banks")) and needs_branch(facts)

    def chosen(facts: Facts, option: str) -> None:
        """One that is not listed has a branch code to be typed."""
        if option == "other":
            facts["branch"] = ""

    return (
        Ask("account", checks.account, then="bank", when=lacks_account),
        Choose(
            "bank",
            "mandate_banks",
            then="branch",
            extra={"other": "branch"},
            needs="branch",
            when=may_choose,
            change=chosen,
        ),
        Ask("branch", checks.branch, then=then, when=needs_branch),
    )
