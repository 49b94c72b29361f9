"""SMS without a network: an inbox, and the providers of `adapters.sms` over real HTTP, each as strict as its own."""

from adapters.stand_ins.sms.inbox import Inbox

__all__ = ["Inbox"]
