"""What every test may lean on: one real Redis for the whole suite, and a clean keyspace for each test."""

import asyncio
from asyncio import AbstractEventLoop
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from pathlib import Path

import certifi
import pytest
from redis.asyncio import Redis

from adapters.redis_client import connect
from adapters.redis_server import EmbeddedRedis
from tests.sharing_out import processes, share_out


@pytest.fixture(scope="session", autouse=True)
def _one_authority(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Of the world's authorities the first one alone: no test needs any, and each client reads them all, 30 ms."""
    end = "-----END CERTIFICATE-----\n"
    first, _, _ = Path(certifi.where()).read_text().partition(end)
    (file := tmp_path_factory.mktemp("authorities") / "one.pem").write_text(first + end)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(certifi, "where", lambda: str(file))
        patch.setenv("SSL_CERT_FILE", str(file))
        yield


@pytest.fixture(scope="session")
def redis_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a real server on a Unix socket, the same for all tests."""
    with EmbeddedRedis(tmp_path_factory.mktemp("redis"), fsync="no") as url:
        yield url


@pytest.fixture
async def redis(redis_url: str) -> AsyncIterator[Redis]:
    """A client on an empty keyspace."""
    client = connect(redis_url, patience=60)
    assert isinstance(client, Redis)
    await client.flushall()
    yield client
    await client.aclose()


def pytest_asyncio_loop_factories(
    config: pytest.Config, item: pytest.Item
) -> Mapping[str, Callable[[], AbstractEventLoop]]:
    """The loops a module's tests run on, each on every one: its own LOOPS, or else Python's."""
    module = item.getparent(pytest.Module)
    return getattr(module and module.obj, "LOOPS", {"asyncio": asyncio.new_event_loop})


def pytest_xdist_auto_num_workers() -> int:
    """What `-n auto` is."""
    return processes()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """In each of several processes, and in all of them alike; in one the tests stay as they stand."""
    if shared := getattr(config, "workerinput", None):
        share_out(items, shared["workercount"])


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update` rewrites what is held against a file, for a person to review the change."""
    parser.addoption("--update", action="store_true", help="rewrite the talks as they are held now")


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    """Whether to rewrite rather than to compare."""
    return bool(request.config.getoption("--update"))
