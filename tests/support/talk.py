"""What a page and the server say to each other: whether an answer is still to come.

Streamlit's page does not show that it asked something until the server begins to answer.
"""

from weakref import WeakKeyDictionary

from playwright.sync_api import Page, WebSocket
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

EARLY = ForwardMsg.ScriptFinishedStatus.FINISHED_EARLY_FOR_RERUN
TALKS: "WeakKeyDictionary[Page, Talk]" = WeakKeyDictionary()


class Talk:
    """Listens to the web sockets of a page from its first address on."""

    def __init__(self, page: Page) -> None:
        """Listen to a page that is still empty."""
        self.asked = False  # and not yet begun upon
        self.busy = False
        page.on("websocket", self._listen)
        TALKS[page] = self

    @property
    def quiet(self) -> bool:
        """Tell whether all that was asked is answered to the end."""
        return not self.asked and not self.busy

    def _listen(self, socket: WebSocket) -> None:
        self.asked = self.busy = False
        socket.on("framesent", self._sent)
        socket.on("framereceived", self._received)

    def _sent(self, payload: str | bytes) -> None:
        if isinstance(payload, bytes) and BackMsg.FromString(payload).HasField("rerun_script"):
            self.asked = True

    def _received(self, payload: str | bytes) -> None:
        if not isinstance(payload, bytes):
            return
        said = ForwardMsg.FromString(payload)
        kind = said.WhichOneof("type")
        if kind == "new_session":
            self.asked, self.busy = False, True
        elif kind == "script_finished" and said.script_finished != EARLY:
            self.busy = False


def quiet(page: Page) -> bool:
    """Tell whether a page waits for nothing; always true of one nobody listens to."""
    return page not in TALKS or TALKS[page].quiet
