"""What a MAXINTEGRATE product costs, in the terms loans are reckoned by. OUR READING: the vendor publishes no prices.

Interest is flat, a month, on what is lent; the initiation fee is added to the loan (as South Africa's lenders do, whose
law caps it by the amount); the service fee is paid with every instalment.
"""

from decimal import Decimal

from adapters.lenders.maxintegrate_words import Product
from flows.loans import Fee, Terms
from flows.loans.kinds import DayCount, Method, Period, When

CENT = Decimal("0.01")


def terms(tariff: Product, currency: str, amount: Decimal) -> Terms:
    """The terms for this amount. Without a rate they are not quoted; what being late costs is the contract's to say."""
    return Terms(
        currency=currency,
        method=Method.FLAT,
        rate=tariff.rate,
        per=Period.MONTH,
        day_count=DayCount.NOMINAL,
        unit=Period.MONTH,
        fees=(
            Fee(name="Initiation fee", value=initiation(tariff, amount), when=When.CAPITALISED),
            Fee(name="Service fee", value=tariff.service, when=When.EVERY),
        ),
        penalty=None,
    )


def initiation(tariff: Product, amount: Decimal) -> Decimal:
    """The initiation fee: a base and a part of what is above a limit, capped outright and as a share of the amount."""
    above = max(amount - tariff.fee_above, Decimal(0))
    limits = [tariff.fee + above * tariff.fee_percent / 100]
    limits += [] if tariff.fee_cap is None else [tariff.fee_cap]
    limits += [] if tariff.fee_share is None else [amount * tariff.fee_share / 100]
    return min(limits).quantize(CENT)
