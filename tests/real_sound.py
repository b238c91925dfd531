"""Tests of real sound (those in a folder `sound`) run after all others, one at a time, and are judged with a canary.

A test that fails while the canary was disturbed too (tests/canary.py) has shown nothing: it is tried again, up to
`TRIES` times, and then skipped as inconclusive with the figures. Where the canary was quiet a failure is a failure, and
so it is where what was waited for never came in two tries: a limit is so large that only a hang meets it.
With `--most-inconclusive 0.1` the run fails where more than a tenth of these tests were inconclusive.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import Any

import pytest
from _pytest.runner import call_and_report, runtestprotocol

from tests.canary import Disturbance, disturbance
from tests.sound_last import SoundLastScheduling, is_sound

TRIES = 5
BUSY = "inconclusive: the machine was busy"
IN_VAIN = "waited in vain"
"""What a failure says where something never came."""

MOST_IN_VAIN = 2
"""Tries of one test that may wait in vain before that is a failure, disturbed or not."""

_LOG = pytest.StashKey[Path]()


# The order.


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Where one process runs all tests, those of sound come last."""
    items.sort(key=lambda item: is_sound(item.nodeid))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Where several processes do: see there."""
    return SoundLastScheduling(config, log) if config.getvalue("dist") == "loadfile" else None


# The canary.


def pytest_configure(config: pytest.Config) -> None:
    folder = tempfile.TemporaryDirectory(prefix="canary-")
    config.add_cleanup(folder.cleanup)
    config.stash[_LOG] = Path(folder.name) / "log"


@pytest.fixture(scope="session")
def canary_log(pytestconfig: pytest.Config) -> Path:
    """What a sound server's canary writes to."""
    return pytestconfig.stash[_LOG]


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool | None:
    if not is_sound(item.nodeid):
        return None
    item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
    for report in _tried(item, nextitem):
        item.ihook.pytest_runtest_logreport(report=report)
    item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
    return True


def _tried(item: pytest.Item, nextitem: pytest.Item | None) -> list[pytest.TestReport]:
    """The reports of the first try that counts; of the last one where none does."""
    met: list[Disturbance] = []
    in_vain = 0
    for _ in range(TRIES):
        begun_s = time.monotonic()
        reports = runtestprotocol(item, nextitem=nextitem, log=False)
        if not any(report.failed for report in reports):
            return reports
        # Nothing that it shares with other tests is trusted any more.
        call_and_report(item, "teardown", log=False, nextitem=None)
        met.append(disturbance(item.config.stash[_LOG], begun_s, time.monotonic()))
        in_vain += any(IN_VAIN in report.longreprtext for report in reports)
        if not met[-1] or in_vain == MOST_IN_VAIN:
            return reports
    return [_inconclusive(item, reports, met)]


def _inconclusive(item: pytest.Item, reports: list[pytest.TestReport], met: list[Disturbance]) -> pytest.TestReport:
    report = next(each for each in reports if each.failed)
    path, line, _ = item.location
    why = "; ".join(f"try {number}: {each}" for number, each in enumerate(met, 1))
    report.outcome = "skipped"
    report.longrepr = (path, (line or 0) + 1, f"{BUSY} ({why})")
    return report


# The limit.


class Limit:
    """Counts, in the process that reports, how many tests of sound were tried and how many showed nothing."""

    def __init__(self, most: float) -> None:
        self._most = most
        self._nodeids: set[str] = set()
        self._inconclusive: set[str] = set()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if is_sound(report.nodeid):
            self._nodeids.add(report.nodeid)
            if isinstance(report.longrepr, tuple) and report.longrepr[2].startswith(BUSY):
                self._inconclusive.add(report.nodeid)

    @property
    def exceeded(self) -> bool:
        return len(self._inconclusive) > self._most * len(self._nodeids)

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if self.exceeded and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if self.exceeded:
            counts = f"{len(self._inconclusive)} of {len(self._nodeids)}"
            terminalreporter.write_line(f"{counts} tests of real sound were inconclusive: more than allowed", red=True)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--most-inconclusive",
        type=float,
        metavar="SHARE",
        help="fail when more than this share of the tests of real sound were inconclusive (0.1: a tenth)",
    )


def pytest_sessionstart(session: pytest.Session) -> None:
    most = session.config.getoption("most_inconclusive")
    if most is not None and not hasattr(session.config, "workerinput"):
        session.config.pluginmanager.register(Limit(most))
