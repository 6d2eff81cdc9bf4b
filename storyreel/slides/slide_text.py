"""Text in the shapes of slides and notes: written with a mark, and kept once a person edits it."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from xml.sax.saxutils import quoteattr

from storyreel.slides.marks import Mark, SlideKey, words_digest
from storyreel.slides.ooxml import Element, namespaces, parsed, q
from storyreel.slides.seen_shapes import shape_text


@dataclass(frozen=True, slots=True)
class TextRun:
    """Some words of a paragraph, in bold or not, at a size in points or the one of the layout."""

    text: str
    bold: bool = False
    size: int | None = None


@dataclass(frozen=True, slots=True)
class TextParagraph:
    """A paragraph, with points of space before it."""

    runs: tuple[TextRun, ...]
    before: int = 0


@dataclass(frozen=True, slots=True)
class SlideText:
    """The paragraphs of a placeholder, which is named by its type and its index on the layout.

    `index` is "" for one that is named by its type alone. `number` tells the texts of one slide
    apart.
    """

    type: str
    index: str
    number: int
    paragraphs: tuple[TextParagraph, ...]
    language: str

    @property
    def words(self) -> str:
        return " ".join(
            "".join(run.text for run in paragraph.runs) for paragraph in self.paragraphs
        )


def plain(*lines: str) -> tuple[TextParagraph, ...]:
    """Paragraphs of one run each, in the look of the layout."""
    return tuple(TextParagraph((TextRun(line),)) for line in lines)


def text_shape(text: SlideText, key: SlideKey, shape: int, box: str = "") -> Element:
    """A placeholder with these words and their mark; `box` is the XML of a position of its own."""
    kind = f' type="{text.type}"' if text.type else ""
    index = f' idx="{text.index}"' if text.index else ""
    return parsed(
        f'<p:sp {namespaces()}><p:nvSpPr><p:cNvPr id="{shape}" name={quoteattr(_mark(text, key))}/>'
        f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph{kind}{index}/></p:nvPr>'
        f"</p:nvSpPr><p:spPr>{box}</p:spPr><p:txBody><a:bodyPr/><a:lstStyle/>{_xml(text)}"
        "</p:txBody></p:sp>".encode()
    )


def marked_texts(root: Element) -> list[tuple[Mark, Element]]:
    """The shapes of a slide or a notes page that carry the mark of a text."""
    shapes = root.iter(q("p:sp"))
    marks = [(Mark.read(each.find(f".//{q('p:cNvPr')}").get("name", "")), each) for each in shapes]
    return [(mark, shape) for mark, shape in marks if mark is not None]


def is_edited(mark: Mark, shape: Element) -> bool:
    """Whether somebody has changed the words of a text since it was made."""
    return words_digest(shape_text(shape)) != mark.digest


def rewrite(shape: Element, text: SlideText, key: SlideKey) -> None:
    """Put new words into a shape, which keeps its place and its look."""
    body = shape.find(q("p:txBody"))
    for paragraph in body.findall(q("a:p")):
        body.remove(paragraph)
    fragment = parsed(f"<p:txBody {namespaces()}>{_xml(text)}</p:txBody>".encode())
    body.extend(list(fragment))
    shape.find(f".//{q('p:cNvPr')}").set("name", _mark(text, key))


def _mark(text: SlideText, key: SlideKey) -> str:
    return str(Mark(key, text.number, words_digest(text.words)))


def _xml(text: SlideText) -> str:
    return "".join(_paragraph(paragraph, text.language) for paragraph in text.paragraphs)


def _paragraph(paragraph: TextParagraph, language: str) -> str:
    space = f'<a:spcBef><a:spcPts val="{paragraph.before * 100}"/></a:spcBef>'
    properties = f"<a:pPr>{space}</a:pPr>" if paragraph.before else ""
    runs = "".join(_run(run, language) for run in paragraph.runs)
    return f"<a:p>{properties}{runs}</a:p>"


def _run(run: TextRun, language: str) -> str:
    bold = ' b="1"' if run.bold else ""
    size = f' sz="{run.size * 100}"' if run.size else ""
    return (
        f"<a:r><a:rPr lang={quoteattr(language)}{size}{bold}/>"
        f"<a:t>{escape(run.text, quote=False)}</a:t></a:r>"
    )
