"""Parts of UI productization."""

from __future__ import annotations

from manim import VGroup, VMobject

from storyreel.design.layout import Frame
from storyreel.design.tokens import px
from storyreel.parts.gallery.sample import sample

from .parts import case, walls
from .parts.chair import Chair
from .parts.errands import Errands
from .parts.form import Form
from .parts.labels import Labels
from .parts.model import NARROW, Model, Seat
from .parts.page import Page
from .parts.plan import SHOP
from .parts.row import STYLE, Added, Continuation, Cutter, Row
from .parts.slab import Slab
from .parts.sleep import Sleep
from .parts.speech import Answer, Question, Spot
from .parts.tile import NEW, OWN, Tile
from .parts.window import Window

NAMES = ("Translate", "Sort", "Answer")
WORDS = ("Small", "words", "travel")


@sample(Slab, 560, 240)
def slab(room: Frame) -> VMobject:
    return Slab(room.inset(px(20)), "#2C5080", "#183560", (px(40), px(10), px(40), 0.0))


@sample(walls.Walls, 1900, 760)
def rooms(room: Frame) -> VMobject:
    part = walls.Walls(SHOP)
    part.lighten(0.5)
    return part.center()


@sample(case.Shelves, 620, 560)
def shelves(room: Frame) -> VMobject:
    part = case.Shelves(SHOP, NAMES)
    part.shine((1.0,) * 3)
    return part.center()


@sample(case.Front, 640, 720)
def front(room: Frame) -> VMobject:
    part = case.Front(SHOP, "tools", NAMES)
    part.shine((1.0,) * 3)
    return part.center()


@sample(case.Shutter, 620, 560)
def shutter(room: Frame) -> VMobject:
    part = case.Shutter(SHOP)
    part.lift(0.3)
    return part.center()


@sample(Model, 560, 420)
def model(room: Frame) -> VMobject:
    return Model("A", room.inset(px(20)), Seat(0.0, 1.0, NARROW))


@sample(Window, 300, 320)
def window(room: Frame) -> VMobject:
    x, y = room.center
    part = Window(Frame(x - px(55), y - px(84), x + px(55), y + px(84)))
    part.light_home(1.0)
    return part


@sample(Sleep, 300, 320)
def sleep(room: Frame) -> VMobject:
    part = Sleep("z")
    part.rise(1.0)
    return part.move_to((*room.center, 0.0))


@sample(Chair, 640, 380)
def chair(room: Frame) -> VMobject:
    floor = room.bottom + px(30)
    side = Chair((room.left + px(150), floor), "you")
    back = Chair((0.0, floor), "you").place((room.right - px(160), floor), 1.0, 1.0)
    return VGroup(side, back)


@sample(Page, 1740, 680)
def page(room: Frame) -> VMobject:
    part = Page("Send", (room.left + px(60), 0.0))
    part.show_part(1.0)
    return part.move_to((*room.center, 0.0))


@sample(Errands, 900, 400)
def errands(room: Frame) -> VMobject:
    phones = tuple((room.left + px(100), y) for y in (px(80), -px(80)))
    openings = tuple((room.right - px(100), y) for y in (px(80), -px(80)))
    part = Errands(phones, openings)
    part.put(0.5, 0.0)
    return part


@sample(Tile, 560, 240)
def token(room: Frame) -> VMobject:
    left, right = room.inset(0.0, px(70)).columns((1.0, 1.0), px(20))
    return VGroup(Tile("own", STYLE, OWN).lay(left), Tile("new", STYLE, NEW).lay(right))


@sample(Question, 560, 340)
def question(room: Frame) -> VMobject:
    return Question(("Two lines", "of a question"), _spot(room))


@sample(Answer, 560, 340)
def answer(room: Frame) -> VMobject:
    return Answer(("One answer",), _spot(room)).say(1.0)


@sample(Row, 900, 440)
def row(room: Frame) -> VMobject:
    return Row(WORDS, room).cut(1.0).veil(1.0).light(1.0)


@sample(Cutter, 900, 440)
def cutter(room: Frame) -> VMobject:
    strip = Row(WORDS, room).veil(1.0)
    part = Cutter("cutter", strip)
    part.lower(1.0)
    return VGroup(strip, part)


@sample(Added, 1100, 440)
def added(room: Frame) -> VMobject:
    words = Row(WORDS, room).cut(1.0).veil(1.0)
    continuation = Continuation(("far",), ("and", "wide"), 1, 30, "… {count} more")
    return VGroup(words, Added(continuation, "read {count}×", words).show_count(21.0, (0.0, 0.0)))


@sample(Labels, 900, 440)
def labels(room: Frame) -> VMobject:
    part = Labels(("no", "yes"), 1, room)
    part.rise(1.0)
    part.choose(1.0)
    return part


@sample(Form, 1100, 480)
def form(room: Frame) -> VMobject:
    part = Form(("Task", "Input", "Result"), ("Add.", "2 and 2"), ("It", "is", "4"), "end", room)
    part.unfold(1.0)
    part.hold(1.0)
    part.write(4.0, (0.0, 0.0))
    return part


def _spot(room: Frame) -> Spot:
    return Spot((0.0, room.center[1] - px(40)), (px(90), room.bottom + px(40)))
