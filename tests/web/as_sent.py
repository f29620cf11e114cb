"""What a browser sends with a form of a page: its hidden fields, ticks and choices."""

from __future__ import annotations

from html.parser import HTMLParser


class _Form(HTMLParser):
    """Reads one form by its id."""

    def __init__(self, form: str) -> None:
        super().__init__()
        self.fields: dict[str, list[str]] = {}
        self._form, self._inside = form, False
        self._select = self._area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._inside = given.get("id") == self._form
        if not self._inside:
            return
        name = given.get("name", "")
        ticks = given.get("type") == "checkbox"
        if tag == "input" and (not ticks or "checked" in given):
            self.fields.setdefault(name, []).append(given.get("value", "on" if ticks else ""))
        elif tag == "select":
            self._select = name
            self.fields[name] = [""]
        elif tag == "option" and "selected" in given:
            self.fields[self._select] = [given.get("value", "")]
        elif tag == "textarea":
            self._area = name
            self.fields[name] = [""]

    def handle_data(self, data: str) -> None:
        if self._inside and self._area:
            self.fields[self._area] = [data.strip()]

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = ""
        elif tag == "form":
            self._inside = False


def as_sent(shown: str, form: str = "goes") -> dict[str, list[str]]:
    """The fields of a form as they stand on a page."""
    reader = _Form(form)
    reader.feed(shown)
    reader.fields.pop("csrfmiddlewaretoken", None)
    return reader.fields
