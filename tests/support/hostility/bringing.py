"""Brings files to a running server as a browser does, without one, while others ask for advice."""

import asyncio
import re
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import urlencode

import barrage
import httpx
import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from hostility.files import HostileFile
from plans import examples
from plans.files import write_plan
from plans.plan_versions import Draft
from plans.samples import example
from plans.storage.store import PlanStore, new_link, new_receipt

VISITORS, EVERY = 5, 0.2  # who ask for advice, and the seconds between two questions of each
PATIENCE = 150  # seconds for one file: it may wait for its turn
ALERT = re.compile(r'class="melding"[^>]*role="alert"[^>]*>(.*?)</div>', re.DOTALL)


@dataclass
class Siege:
    """What each file was answered, how long others waited (ms), and memory by file (KiB)."""

    sentences: dict[HostileFile, list[str]] = field(default_factory=dict)
    health: list[float] = field(default_factory=list)
    advice: list[float] = field(default_factory=list)
    memory: dict[HostileFile, list[int]] = field(default_factory=dict)

    @property
    def growth(self) -> float:
        """Return the most that memory grew while one file was read, in MiB."""
        return max(max(seen) - seen[0] for seen in self.memory.values()) / 1024

    @property
    def kept(self) -> float:
        """Return how much more memory there is at the end than at the beginning, in MiB."""
        seen = list(self.memory.values())
        return (seen[-1][-1] - seen[0][0]) / 1024


def keep_plan() -> str:
    """Keep a plan where the server looks for plans, and return its link."""
    store, link = PlanStore(), new_link()
    store.save(Draft(link, write_plan(example(examples()[0])), 2, "", new_receipt(), name="Plan"))
    store.close()
    return link


def besiege(port: int, pid: int, files: Sequence[HostileFile], link: str, advice: str) -> Siege:
    """Bring files one after another while visitors ask for this advice; return what happened."""
    return asyncio.run(_besiege(f"http://127.0.0.1:{port}", pid, files, link, advice))


async def _besiege(
    url: str, pid: int, files: Sequence[HostileFile], link: str, advice: str
) -> Siege:
    first = {file.reader: file for file in files}.values()
    for file in first:  # what a first visitor of a page makes the server load is no growth
        await bring(url, file, file.make(), link)
    siege = Siege()
    clients = [_client(url, number) for number in range(VISITORS)]
    for file in files:
        raw, done = await asyncio.to_thread(file.make), asyncio.Event()
        others = [_ask(client, advice, siege, done) for client in clients]
        beside = [asyncio.create_task(one) for one in (*others, _look(pid, siege, file, done))]
        try:
            siege.sentences[file] = await asyncio.wait_for(bring(url, file, raw, link), PATIENCE)
        finally:
            done.set()
            await asyncio.gather(*beside)
    for client in clients:
        await client.aclose()
    return siege


def _client(url: str, number: int) -> httpx.AsyncClient:
    headers = {"x-forwarded-for": f"192.0.2.{number}"}
    return httpx.AsyncClient(base_url=url, headers=headers, timeout=60)


async def _look(pid: int, siege: Siege, file: HostileFile, done: asyncio.Event) -> None:
    seen = siege.memory[file] = [barrage.memory(pid)]
    while not done.is_set():
        await asyncio.sleep(0.05)
        seen.append(barrage.memory(pid))


async def _ask(client: httpx.AsyncClient, advice: str, siege: Siege, done: asyncio.Event) -> None:
    """Ask for health and for advice in turn, until it is done."""
    while not done.is_set():
        for path, took in (("/healthz", siege.health), (advice, siege.advice)):
            begun = time.perf_counter()
            (await client.get(path)).raise_for_status()
            took.append(1000 * (time.perf_counter() - begun))
        await asyncio.sleep(EVERY)


async def bring(url: str, file: HostileFile, raw: bytes, link: str) -> list[str]:
    """Open the page for a file, bring it, and return what the page says is wrong."""
    page, query = {
        "exports": ("luisteren", {}),
        "plan": ("kanaalplan", {}),
        "reis": ("reis", {"deel": "eigen"}),
        "gebied": ("kanaalplan", {"plan": link, "stap": "groepen"}),
    }[file.reader]
    async with _session(url, page, urlencode(query)) as session, _client(url, 99) as client:
        await session.run()
        await session.upload(client, file.name, raw)
        return await session.run()


class PageVisit:
    """One visitor with one page open."""

    def __init__(self, line: Any, page: str, query: str) -> None:
        self._line = line
        self._question = BackMsg()
        self._question.rerun_script.query_string = query
        self._question.rerun_script.page_name = page
        self._id, self._uploader = "", ""

    async def run(self) -> list[str]:
        """Let the page run and return its alerts, as text."""
        bodies: list[str] = []
        await self._line.send(self._question.SerializeToString())
        while True:
            said = await self._next()
            if said.HasField("new_session"):
                self._id = said.new_session.initialize.session_id
            element = said.delta.new_element
            if element.HasField("exception"):
                raise RuntimeError(element.exception.message)
            if element.HasField("file_uploader") and not self._uploader:
                self._uploader = element.file_uploader.id
            if element.HasField("html"):
                bodies.append(element.html.body)
            finished = said.HasField("script_finished") and said.script_finished
            if finished == ForwardMsg.FINISHED_SUCCESSFULLY and said.HasField("script_finished"):
                return [_text(alert) for body in bodies for alert in ALERT.findall(body)]

    async def _next(self) -> ForwardMsg:
        message: ForwardMsg = ForwardMsg.FromString(await self._line.recv())
        return message

    async def upload(self, client: httpx.AsyncClient, name: str, raw: bytes) -> None:
        """Send a file; the next run has it in the first place for files on the page."""
        asked = BackMsg()
        asked.file_urls_request.request_id = "1"
        asked.file_urls_request.file_names.append(name)
        asked.file_urls_request.session_id = self._id
        await self._line.send(asked.SerializeToString())
        while not (said := await self._next()).HasField("file_urls_response"):
            pass
        (urls,) = said.file_urls_response.file_urls
        await client.get("/_stcore/health")
        token = {"x-xsrftoken": str(client.cookies.get("_streamlit_xsrf"))}
        sent = await client.put(urls.upload_url, files={"file": (name, raw)}, headers=token)
        sent.raise_for_status()
        state = self._question.rerun_script.widget_states.widgets.add(id=self._uploader)
        info = state.file_uploader_state_value.uploaded_file_info.add()
        info.name, info.size, info.file_id = name, len(raw), urls.file_id
        info.file_urls.CopyFrom(urls)


@asynccontextmanager
async def _session(url: str, page: str, query: str) -> AsyncIterator[PageVisit]:
    address = f"{url.replace('http', 'ws', 1)}/_stcore/stream"
    protocol = websockets.Subprotocol("streamlit")
    async with websockets.connect(
        address, subprotocols=[protocol], origin=websockets.Origin(url), max_size=None
    ) as line:
        yield PageVisit(line, page, query)


def _text(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())
