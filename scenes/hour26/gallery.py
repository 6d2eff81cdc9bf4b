"""Parts of the inference UI feedback loop."""

from __future__ import annotations

from manim import VGroup, VMobject

from storyreel.design.layout import Frame
from storyreel.design.tokens import px
from storyreel.parts.gallery.sample import played, sample

from .parts import pieces
from .parts.branch_names import BranchNames
from .parts.case_card import CaseCard
from .parts.chat import Bubble, Composer
from .parts.drawer import Drawer, OpenDrawer
from .parts.forked_road import Course, ForkedRoad
from .parts.note import Note
from .parts.score_bar import ScoreBar
from .parts.thumb import OpenApp, ThumbDown
from .parts.two_lane_gate import TwoLaneGate
from .parts.verdict_line import VerdictLine

TOKENS = (("Small", 18712), (" words", 2456), (" travel", 3067), (" far", 1290))


@sample(VerdictLine, 560, 240)
def verdict_line(room: Frame) -> VMobject:
    upper, lower = (row.center[1] for row in room.rows((1.0, 1.0), 0.0))
    return VGroup(
        VerdictLine("kept in full", (room.left + px(60), upper), passed=True),
        VerdictLine("half is gone", (room.left + px(60), lower), passed=False),
    )


@sample(Note, 560, 240)
def note(room: Frame) -> VMobject:
    return Note("illustration", (room.left + px(110), 0.0))


@sample(ScoreBar, 1400, 160)
def score_bar(room: Frame) -> VMobject:
    part = ScoreBar(room, "Score", 73, 100)
    part.reach(1.0)
    return part


@sample(ForkedRoad, 1500, 400)
def forked_road(room: Frame) -> VMobject:
    return _fork(room)


@sample(BranchNames, 900, 400)
def branch_names(room: Frame) -> VMobject:
    return VGroup(_fork(room), BranchNames(("one way", "another"), _course(room)))


@sample(TwoLaneGate, 480, 460)
def two_lane_gate(room: Frame) -> VMobject:
    x, y = room.center
    post = Frame(x - px(59), room.bottom + px(30), x + px(59), room.top - px(90))
    part = TwoLaneGate(post, "Tests", (y + px(70), y - px(130)))
    return VGroup(part, part.findings)


def _course(room: Frame) -> Course:
    left, right = room.left + px(56), room.right - px(56)
    ends = room.top - px(100), room.bottom + px(100)
    return Course(left, left + room.width * 0.3, left + room.width * 0.45, right, 0.0, ends)


def _fork(room: Frame) -> ForkedRoad:
    part = ForkedRoad(_course(room))
    played(part.open(1.0), part.build(part.course.right, 1.0))
    played(part.ride(0, part.course.right - px(120), 1.0))
    return part


@sample(Composer, 900, 340)
def composer(room: Frame) -> VMobject:
    return Composer(room)


@sample(Bubble, 900, 200)
def bubble(room: Frame) -> VMobject:
    part = Bubble(
        room.left, room.top - px(50), ("A reply", " that", " grows", " word", " by word.")
    )
    part.write(4)
    return part


@sample(pieces.Pieces, 1000, 260)
def text_in_pieces(room: Frame) -> VMobject:
    places = pieces.in_line([text for text, _ in TOKENS], room.left, px(30), px(92), 1.2)
    paints = (pieces.PROMPT, pieces.SOLID, pieces.HOLLOW, pieces.MARKED)
    looks = [pieces.Look(f, p, told=1.0, scale=1.2) for f, p in zip(places, paints, strict=True)]
    return pieces.Pieces(TOKENS, looks)


@sample(pieces.Piece, 420, 240)
def piece(room: Frame) -> VMobject:
    (place,) = pieces.in_line(["word"], -pieces.extent("word") / 2, px(30), px(92))
    return pieces.Piece("word", 4775, pieces.Look(place, told=1.0))


@sample(CaseCard, 900, 460)
def case_card(room: Frame) -> VMobject:
    part = CaseCard(room, ("prompt", "reply", "expected", "version"))
    return VGroup(part, part.tell("model-2"))


@sample(Drawer, 560, 240)
def drawer(room: Frame) -> VMobject:
    return Drawer(room.inset(px(20), px(70)), "Cases")


@sample(OpenDrawer, 1500, 160)
def open_drawer(room: Frame) -> VMobject:
    place = room.inset(0.0, px(30))
    front, _ = place.columns((500.0, 1000.0), 0.0)
    part = OpenDrawer(place, front, ("prompt", "reply", "expected"))
    played(part.pull(1.0))
    return VGroup(part, Drawer(front, "Cases").front)


@sample(OpenApp, 560, 420)
def open_app(room: Frame) -> VMobject:
    part = OpenApp(room.inset(px(30), 0.0), "App", "keeps nothing")
    return VGroup(part, ThumbDown(part.start))


@sample(ThumbDown, 300, 240)
def thumb(room: Frame) -> VMobject:
    return ThumbDown(room.center, px(90))
