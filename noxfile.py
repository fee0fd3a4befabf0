"""What contributors run, in the environment that nox runs in; see CONTRIBUTING.md."""

from __future__ import annotations

import nox

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
