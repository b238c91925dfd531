"""A private PulseAudio with a null sink, and a recorder of what the sink was given to play.

Every server lives in its own short-named folder (a Unix socket's path is limited to 107 bytes), listens on its
own socket, reads no configuration of the user's, and uses no shared memory, so nothing outside that folder is
touched. It knows nothing of calfcoach.

With a log for it, a canary sings along: another process whose sound, too faint to matter, tells whether this machine
could play anything without a hole (tests/canary.py).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from types import TracebackType

import numpy as np
from numpy.typing import NDArray

from calfcoach.player.latency import USUAL_MS

RATE = 48_000
STEP_MS = 10
"""Milliseconds of sound in a piece: a recorder asks for it, and a sink then takes pieces of this length."""

NEAR_S = 5.0
FIRST_ROOM_S = 120
"""Seconds of sound that a recorder has room for before it makes more."""

MOST_S = 120.0
"""Only what hangs takes so long."""

LOUD = 0.02
"""Above the dither and the canary, below every cue and click."""

CANARY = Path(__file__).with_name("canary.py")

CLIENT_CONF = "autospawn = no\nenable-shm = no\nenable-memfd = no\n"
ALSA_CONF = "pcm.!default { type pulse }\nctl.!default { type pulse }\n"


def available() -> bool:
    """Whether the server and its recorder are installed."""
    return shutil.which("pulseaudio") is not None and shutil.which("parec") is not None


def in_shared_memory() -> set[str]:
    """What lies there, but for the folders of tests that run beside this one."""
    return {path.name for path in Path("/dev/shm").iterdir() if not path.name.startswith("calf-")}


class PulseServer:
    """One server, its null sinks, and the environment that sends a program there (`env`).

    A canary on the last sink writes to `canary_log`, where one is given.
    """

    def __init__(self, sinks: tuple[str, ...] = ("gym",), canary_log: Path | None = None) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="pa-"))
        self.folder.chmod(0o700)
        self.socket = self.folder / "s"
        self.sinks = sinks
        (self.folder / "client.conf").write_text(CLIENT_CONF)
        (self.folder / "alsa.conf").write_text(f"</usr/share/alsa/alsa.conf>\n{ALSA_CONF}")
        self.vars = {
            "HOME": str(self.folder),
            "XDG_RUNTIME_DIR": str(self.folder),
            "XDG_CONFIG_HOME": str(self.folder),
            "PULSE_RUNTIME_PATH": str(self.folder),
            "PULSE_SERVER": f"unix:{self.socket}",
            "PULSE_CLIENTCONFIG": str(self.folder / "client.conf"),
            "PULSE_COOKIE": str(self.folder / "cookie"),
            "ALSA_CONFIG_PATH": str(self.folder / "alsa.conf"),
        }
        self._process: subprocess.Popen[bytes] | None = None
        self._listeners: list[subprocess.Popen[bytes]] = []
        self._canary_log = canary_log
        self.canary: subprocess.Popen[bytes] | None = None

    @property
    def env(self) -> dict[str, str]:
        """The caller's environment, pointed at this server."""
        return {**os.environ, **self.vars}

    def start(self) -> PulseServer:
        """Start it and return once it answers."""
        self.socket.unlink(missing_ok=True)
        command = ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no"]
        command += ["--disable-shm=yes", "--realtime=no", "--high-priority=no", "--log-level=error"]
        for sink in self.sinks:
            command += ["-L", f"module-null-sink sink_name={sink} rate={RATE} channels=2"]
        command += ["-L", f"module-native-protocol-unix socket={self.socket} auth-anonymous=1"]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(command, env=self.env, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        deadline_s = time.monotonic() + MOST_S
        while not self.socket.exists():
            if self._process.poll() is not None or time.monotonic() > deadline_s:
                raise RuntimeError("no PulseAudio: " + (self.folder / "log").read_text())
            time.sleep(0.01)  # the server makes the socket when it is ready, and tells nothing else
        self._keep_steps_small()
        if self._canary_log is not None:
            # As much as the player asks for: the canary is disturbed by what disturbs the player, and by nothing less.
            command = [sys.executable, "-S", str(CANARY), str(self._canary_log), self.sinks[-1], str(USUAL_MS)]
            self.canary = subprocess.Popen(command, env=self.env, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL)
        return self

    def _keep_steps_small(self) -> None:
        """Have somebody listen to each sink all the time, from the first step on.

        A null sink that nobody listens to takes two seconds at a time, so who comes first would hear nothing for as
        long. It begins anew when it was suspended.
        """
        command = ["parec", "--raw", f"--rate={RATE}", f"--latency-msec={STEP_MS}", "-d"]
        quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self._listeners = [
            subprocess.Popen([*command, f"{sink}.monitor"], env=self.env, **quiet) for sink in self.sinks
        ]
        deadline_s = time.monotonic() + MOST_S
        while self.pactl("list", "short", "source-outputs").count("\n") < len(self.sinks):
            if time.monotonic() > deadline_s:
                raise RuntimeError("nobody listens to the sinks")
        for sink in self.sinks:
            for suspended in ("1", "0"):
                self.pactl("suspend-sink", sink, suspended)

    def kill(self) -> None:
        """End it as a crash would."""
        if self.canary is not None:
            self.canary.communicate()
            self.canary = None
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None
        for listener in self._listeners:
            listener.kill()
            listener.wait()
        self._listeners = []

    def pactl(self, *arguments: str) -> str:
        """What `pactl` says."""
        done = subprocess.run(
            ["pactl", *arguments], env=self.env, capture_output=True, text=True, timeout=MOST_S, check=True
        )
        return done.stdout

    def close(self) -> None:
        """End it and remove its folder."""
        self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self) -> PulseServer:
        return self.start()

    def __exit__(self, kind: type[BaseException] | None, e: BaseException | None, t: TracebackType | None) -> None:
        self.close()


