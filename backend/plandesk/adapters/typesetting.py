"""Typst as documents and pictures share it: fonts that come along, and a compiler for each thread."""

import threading
from importlib.resources import files
from pathlib import Path

import typst


class Typesetter:
    """Sets one template of ours; `fonts` adds those of a folder to the built-in ones, and the system's never count."""

    def __init__(self, template: str, fonts: Path | None = None) -> None:
        added = [fonts] if fonts else []
        self._fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=added)
        self._each_thread = threading.local()
        self.template = (files("plandesk.adapters") / "templates" / template).read_bytes()

    @property
    def compiler(self) -> typst.Compiler:
        """Return this thread's compiler; one sets a single thing at a time."""
        compiler: typst.Compiler | None = getattr(self._each_thread, "compiler", None)
        if compiler is None:
            compiler = self._each_thread.compiler = typst.Compiler(font_paths=self._fonts, ignore_system_fonts=True)
        return compiler
