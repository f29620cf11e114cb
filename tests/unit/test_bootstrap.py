"""The engine is loaded once, and works on rules where the classifier cannot be used."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from upstander import bootstrap
from upstander.model.errors import UpstanderError
from upstander.recognise import classifier
from upstander.recognise.classifier import ModelChanged, ModelMissing


@pytest.fixture(autouse=True)
def nothing_loaded(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(bootstrap, "_engine", None)
    yield


@pytest.mark.parametrize("wrong", [ModelMissing("recogniser.onnx"), ModelChanged("manifest.json")])
def test_goes_on_with_rules_and_says_why(
    monkeypatch: pytest.MonkeyPatch, wrong: UpstanderError
) -> None:
    def refuse() -> None:
        raise wrong

    monkeypatch.setattr(classifier, "Classifier", refuse)

    assert bootstrap.engine().without_model == wrong.explain()
    assert bootstrap.engine().version.startswith("no-model")


def test_goes_on_with_rules_where_a_library_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise ImportError("no", name="onnxruntime")

    monkeypatch.setattr(classifier, "Classifier", refuse)

    assert "onnxruntime" in bootstrap.engine().without_model


def test_is_loaded_once() -> None:
    assert bootstrap.engine() is bootstrap.engine()
