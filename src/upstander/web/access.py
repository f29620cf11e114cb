"""Who may see what: one start token, one browser, one unlocked vault in this process.

Every view carries one of three marks (``everyone``, ``admitted``, ``unlocked``); ``Guard`` turns
away a view without one. A stranger gets the same 404 for every address.
"""

from __future__ import annotations

import hmac
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from upstander.model.errors import NotFound, UpstanderError, VaultLocked
from upstander.web import settings as web_settings

if TYPE_CHECKING:
    from upstander.application.services import PrivateServices, Services
    from upstander.bootstrap import Session
    from upstander.model.actor import Actor
    from upstander.model.ids import ItemId

COOKIE = "k"
WARN_SECONDS = 120
"""How long before the idle lock the person is asked whether they are still there."""

P = ParamSpec("P")
View = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Locking:
    """A locked copy that waits to be saved: of which pack, opened by what, for whom."""

    pack: ItemId
    passphrase: str = field(repr=False)
    recipient: str = ""


@dataclass
class Gate:
    """The state of this one process. There is exactly one: ``gate``."""

    now: Callable[[], float] = time.monotonic
    path: Path | None = None
    session: Session | None = None
    idle_seconds: float = 600.0
    touched: float = 0.0
    shared_device: str = ""  # "" not asked yet | yes | no | unsure
    recovery_code: str = ""  # shown once, until two groups were typed back
    exit_address: str = ""
    show_words: bool = False
    """Words of others stand open; by default each is blurred until asked for."""
    may_copy: set[str] = field(default_factory=set)
    """Cases whose under-18 question was answered "no": files may come in late for them."""
    told: dict[str, list[str]] = field(default_factory=dict)
    """What to tell once about files that were just handed in, by case."""
    spoken: dict[str, Locking] = field(default_factory=dict)
    """Words that open a locked copy, from when they are shown until it is saved or we lock."""
    on_token: Callable[[str], None] = lambda token: None
    _start: str = ""
    _admitted: set[str] = field(default_factory=set)
    _guard: threading.RLock = field(default_factory=threading.RLock)

    def issue_token(self) -> str:
        """Make a fresh single-use start token; an older one ends."""
        with self._guard:
            self._start = secrets.token_urlsafe(24)
            token = self._start
        self.on_token(token)
        return token

    def exchange(self, token: str) -> str | None:
        """Take the start token once and give a cookie value for it."""
        with self._guard:
            if not self._start or not hmac.compare_digest(token.encode(), self._start.encode()):
                return None
            self._start = ""
            key = secrets.token_urlsafe(32)
            self._admitted = {key}
            return key

    def knows(self, key: str | None) -> bool:
        """Say whether this browser was admitted."""
        return bool(key) and key in self._admitted

    def hold(self, session: Session) -> None:
        """Keep the unlocked vault; only one is open at a time."""
        with self._guard:
            previous, self.session = self.session, session
            self.path = session.path
            self.touched = self.now()
        if previous is not None and previous is not session:
            previous.lock()

    def opened(self) -> Session | None:
        """Give the vault while it is unlocked and the person was here not too long ago."""
        with self._guard:
            if self.session is None:
                return None
            if self.session.locked or self.now() - self.touched > self.idle_seconds:
                self.lock()
            return self.session

    def touch(self) -> None:
        """Note that the person did something."""
        self.touched = self.now()

    def seconds_left(self) -> float:
        """Seconds until the idle lock."""
        return max(0.0, self.idle_seconds - (self.now() - self.touched))

    def lock(self) -> None:
        """Lock now. Keys leave memory; what was saved stays."""
        with self._guard:
            session, self.session = self.session, None
            self.recovery_code = ""
            self.spoken.clear()
        if session is not None:
            session.lock()

    def leave(self) -> None:
        """Forget this browser and lock. To come back a new start address is needed."""
        with self._guard:
            self._admitted = set()
        self.lock()
        self.issue_token()


gate = Gate()


@dataclass(frozen=True, slots=True)
class Desk:
    """What a page gets to work with: the ports, the private notes and who is acting."""

    session: Session
    services: Services
    private: PrivateServices
    actor: Actor


def desk_of(session: Session) -> Desk:
    """Lay out the desk for an unlocked vault."""
    return Desk(session, session.services, session.private, session.actor)


def everyone(view: View) -> View:
    """Mark a view that works without token, vault or database (help, exit, plain page)."""
    return _marked(view, "everyone")


def admitted(view: View) -> View:
    """Mark a view for the browser that came with the start token; no vault is needed."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not is_admitted(request):
            raise Http404
        try:
            return view(request, *args, **kwargs)
        except UpstanderError as wrong:
            return explain(request, wrong)

    return _marked(guarded, "admitted")


def unlocked(
    view: Callable[Concatenate[HttpRequest, Desk, P], HttpResponseBase],
) -> View:
    """Mark a view that needs the open vault; it gets the desk as its second argument.

    A thing that is not there and a thing one may not see both give 404. Any other error of the
    family is shown as its own calm sentence with its next step.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not is_admitted(request):
            raise Http404
        session = gate.opened()
        if session is None:
            return locked_page(request)
        if not is_refresh(request):
            gate.touch()
        try:
            return view(request, desk_of(session), *args, **kwargs)
        except NotFound as wrong:
            raise Http404 from wrong
        except VaultLocked:
            gate.lock()
            return locked_page(request)
        except UpstanderError as wrong:
            return explain(request, wrong)

    return _marked(guarded, "unlocked")


def _marked(view: View, mark: str) -> View:
    view.access = mark  # type: ignore[attr-defined]  # read by Guard
    return view


def is_admitted(request: HttpRequest) -> bool:
    """Say whether the request comes from the admitted browser."""
    return gate.knows(request.COOKIES.get(COOKIE))


def is_refresh(request: HttpRequest) -> bool:
    """Say whether the page asked for itself; that is no sign of a person."""
    return request.GET.get("auto") == "1"


def locked_page(request: HttpRequest) -> HttpResponseBase:
    """Answer with the way to unlock; a posted text was put aside before this is reached."""
    if request.method == "POST":
        return render(request, "vault/locked.html", {"kept": kept_text(request)}, status=403)
    if gate.path is None:
        return redirect("start")
    return redirect(f"/unlock?next={request.path}")


def kept_text(request: HttpRequest) -> bool:
    """Put a note that was posted after the lock into the encrypted inbox (public key only)."""
    from upstander.web.late import put_aside

    return put_aside(request, gate.path)


def explain(request: HttpRequest, wrong: UpstanderError) -> HttpResponse:
    """Show an error of the family in its own words."""
    return render(request, "problem.html", {"wrong": wrong}, status=400)


def apply_settings() -> None:
    """Read the settings that come from the environment."""
    gate.idle_seconds = web_settings.idle_minutes() * 60.0
