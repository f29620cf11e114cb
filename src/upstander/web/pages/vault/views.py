"""Make, unlock and lock the vault; the recovery code and the paper key."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from upstander.learn.passphrase import suggest_words
from upstander.model.errors import WrongSecret
from upstander.preserve.recovery_code import groups as code_groups
from upstander.preserve.recovery_code import same_group
from upstander.web.access import WARN_SECONDS, Desk, admitted, desk_of, gate, unlocked
from upstander.web.late import take_up
from upstander.web.pages.guide.views import words_of
from upstander.web.pages.vault.forms import Groups, Keeper, NewPassphrase, Unlock, strength
from upstander.web.reading import reader
from upstander.web.shown import again, page

if TYPE_CHECKING:
    from upstander.bootstrap import Session


def default_place() -> Path:
    """Where a new vault goes when the program was started without a place; a neutral name."""
    base = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(base) / "papers"


@admitted
def create(request: HttpRequest) -> HttpResponseBase:
    """Make a vault: the device question first, then a passphrase with a strength meter."""
    from upstander.bootstrap import create_vault

    if not gate.shared_device:
        return redirect("start")
    place = gate.path or default_place()
    if (place / "vault.json").exists():
        gate.path = place
        return redirect("unlock")
    form = NewPassphrase(request.POST or None)
    typed = request.POST.get("passphrase", "")
    if request.POST.get("do") == "make" and form.is_valid():
        made = create_vault(place, passphrase=form.cleaned_data["passphrase"])
        _begin(made.session)
        gate.recovery_code = made.recovery_code
        return redirect("recovery")
    if request.POST.get("do") == "check":
        form = NewPassphrase()
    judged = strength(typed) if typed else None
    context = {"form": form, "judged": judged, "suggested": _suggestion(), "place": place}
    return render(request, "vault/create.html", context)


@unlocked
def recovery(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    """Show the recovery code once; two groups typed back end it."""
    groups = code_groups(gate.recovery_code)
    if len(groups) < 3:
        return redirect("start")
    asked = (1, len(groups) - 2)
    form = Groups(request.POST or None)
    form.fields["first"].label = f"Group {asked[0] + 1} of the code"
    form.fields["second"].label = f"Group {asked[1] + 1} of the code"
    if form.is_valid():
        typed = (form.cleaned_data["first"], form.cleaned_data["second"])
        if all(same_group(t, groups[a]) for t, a in zip(typed, asked, strict=True)):
            gate.recovery_code = ""
            return redirect("start" if gate.shared_device != "no" else "paper-key")
        form.add_error(None, "That is not what the code says. Look at your paper again.")
    context = {"form": form, "code": gate.recovery_code, **words_of("recovery-code")}
    return page(request, "vault/recovery.html", context, typing=True)


@unlocked
def paper_key(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    """Offer a key on paper, after asking who keeps it; never where device or home is shared."""
    form = Keeper(request.POST or None)
    key = ""
    if form.is_valid() and form.cleaned_data["keeper"] != "none":
        key = desk.session.vault.paper_key()
    declined = form.is_valid() and form.cleaned_data["keeper"] == "none"
    context = {
        "form": form,
        "key": key,
        "declined": declined,
        "shared": gate.shared_device in ("yes", "unsure"),
        **words_of("paper-key"),
    }
    return page(request, "vault/paper.html", context)


@admitted
def unlock(request: HttpRequest) -> HttpResponseBase:
    """Open the vault, take up what waited, and go on where the person was."""
    from upstander.bootstrap import unlock as open_vault

    if gate.path is None:
        return redirect("start")
    onward = _onward(request)
    if gate.opened() is not None:
        return redirect(onward)
    form = Unlock(request.POST or None)
    if form.is_valid():
        try:
            _begin(open_vault(gate.path, secret=form.cleaned_data["secret"]))
            return redirect(onward)
        except WrongSecret as wrong:
            form.add_error(None, wrong.explain())
    return render(request, "vault/unlock.html", {"form": form, "onward": onward})


@admitted
@require_POST
def lock(request: HttpRequest) -> HttpResponse:
    """Lock now."""
    gate.lock()
    return redirect("unlock")


@unlocked
def still_here(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    """Ask before the idle lock; a page that was used meanwhile in another tab goes back."""
    onward = _onward(request)
    left = gate.seconds_left()
    if request.method == "POST" or left > WARN_SECONDS + 5:
        return redirect(onward)
    response = render(request, "vault/still.html", {"onward": onward, "left": int(left)})
    return again(response, int(left) + 2, f"/unlock?next={onward}")


@unlocked
@require_POST
def stay(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Put the idle lock off; gives the seconds that are left now."""
    return HttpResponse(str(int(gate.seconds_left())), content_type="text/plain")


def _begin(session: Session) -> None:
    """Start work with an unlocked vault: fold in what waited, go on reading."""
    gate.hold(session)
    desk = desk_of(session)
    take_up(desk)
    reader.resume(desk)


def _onward(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or "/"
    fits = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if fits and wanted.startswith("/") else "/"


def _suggestion() -> str:
    return " ".join(suggest_words(secrets.randbelow))
