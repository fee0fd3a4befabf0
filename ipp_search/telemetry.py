"""Switches off what libraries would tell their makers, before any of them is imported.

A library reads its switch when it is loaded (onnxruntime) or when it first speaks, so the package's door sets them all.
docs/architecture.md says what each one does without it.
"""

from __future__ import annotations

import os
from collections.abc import MutableMapping

SWITCHES = {
    "ANONYMIZED_TELEMETRY": "False",  # chromadb
    "DO_NOT_TRACK": "1",  # huggingface_hub, and the convention that others follow
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "LANGCHAIN_TRACING_V2": "false",  # langsmith, which langchain-text-splitters brings
    "LANGSMITH_TRACING": "false",
    "ORT_DISABLE_TELEMETRY": "1",  # onnxruntime from 1.29, where a person has it beside the version that we pin
    "OTEL_SDK_DISABLED": "true",  # opentelemetry, which chromadb brings
}


def switch_off(environment: MutableMapping[str, str] = os.environ) -> None:
    """Set every switch, whatever stood there: a variable set for another program is no consent to send records."""
    environment.update(SWITCHES)
