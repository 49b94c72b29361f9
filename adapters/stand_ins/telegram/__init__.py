"""A Telegram of our own: a strict Bot API over real HTTP, and phones to hold in the other hand."""

from adapters.stand_ins.telegram.bot_api import BotApi
from adapters.stand_ins.telegram.groups import Group, Topic
from adapters.stand_ins.telegram.phone import Phone, Seen
from adapters.stand_ins.telegram.server import make_app, serve
from adapters.stand_ins.telegram.staff import Staff
from adapters.stand_ins.telegram.world import Call, Refusal

__all__ = ["BotApi", "Call", "Group", "Phone", "Refusal", "Seen", "Staff", "Topic", "make_app", "serve"]
