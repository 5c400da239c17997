"""Hostile files brought to a real server while others ask for advice: it grows little, and says so.

How long the others wait is measured by `script/bench --vijandig`, for no test is timed.
"""

from pathlib import Path

import pytest
from hostility import bringing
from hostility import files as hostile_files
from running import running

COVERS = ("screens/page/reading/asking.py",)
MOST = 100  # MiB that the server may grow while one file is read
ADVICE = "/api/v1/advies?traject=participatie&fase=actie"


@pytest.mark.exhaustive
@pytest.mark.server
def test_each_file_is_answered_once_and_the_server_hardly_grows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KEN_JE_INWONER_PLANNEN", str(tmp_path / "plannen.sqlite3"))
    files = [*hostile_files.every()]
    with running(tmp_path, {"KEN_JE_INWONER_API_PER_MINUUT": "0"}) as server:
        link = bringing.keep_plan()
        siege = bringing.besiege(server.port, server.process.pid, files, link, ADVICE)
        log = server.log_text()
    wrong = {
        file.name: alerts
        for file, alerts in siege.sentences.items()
        if len(alerts) != 1 or file.refusal not in alerts[0] or file.name not in alerts[0]
    }
    assert wrong == {}
    assert len(siege.sentences) == len(files)
    assert siege.growth < MOST, {file.name: seen for file, seen in siege.memory.items()}
    assert "Traceback" not in log
