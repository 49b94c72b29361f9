"""What is taken out of a PDF's pages, and what is counted on the way.

A page keeps what is drawn on it. Notes on it (a form's answers, stamps, signatures) keep their looks as stamps and
nothing else. What anything below them has to do with acting, with other files or with its maker goes by its name.
"""

import re
from time import monotonic

from pypdf import PageObject
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    PdfObject,
    StreamObject,
)

from adapters.documents.limits import OBJECTS, SECONDS
from adapters.documents.page import Unfit
from adapters.documents.streams import Unpacking

KEPT = {"/Type", "/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/Resources", "/Contents", "/Annots", "/Group"}
"""What a page keeps."""

RESOURCES = {"/Font", "/XObject", "/ExtGState", "/ColorSpace", "/Pattern", "/Shading"}
"""What its drawing may draw upon. Layers are dropped with the rest, so what was hidden in one is seen."""

NOTES = {
    *("/Widget", "/Stamp", "/FreeText", "/Ink", "/Line", "/Square", "/Circle", "/Polygon", "/PolyLine"),
    *("/Highlight", "/Underline", "/StrikeOut", "/Squiggly", "/Caret"),
}
"""Notes that are looked at. Others are pressed, played or opened."""

GONE = {
    *("/AA", "/JS", "/JavaScript", "/OpenAction", "/URI", "/Launch", "/Dest", "/AcroForm", "/Annots"),
    *("/EF", "/AF", "/EmbeddedFiles", "/RF", "/FFilter", "/FDecodeParms", "/OPI", "/Ref", "/Alternates", "/PS"),
    *("/Metadata", "/PieceInfo", "/LastModified", "/Info", "/Thumb", "/Parent", "/StructParent", "/StructParents"),
    *("/OC", "/OCGs", "/Measure", "/PtData", "/Properties"),
}
"""What goes wherever it stands below a page."""

NAMED = {*RESOURCES, "/CharProcs", "/Colorants"}
"""Under these stand names that the maker chose, and one may well have called a picture /JS."""

_HIDDEN = 0x02 | 0x20
_PAINTS = re.compile(rb"(?:^|[\s\])>}])(?:Tj|TJ|['\"]|Do|[fFBbSs]\*?|sh|EI)(?=[\s\[(</%]|$)")


def drawn(page: PageObject) -> bool:
    """Whether anything is painted on a page: letters, lines, areas or pictures."""
    contents = page.get_contents()
    return "/Annots" in page or (contents is not None and _PAINTS.search(contents.get_data()) is not None)


class Scrub:
    """One walk through a PDF, in which every object is looked at once. Raises Unfit("bomb") where there is too much."""

    def __init__(self) -> None:
        self._seen: set[int] = set()
        self._unpacking = Unpacking()
        self._until = monotonic() + SECONDS

    def page(self, page: PageObject) -> None:
        """Take out of a page what is no drawing."""
        notes = self._notes(page.get("/Annots"))
        _only(page, KEPT - {"/Annots"})
        if notes:
            page[NameObject("/Annots")] = ArrayObject(notes)
        self._walk([page.get(key) for key in page])

    def _notes(self, given: PdfObject | None) -> list[PdfObject]:
        found = _real(given)
        if not isinstance(found, ArrayObject):
            return []
        if len(found) > OBJECTS:
            raise Unfit("bomb")
        return [stamp for note in found if (stamp := _stamp(_real(note))) is not None]

    def _walk(self, waiting: list[PdfObject | None]) -> None:
        while waiting:
            thing = _real(waiting.pop())
            if not isinstance(thing, (DictionaryObject, ArrayObject)) or id(thing) in self._seen:
                continue
            self._see(thing)
            if isinstance(thing, ArrayObject):
                waiting.extend(list.__iter__(thing))
                continue
            self._dictionary(thing)
            for key in thing:
                value = thing.raw_get(key)
                named = _real(value) if key in NAMED else None
                if isinstance(named, DictionaryObject) and not isinstance(named, StreamObject):
                    waiting.extend(named.raw_get(name) for name in named)
                else:
                    waiting.append(value)

    def _see(self, thing: PdfObject) -> None:
        self._seen.add(id(thing))
        if len(self._seen) > OBJECTS or monotonic() > self._until:
            raise Unfit("bomb")

    def _dictionary(self, thing: DictionaryObject) -> None:
        for key in GONE.intersection(thing):
            del thing[key]
        resources = _real(thing.get("/Resources"))
        if isinstance(resources, DictionaryObject):
            _only(resources, RESOURCES)
        if isinstance(thing, StreamObject):
            thing.pop("/F", None)  # another file in place of its own bytes
            self._unpacking.stream(thing)


def _only(thing: DictionaryObject, kept: set[str]) -> None:
    for key in set(thing) - kept:
        del thing[key]


def _real(thing: PdfObject | None) -> PdfObject | None:
    return thing.get_object() if isinstance(thing, IndirectObject) else thing


def _stamp(note: PdfObject | None) -> DictionaryObject | None:
    """A note's looks as a stamp, or None where it has none or hides."""
    if not isinstance(note, DictionaryObject) or note.get("/Subtype") not in NOTES:
        return None
    flags, place, looks = _real(note.get("/F")), _real(note.get("/Rect")), _looks(note)
    hidden = isinstance(flags, NumberObject) and bool(flags & _HIDDEN)
    if hidden or place is None or looks is None:
        return None
    stamp = DictionaryObject()
    stamp[NameObject("/Type")] = NameObject("/Annot")
    stamp[NameObject("/Subtype")] = NameObject("/Stamp")
    stamp[NameObject("/Rect")] = place
    stamp[NameObject("/AP")] = DictionaryObject({NameObject("/N"): looks})
    return stamp


def _looks(note: DictionaryObject) -> PdfObject | None:
    """The drawing of a note as it stands: of a tick box, the one of its state."""
    states = _real(note.get("/AP"))
    if not isinstance(states, DictionaryObject) or "/N" not in states:
        return None
    found = states.raw_get("/N")
    normal = _real(found)
    if isinstance(normal, DictionaryObject) and not isinstance(normal, StreamObject):
        state = _real(note.get("/AS"))
        found = normal.raw_get(state) if isinstance(state, NameObject) and state in normal else None
    return found if isinstance(_real(found), StreamObject) else None