class Recorder:
    """Records a sink's monitor as mono float samples in −1…1.

    `origin_s` is the monotonic time of sample 0 as early as it can be known: the least of (arrival − age) over
    all pieces. A null sink hands on each step (`STEP_MS`) when it begins to play it, so this is a step early, and by
    it a sound is heard before its stream was begun. `moment_s` takes that off.
    """

    def __init__(self, server: PulseServer, sink: str = "gym") -> None:
        command = ["parec", "-d", f"{sink}.monitor", f"--rate={RATE}", "--channels=1", "--format=s16le"]
        command += [f"--latency-msec={STEP_MS}", "--raw"]
        # What the player is told to ask for is not for the recorder, whose 10 ms keep the null sink's steps small.
        env = {name: value for name, value in server.env.items() if name != "PULSE_LATENCY_MSEC"}
        self._process = subprocess.Popen(
            command, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._kept = np.empty(FIRST_ROOM_S * RATE, np.float32)
        self._frames = 0
        self._lags: list[tuple[float, float]] = []
        self.origin_s = float("inf")
        self.started = threading.Event()
        self._thread = threading.Thread(target=self._read, name="recorder")
        self._thread.start()
        if not self.started.wait(MOST_S):
            self.stop()
            raise RuntimeError("the recorder heard nothing")

    def _read(self) -> None:
        assert self._process.stdout is not None
        descriptor = self._process.stdout.fileno()
        half = b""
        while piece := os.read(descriptor, 65536):
            now_s = time.monotonic()
            whole = half + piece
            half = whole[len(whole) // 2 * 2 :]
            self._keep(np.frombuffer(whole[: len(whole) // 2 * 2], "<i2"))
            self._lags.append((self._frames / RATE, now_s - self._frames / RATE))
            self.origin_s = min(self.origin_s, self._lags[-1][1])
            self.started.set()

    def _keep(self, piece: NDArray[np.int16]) -> None:
        frames = self._frames + len(piece)
        if frames > len(self._kept):
            # Who looks at what was recorded so far goes on looking at the old one.
            self._kept = np.concatenate([self._kept, np.empty(frames, np.float32)])
        np.divide(piece, np.float32(32768), out=self._kept[self._frames : frames])
        self._frames = frames

    def moment_s(self, second: float) -> float:
        """The monotonic time at which a second of the recording was heard, by what arrived around it.

        A null sink's second is up to 0.1 ms shorter than one, so `origin_s` is right for the end of a long recording
        alone.
        """
        near = [lag_s for at_s, lag_s in self._lags if abs(at_s - second) < NEAR_S]
        return second + min(near, default=self.origin_s) + STEP_MS / 1000

    @property
    def samples(self) -> NDArray[np.float32]:
        """Everything recorded so far, to look at: a test that waits for a sound looks a hundred times a second, and
        what that costs is taken from the player."""
        frames = self._frames
        return self._kept[:frames]

    def has_come_to(self, moment_s: float) -> bool:
        """Whether what was heard at a monotonic time has been recorded."""
        return self._frames / RATE + self.origin_s > moment_s

    def stop(self) -> NDArray[np.float32]:
        """End the recording; everything recorded."""
        self._process.terminate()
        self._process.wait()
        self._thread.join()
        assert self._process.stdout is not None
        self._process.stdout.close()
        return self.samples

    def __enter__(self) -> Recorder:
        return self

    def __exit__(self, kind: type[BaseException] | None, e: BaseException | None, t: TracebackType | None) -> None:
        self.stop()
