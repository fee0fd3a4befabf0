"""What contributors run, in the environment that nox runs in; see CONTRIBUTING.md."""

from __future__ import annotations

from pathlib import Path

import nox

# PyTorch and the GPU libraries that its Linux build on PyPI asks for; nothing here uses them.
GPU = (
    "torch", "triton", "cuda-bindings", "cuda-pathfinder", "cuda-toolkit", "nvidia-cublas", "nvidia-cuda-cupti",
    "nvidia-cuda-nvrtc", "nvidia-cuda-runtime", "nvidia-cudnn-cu13", "nvidia-cufft", "nvidia-cufile", "nvidia-curand",
    "nvidia-cusolver", "nvidia-cusparse", "nvidia-cusparselt-cu13", "nvidia-nccl-cu13", "nvidia-nvjitlink",
    "nvidia-nvshmem-cu13", "nvidia-nvtx",
)  # fmt: skip

nox.options.default_venv_backend = "none"
nox.options.sessions = ["lint", "fast"]


@nox.session
def setup(session: nox.Session) -> None:
    """Install the project and all that its tests and documentation need."""
    session.run("pip", "install", "-c", "constraints.txt", "-e", ".[test]", external=True)


@nox.session
def fast(session: nox.Session) -> None:
    """Tests with the fake encoder; arguments go to pytest."""
    session.run("pytest", "-q", "-m", "not model", *session.posargs, external=True)


@nox.session
def tests(session: nox.Session) -> None:
    """All tests, and how much of the code they run, by branch."""
    session.run("pytest", "-q", "--cov", *session.posargs, external=True)


@nox.session
def lint(session: nox.Session) -> None:
    """Style, types, and which way imports run."""
    session.run("ruff", "check", ".", external=True)
    session.run("ruff", "format", "--check", ".", external=True)
    session.run("mypy", external=True)
    session.run("lint-imports", external=True)


@nox.session
def docs(session: nox.Session) -> None:
    """The documentation as pages in site/, offline; a broken link or a missing page is an error."""
    session.run("mkdocs", "build", "--strict", *session.posargs, external=True)


@nox.session
def bench(session: nox.Session) -> None:
    """Start-up beside a plain script on the same model; bench/README.md has the other measurements."""
    session.run("python", "bench/startup.py", *session.posargs, external=True)


@nox.session
def hashes(session: nox.Session) -> None:
    """Write constraints-hashed.txt anew: what constraints.txt pins of all extras, with hashes; PyTorch apart."""
    without = [arg for name in GPU for arg in ("--no-emit-package", name)]
    session.run(
        "uv", "pip", "compile", "pyproject.toml", "--extra", "all", "--extra", "parquet", "-c", "constraints.txt",
        "--universal", "--python-version", "3.11", "--generate-hashes", "--no-annotate", "--no-header", "--quiet",
        *without, "-o", "constraints-hashed.txt", external=True,
    )  # fmt: skip


@nox.session
def dist(session: nox.Session) -> None:
    """The wheel and the source distribution in dist/, checked, and what is installed beside them as an SBOM."""
    session.run("python", "-m", "build", external=True)
    session.run("twine", "check", "--strict", *map(str, Path("dist").glob("ipp_search-*")), external=True)
    session.run(
        "cyclonedx-py", "environment", "--pyproject", "pyproject.toml", "--output-reproducible", "--of", "JSON",
        "-o", "dist/ipp-search.cdx.json", external=True,
    )  # fmt: skip


@nox.session
def translations(session: nox.Session) -> None:
    """Collect the sentences of the pages, add new ones to the languages' catalogues, and compile those."""
    folder = Path("ipp_search/pages/translations")
    template = folder / "pages.pot"
    session.run(
        "pybabel", "-q", "extract", "-F", "babel.cfg", "-k", "to_translate", "-o", str(template), "--omit-header",
        "--no-location", "--sort-output", "ipp_search/pages", external=True,
    )  # fmt: skip
    for catalogue in sorted(folder.glob("*.po")):
        session.run(
            "pybabel", "-q", "update", "-i", str(template), "-o", str(catalogue), "-l", catalogue.stem,
            "--no-fuzzy-matching", "--ignore-pot-creation-date", external=True,
        )  # fmt: skip
        session.run(
            "pybabel", "-q", "compile", "-i", str(catalogue), "-o", str(catalogue.with_suffix(".mo")), external=True
        )
