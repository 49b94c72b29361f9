"""Every method of MAXINTEGRATE we call, by its name, with the words that travel with it."""

from collections.abc import Mapping

from adapters.lenders import maxintegrate_loan_words as loan
from adapters.lenders import maxintegrate_words as said
from adapters.lenders.mapping import Words
from flows.errands import (
    Activate,
    ActivateByOtp,
    AddClient,
    AddEmployer,
    Apply,
    AskMandate,
    CheckCredit,
    Claim,
    FindClient,
    FindEmployer,
    ListApplications,
    ListLoans,
    ListPaybackTypes,
    ListProducts,
    ListPurposes,
    PayOut,
    ReadAgreement,
    ReadSchedule,
    SendOtp,
    Sign,
    UpdateClient,
)

CREDIT = frozenset({"passed", "declined"})
KINDS = frozenset({"id", "payslip", "bank_statement"})
LOAN = frozenset(
    {"created", "pending", "approved", "declined", "active", "arrears", "frozen", "in_dispute", "paid", "cancelled"}
    | {"written_off"}
)
OTP = frozenset({"activated", "wrong", "expired"})
SIGNATURE = frozenset({"signed", "unsigned"})
ASKED = frozenset({"realtime", "delayed"})
MANDATE = frozenset({"pending", "approved", "rejected", "expired", "declined"})
PAYOUT = frozenset({"account", "wallet", "pending", "paid", "failed", "declined"})
CLAIM = frozenset({"noted", "declined"})

WORKFLOW: Mapping[str, Words] = {
    "login": Words(said.Credentials, get=said.Token, secret=frozenset({"password"})),
    "cashbox_preselect": Words(row=said.Cashbox),
    "client_search": Words(FindClient, get=said.Client, row=loan.Document),
    "employer_search": Words(FindEmployer, row=said.Employer),
    "employer_create": Words(AddEmployer, get=said.EmployerMade, marked=True),
    "payback_type_list": Words(ListPaybackTypes, row=said.Option),
    "client_create": Words(AddClient, get=said.Client, marked=True),
    "update_client": Words(UpdateClient, get=said.Updated),
    "file_upload": Words(loan.Upload, get=loan.Document, marked=True, states=KINDS, secret=frozenset({"content"})),
    "credit_check": Words(CheckCredit, get=said.Credit, marked=True, states=CREDIT),
    "client_budget": Words(said.BudgetSent, get=said.Budget),
    "client_budget_items": Words(said.BudgetItemsSent, get=said.Updated),
    "loan_purpose_list": Words(ListPurposes, row=said.Option),
    "loan_product_list": Words(ListProducts, row=said.Product),
    "create_loan_application": Words(Apply, get=loan.Application, marked=True),
    "beneficiary_list": Words(row=said.Option),
    "third_party_claim": Words(Claim, get=loan.ThirdParty, marked=True, states=CLAIM),
}
"""What the workflow names."""

UNNAMED: Mapping[str, Words] = {
    "otp_send": Words(SendOtp, get=loan.OtpMade),
    "otp_activate": Words(ActivateByOtp, get=loan.OtpTried, marked=True, states=OTP, secret=frozenset({"otp"})),
    "loan_activate": Words(Activate, get=loan.Application, marked=True),
    "agreement_read": Words(ReadAgreement, get=loan.Agreement, states=SIGNATURE),
    "agreement_sign": Words(Sign, get=loan.Agreement, marked=True),
    "debicheck_request": Words(AskMandate, get=loan.Mandate, marked=True, states=ASKED),
    "debicheck_status": Words(loan.MandateAsked, get=loan.Mandate, states=MANDATE),
    "allps_payout": Words(PayOut, get=loan.Payout, marked=True, states=PAYOUT),
    "payout_status": Words(loan.PayoutAsked, get=loan.Payout),
    "loan_status": Words(said.Asked, get=loan.Application, states=LOAN),
    "application_list": Words(ListApplications, row=loan.Application),
    "loan_list": Words(ListLoans, row=loan.LoanRow),
    "loan_schedule": Words(ReadSchedule, row=loan.Row),
    "claim_list": Words(loan.LoanAsked, row=loan.ThirdParty),
}
"""What the workflow only describes; these names are ours."""

METHODS: Mapping[str, Words] = {**WORKFLOW, **UNNAMED}
