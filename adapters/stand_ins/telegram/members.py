"""What someone may do in a group, as the Bot API tells it."""

from adapters.stand_ins.telegram.chats import Json
from adapters.stand_ins.telegram.schema import bot_api

PRESENT = ("creator", "administrator", "member", "restricted")
"""The statuses of those who are in a group; the others are `left` and `kicked`."""
ADMINISTRATOR, RESTRICTED = "ChatMemberAdministrator", "ChatMemberRestricted"


def member(user: Json, status: str, rights: Json) -> Json:
    """The `ChatMember` of a user with this status; `rights` are those of an administrator."""
    told: Json = {"status": status, "user": user}
    if status == "creator":
        return told | {"is_anonymous": False}
    if status == "administrator":
        return told | _flags(ADMINISTRATOR, allowed={"can_manage_chat"}) | rights
    if status == "restricted":
        return told | _flags(RESTRICTED, allowed={"is_member"}) | {"until_date": 0}
    return told | ({"until_date": 0} if status == "kicked" else {})


def _flags(name: str, allowed: set[str]) -> Json:
    """Everything the type says of rights, none given but those `allowed`."""
    fields = bot_api()["types"][name]["required"]
    return {field: field in allowed for field, types in fields.items() if types == ["Boolean"]}
