"""The longest facts a borrower may have: what every screen is held against, and what the gallery shows.

All of it is invented. A fact that a step tells must be here too, or the walk over all screens cannot say its words.
"""

from flows.session import Facts, Session
from flows.steps import everything

LISTS = ("employers", "payback_types", "purposes", "products", "mandate_banks", "beneficiaries", "loans")
"""Facts that list options of the lender's own."""

ID, LABEL = "an-id-of-a-lender-that-loves-long-ids-0000", "Ntombizodwa's General Dealer & Sons (Pty) Ltd"

FACTS: Facts = {
    "first_name": "Nomvula-Rose Thandeka",
    "last_name": "van der Merwe-Dlamini",
    "id_number": "8001015009087",
    "employer": "Pick and Carry Retailers (Pty) Ltd, Cape Town",
    "reference": "APP-2026-0012345",
    "currency": "TZS",
    "seconds": 3599,
    "min_amount": "500000",
    "max_amount": "99999999",
    "low": "500000",
    "high": "99999999",
    "min_instalments": 1,
    "max_instalments": 60,
    "instalments": 60,
    "applied_instalments": 60,
    "status": "active",
    "received": "18000000",
    "total": "24565000",
    "cost": "6565000",
    "applied_amount": "18000000",
    "instalment": "4094166.67",
    "last_instalment": "4094166.65",
    "first_due": "2027-09-30",
    "fees": [{"name": "Initiation fee", "sum": "1050"}, {"name": "Monthly service fee", "sum": "3600"}],
    "plan": [{"count": 59, "amount": "4094166.67"}, {"count": 1, "amount": "4094166.65"}],
    "monthly_rate": "5",
    "apr": "79.85",
    "late": "charged",
    "late_rate": "2",
    "late_unit": "month",
    "late_days": 5,
    "settling": "accrued",
    "stands_until": "2027-09-30",
    "lapsed": "yes",
    "highest": "4094166.67",
    "available": "3000000",
    "fitting": "some",
    "fits": "12000000",
    "schedule_total": "24565100",
    "schedule_instalment": "4094183",
    "last_due": "2027-12-31",
    "reason": "too many other debts",
    "kept_because": "payout",
    "staffed": "yes",
    "lender_contact": "0800 000 000, help@some-lender.example",
    "loan_status": "arrears",
    "loan_reason": "refinanced",
    "repayable": "24565000",
    "outstanding": "24565000",
    "settlement": "24565000",
    "settlement_until": "2027-09-30",
    "next_due": "2027-09-30",
    "next_amount": "4094166.67",
    "actions": ["collect", "pay", "pay_outside"],
    "tries": 1,
    "left": 2,
    "code": "123456",
    "kind": "bank_statement",
    "needs": ["id", "payslip", "bank_statement"],
    "way": "none",
    "gave": "payslip",
    "pages": [{"id": "p", "mark": "", "pages": 12}],
    "doubtful": {"id": "d", "mark": "", "pages": 1},
    "page_count": 12,
    "paper_number": 3,
    "paper_count": 3,
    "later_count": 1,
    "id_state": "absent",
    "payslip_state": "absent",
    "bank_statement_state": "absent",
    "most": 12,
    "sent_to": "+27 ** *** *567",
    "otp_left": 2,
    "otp_opens": "2026-11-25T18:30",
    "code_opens": "2026-11-25T18:30",
    "code_out": True,
    "agreement": "AG-2026-0012345",
    "agreement_sent": "sms",
    "about_amount": "18000000",
    "about_count": 60,
    "about_total": "24565000",
    "signing": "wanted",
    "mandate_currency": "TZS",
    "mandate_instalment": "4094166.67",
    "ceiling": "6141250.01",
    "mandate_seconds": 120,
    "mandate_until": "20:00",
    "mandate_branch": "Loans Express, 12 Long Street",
    "mandate_status": "expired",
    "mandate_type": "realtime",
    "method": "account",
    "account": "62000000001234567890",
    "branch": "250655",
    "payout_status": "pending",
    "due": "2027-09-30",
    "amount": "4094166.67",
    "address": "https://loans.example.co.za/u/AAAAAAAAAAAAAAAAAAAAAA",
    "schedule": [
        {
            "due": f"20{27 + month // 12}-{month % 12 + 1:02}-28",
            "amount": "4094166.67",
            "paid": "1000000",
            "state": state,
        }
        for month, state in enumerate(["overdue", "part", *["due"] * 10, *["paid"] * 12])
    ],
    "rows_paid": 18,
    "rows_all": 60,
    "rows_later": 30,
    "paid_sum": "24565000",
    "as_of": "2027-09-30",
    "paying": "whole",
    "pay_amount": "18000000",
    "pay_least": "1",
    "pay_most": "24565000",
    "pay_all": "24565000",
    "pay_from": "24565000",
    "payment": "PAY-2026-0012345",
    "paid_amount": "18000000",
    "paid_on": "2027-09-30",
    "beneficiary_label": "Highveld Building Supplies (Pty) Ltd",
    "beneficiary_count": 240,
    "beneficiary_part": "building",
    "claim_amount": "18000000",
    "claim_most": "24565000",
    "claim_told": "most",
    "claim_reference": "2026-0012345",
    "referenced": "yes",
    "remaining": "6565000",
    "new_messages": 12,
    "messages": "Nomvula (08:15): Good morning. We have your documents, thank you.",
    "desk": "closed",
    "desk_place": 112,
    "desk_by": "Nomvula-Rose",
    "desk_opens": "2026-11-23T08:00",
    "desk_weekly": [["1-5", "08:00-17:00"], ["6", "09:00-13:00"]],
    "desk_call": "afternoon",
    "sim_until": "2026-11-23T08:00",
}


def standing(step: str, lang: str, *, short: bool, many: int = 40) -> Session:
    """A session on a step, with a way back, the longest facts, and `many` options in every list.

    The lender takes all there is, and the borrower has a chat besides; `short` as `Session.short`.
    """
    listed = [{"id": f"{ID}{number}", "label": LABEL} for number in range(many)]
    session = Session(
        id="s", state=step, lang=lang, phone="+27821234567", facts={**FACTS, **dict.fromkeys(LISTS, listed)}
    )
    session.trail, session.short, session.serves = ["home.menu"], short, everything()
    session.lines["telegram"] = {"chat": 7001}
    return session
