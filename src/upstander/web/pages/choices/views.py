"""Settings: what counts for this run, and the keys of the vault."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from upstander.web.access import Desk, gate, unlocked
from upstander.web.pages.choices.forms import Choices
from upstander.web.pages.guide.views import words_of
from upstander.web.pages.items.forms import Lost
from upstander.web.pages.vault.forms import NewPassphrase
from upstander.web.shown import page


@unlocked
def settings_page(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    """Show and keep the settings of this run."""
    now = {
        "idle": int(gate.idle_seconds // 60),
        "show_words": gate.show_words,
        "exit_address": gate.exit_address,
    }
    form = Choices(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        gate.idle_seconds = form.cleaned_data["idle"] * 60.0
        gate.show_words = form.cleaned_data["show_words"]
        gate.exit_address = form.cleaned_data["exit_address"]
        return redirect("settings")
    context = {"form": form, "path": desk.session.path}
    return page(request, "choices/settings.html", context, typing=True)


@unlocked
def passphrase(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    """Change the passphrase."""
    form = NewPassphrase(request.POST or None)
    if request.method == "POST" and form.is_valid():
        desk.session.vault.set_passphrase(form.cleaned_data["passphrase"])
        return redirect("settings")
    return page(request, "choices/passphrase.html", {"form": form}, typing=True)


@unlocked
@require_POST
def new_code(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    """Make a new recovery code; the old one stops working here."""
    gate.recovery_code = desk.session.vault.new_recovery_code()
    return redirect("recovery")


@unlocked
def wipe(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    """Wipe the whole vault after the guide was shown and the words were typed; then leave."""
    form = Lost(request.POST or None)
    if request.method == "POST" and form.is_valid():
        vault, path = desk.session.vault, desk.session.path
        gate.lock()
        vault.wipe(path)
        return redirect("leave")
    return page(request, "choices/wipe.html", {"form": form, **words_of("wipe")}, typing=True)
