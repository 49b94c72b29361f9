"""A login is shared by all who need it, and its failure belongs to whoever waits for it."""

import asyncio
import gc

import pytest

from adapters.lenders.late import Late
from adapters.lenders.login import Login


async def test_a_login_that_fails_when_everybody_has_gone_is_no_lost_exception():
    complaints, broken = [], asyncio.Event()
    asyncio.get_running_loop().set_exception_handler(lambda _, context: complaints.append(context["message"]))

    async def log_in():
        await broken.wait()
        raise Late("the line broke")

    login = Login(log_in)
    waiting = asyncio.create_task(login.use(asyncio.sleep))
    await asyncio.sleep(0)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    broken.set()
    await asyncio.sleep(0.01)
    del login
    gc.collect()
    assert complaints == []
