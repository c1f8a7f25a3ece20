"""XML read as a stream: one entry in memory at a time, no entities, no document types, no file that is cut off.

The parser is expat with a handler that refuses every document type and entity before anything of it is read, as defusedxml
does; defusedxml itself parses in Python, which took 54 s for a list of 133 MB.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import TreeBuilder
from xml.parsers import expat

from headstamp.core.errors import InputError
from headstamp.reference.watchlist.unpack import Doc

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_CHUNK = 1 << 18


class _Cutter:
    """Builds the elements whose name is in `wanted`, each by itself, and nothing of what lies between them."""

    def __init__(self, file: str, wanted: Collection[str]) -> None:
        self._file, self._wanted = file, frozenset(wanted)
        self.ready: list[Element] = []
        self._root = ""
        self._builder = TreeBuilder()
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self.parser.EntityDeclHandler = self._refuse
        self._outside()

    def _outside(self) -> None:
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self.parser.CharacterDataHandler = None

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name in self._wanted:
            self._builder, self._root = TreeBuilder(), tag
            self._builder.start(tag, attributes)
            self.parser.StartElementHandler = self._builder.start
            self.parser.CharacterDataHandler = self._builder.data
            self.parser.EndElementHandler = self._end

    def _end(self, tag: str) -> None:
        self._builder.end(tag)
        if tag == self._root:
            element = self._builder.close()
            if ":" in tag:
                for each in element.iter():
                    each.tag = each.tag.rpartition(":")[2]
            self.ready.append(element)
            self._outside()

    def _refuse(self, *_: Any) -> None:
        what = "holds a document type or entities, which no list does"
        hint = "fetch the file from the authority itself"
        raise InputError(what, hint=hint, file=self._file, row=self.parser.CurrentLineNumber)


def elements(doc: Doc, wanted: Collection[str]) -> Iterator[Element]:
    """Each element whose name without prefix is in `wanted`, complete; such elements do not stand inside one another.

    Raises InputError, with the line, for XML that is not well-formed or that breaks off, and for entities or a DTD.
    """
    cutter = _Cutter(doc.name, wanted)
    ended = False
    try:
        with doc.open() as stream:
            while not ended:
                chunk = stream.read(_CHUNK)
                ended = not chunk
                cutter.parser.Parse(chunk, ended)
                yield from cutter.ready
                cutter.ready.clear()
    except expat.ExpatError as error:
        raise _broken(doc.name, error, ended) from error
    except (LookupError, ValueError) as error:  # an encoding that nobody knows, or one that expat does not read
        hint = "save the list as UTF-8, or fetch it from the authority itself"
        raise InputError(f"XML that cannot be decoded: {error}", hint=hint, file=doc.name, row=1) from error


def _broken(file: str, error: expat.ExpatError, ended: bool) -> InputError:
    if ended:
        hint = "fetch the file again: a list that is cut off would miss its last entries without a word"
        return InputError("the list is cut off in the middle", hint=hint, file=file, row=error.lineno)
    return InputError(f"not well-formed XML: {error}", hint="fetch the file again", file=file, row=error.lineno)


def text(element: Element | None, path: str) -> str:
    """The text below `element` at `path`, stripped; empty where there is none."""
    return (element.findtext(path) or "").strip() if element is not None else ""


def texts(element: Element, path: str) -> list[str]:
    """All non-empty texts at `path`."""
    return [found for each in element.findall(path) if (found := (each.text or "").strip())]
