"""The executor of clusters: segments are rendered by workers on other machines."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from threading import Thread
from types import TracebackType
from typing import Self

from storyreel.cluster.address import SchedulerAddress
from storyreel.cluster.fingerprint import fingerprint
from storyreel.cluster.members import Render
from storyreel.cluster.orders import Orders, SegmentOrder
from storyreel.cluster.patience import Patience
from storyreel.cluster.questions import Terms, marked
from storyreel.cluster.session import ClusterSession
from storyreel.cluster.shares import ClusterRecord
from storyreel.cluster.view import Standard
from storyreel.encode.segment import SegmentJob
from storyreel.encode.segment_store import Store
from storyreel.workers.checked_segment import CheckedSegment

BEGIN_S, END_S = 10.0, 20.0
"""The longest time for the thread to begin, and to end when it is stopped."""


@dataclass(frozen=True, slots=True)
class ClusterNeeds:
    """What a clip needs of a cluster: codec, MiB per segment, and its store, if it has one.

    A `fresh` clip uses no segment that an earlier run has stored.
    """

    codec: str
    memory_mb: int
    store: Store | None = None
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class _Running:
    """A session that has begun, in the event loop of its thread."""

    loop: asyncio.AbstractEventLoop
    task: asyncio.Task[None]
    render: Render


class ClusterExecutor:
    """Renders the segments of one clip on a cluster, through a thread with its own event loop.

    A context manager: on entry the workers are checked, and MachineError is raised where none
    fits. A clean exit waits for everything submitted; any other exit stops the workers.
    `say` is called from the thread.
    """

    def __init__(
        self,
        scheduler: SchedulerAddress,
        needs: ClusterNeeds,
        say: Callable[[str], None],
        patience: Patience | None = None,
    ) -> None:
        self._scheduler, self._needs, self._say = scheduler, needs, say
        self._patience = patience or Patience()
        self._held = ExitStack()
        self._begun: Future[_Running] = Future()
        """Done when the session has begun, or could not begin."""

        self._ready: Future[None] = Future()
        """Done when a worker fits, or none does."""

        self._thread = Thread(target=self._run, name="cluster", daemon=True)

    @property
    def record(self) -> ClusterRecord:
        """Who rendered what, as far as it is known."""
        render = self._begun.result().render
        shares = tuple(share for share in render.shares.values() if share.segments)
        return ClusterRecord(self._scheduler.url, shares, dict(render.refused))

    def submit(self, job: SegmentJob) -> Future[CheckedSegment]:
        """Queue a segment; its future raises what rendering raised, or why the cluster failed."""
        future: Future[CheckedSegment] = Future()
        future.set_running_or_notify_cancel()
        running = self._begun.result()
        order = SegmentOrder(job, future)
        running.loop.call_soon_threadsafe(running.render.orders.add, order)
        return future

    def close(self) -> None:
        """No more segments follow; does not wait for those that were submitted."""
        running = self._begun.result()
        with suppress(RuntimeError):  # the thread has ended already
            running.loop.call_soon_threadsafe(running.render.orders.close)

    def _run(self) -> None:
        """The main function of the thread."""
        try:
            asyncio.run(self._serve())
        except BaseException as error:
            for promise in (self._begun, self._ready):
                if not promise.done():
                    promise.set_exception(error)

    async def _serve(self) -> None:
        """Have all orders rendered; those that can't be, and those that still come, fail."""
        render = await asyncio.to_thread(self._render)
        task = asyncio.current_task()
        assert task is not None
        self._begun.set_result(_Running(asyncio.get_running_loop(), task, render))
        try:
            await ClusterSession(render, lambda: self._ready.set_result(None)).run()
        except Exception as error:
            if not self._ready.done():
                raise
            render.orders.fail(error)
            await render.orders.ended.wait()

    def _render(self) -> Render:
        needs = self._needs
        mark = self._held.enter_context(marked(needs.store))
        terms = Terms(secrets.token_hex(8), needs.codec, needs.memory_mb, mark, needs.fresh)
        own = fingerprint(needs.codec)
        standard = Standard(self._scheduler, own, terms)
        return Render(standard, Orders(), self._patience, self._say)

    def __enter__(self) -> Self:
        self._thread.start()
        try:
            self._ready.result()
        except BaseException:
            self._abort()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is not None:
            self._abort()
            return
        self.close()
        self._thread.join()
        self._held.close()

    def _abort(self) -> None:
        """Stop what the workers do for this clip, and let go of the cluster."""
        with suppress(BaseException):  # an error is on its way already, often the one of `_begun`
            running = self._begun.result(timeout=BEGIN_S)
            running.loop.call_soon_threadsafe(running.task.cancel)
        self._thread.join(timeout=END_S)
        self._held.close()
