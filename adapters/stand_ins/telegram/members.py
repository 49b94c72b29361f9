"""Who is in a group and what they may do there, as the Bot API tells it."""

from adapters.stand_ins.telegram.chats import Json
from adapters.stand_ins.telegram.groups import Group
from adapters.stand_ins.telegram.schema import bot_api

ADMINISTRATOR, RESTRICTED = "ChatMemberAdministrator", "ChatMemberRestricted"


def told_of(group: Group, account: int) -> Json:
    """The `ChatMember` of an account. KeyError where the group never heard of it."""
    status, user = group.members[account], group.people[account]
    told: Json = {"status": status, "user": user}
    if status == "creator":
        return told | {"is_anonymous": False}
    if status == "administrator":
        rights = vars(group.rights) if account == group.api.me["id"] else {"can_manage_topics": True}
        return told | _flags(ADMINISTRATOR, allowed={"can_manage_chat"}) | rights
    if status == "restricted":
        return told | _flags(RESTRICTED, allowed={"is_member"}) | {"until_date": 0}
    return told | ({"until_date": 0} if status == "kicked" else {})


def _flags(name: str, allowed: set[str]) -> Json:
    """Everything the type says of rights, none given but those `allowed`."""
    fields = bot_api()["types"][name]["required"]
    return {field: field in allowed for field, types in fields.items() if types == ["Boolean"]}
