"""Who the MO stand-in knows when it starts, and who is refused. All of it is invented."""

from typing import Any

CUSTOMERS: tuple[dict[str, Any], ...] = (
    {
        "first_name": "Marisol",
        "last_name": "Quintero",
        "document_type": "national_id",
        "document_number": "1020304050",
        "phone": "+573000000001",
        "email": "marisol@example.com",
        "address": "Calle 1 # 2-3",
        "status": "enabled",
    },
    {
        "first_name": "Efrain",
        "last_name": "Arbelaez",
        "document_type": "",
        "document_number": "",
        "phone": "+573000000002",
        "email": "efrain@example.com",
        "address": "",
        "status": "enabled",
    },
    {
        "first_name": "Wilmer",
        "last_name": "Ospina",
        "document_type": "national_id",
        "document_number": "1099999999",
        "phone": "+573000000003",
        "email": "wilmer@example.com",
        "address": "",
        "status": "blocked",
    },
)

REJECTED = "4333"
"""The last digits of a document number whose owner's loan requests are always rejected."""
