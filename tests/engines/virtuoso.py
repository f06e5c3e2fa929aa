"""Virtuoso, from Debian's package virtuoso-opensource, with a database of its own."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from tests.engines import Engine, started
from tests.smoke import free_port

MERGED: Final = "https://w3id.org/parley/graph/merged"
"""Virtuoso has no default graph of its own: queries name this one."""
_SETTINGS: Final = """[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
FileExtend = 200
MaxCheckpointRemap = 2000
[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
ServerThreads = 20
CheckpointInterval = 60
DirsAllowed = {folder}, {files}
NumberOfBuffers = {buffers}
MaxDirtyBuffers = {dirty}
ThreadsPerQuery = 4
AsyncQueueMaxThreads = 10
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 20
[SPARQL]
ResultSetMaxRows = 10000000
MaxQueryCostEstimationTime = 100000
MaxQueryExecutionTime = 600
"""


def missing() -> str:
    """Why it cannot be started; "" where it can."""
    there = shutil.which("virtuoso-t") and shutil.which("isql-vt")
    return "" if there else "no Virtuoso: apt-get install virtuoso-opensource"


@contextmanager
def virtuoso(folder: Path, *, buffers: int = 85_000, load: Path | None = None) -> Iterator[Engine]:
    """A database in this folder that takes updates from everybody, filled from a file of N-Quads."""
    folder.mkdir(parents=True, exist_ok=True)
    sql, http = free_port(), free_port()
    filled = (folder / "loaded").exists()
    dirty = buffers * 3 // 4
    text = _SETTINGS.format(
        folder=folder, files=load.parent if load else folder, sql=sql, http=http, buffers=buffers, dirty=dirty
    )
    (folder / "virtuoso.ini").write_text(text)
    base = f"http://127.0.0.1:{http}/sparql"
    command = ["virtuoso-t", "+foreground", "+wait", "+configfile", str(folder / "virtuoso.ini")]
    with started(command, f"{base}?query=ASK%7B%7D", folder=folder) as process:
        if not (folder / "granted").exists():
            run(sql, 'GRANT SPARQL_UPDATE TO "SPARQL"')
            (folder / "granted").touch()
        if load and not filled:
            run(sql, "log_enable(2)")
            run(sql, f"DB.DBA.TTLP_MT(file_to_string_output('{load}'), '', '{MERGED}', 512)")
            run(sql, "checkpoint")
            (folder / "loaded").touch()
        yield Engine(base, base, process, MERGED)


def run(port: int, statement: str) -> None:
    """Runs a statement of its SQL."""
    command = ["isql-vt", f"127.0.0.1:{port}", "dba", "dba", "VERBOSE=OFF", f"exec={statement};"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=3600)
    if "*** Error" in done.stderr + done.stdout:
        raise RuntimeError(done.stderr + done.stdout)
