"""Hour 26, the feedback loop: a reply forks from its reference, and the case is written down."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from manim import VGroup

from storyreel.design.easing import after, settle
from storyreel.design.layout import Frame, Grid, x_at, y_at
from storyreel.design.tokens import Color, Motion, Space, Type, px
from storyreel.parts.case_card import CaseCard, Drawer, Drop, Learn, OpenDrawer
from storyreel.parts.chat import Bubble, Composer
from storyreel.parts.comparing import Fusing
from storyreel.parts.forked_road import ForkedRoad
from storyreel.parts.motion import Appear, Shift, Stamp, Vanish
from storyreel.parts.note import Note
from storyreel.parts.pieces import HOLLOW, SOLID, Paint, Pieces
from storyreel.parts.reply_plan import COURSE, RAISED, ReplyPlan, growth
from storyreel.parts.score_bar import ScoreBar
from storyreel.parts.text import Line
from storyreel.parts.thumb import Fall, OpenApp, ThumbDown
from storyreel.parts.two_lane_gate import TwoLaneGate
from storyreel.parts.verdict import Badge
from storyreel.stage.beat import beat
from storyreel.stage.scene import StoryScene

if TYPE_CHECKING:
    from scenes.data.hour26_inference_ui_feedback_loop import Data, Tokens

ASKING = Frame.of(96, 300, 1824, 720)
REPLYING = Frame.of(96, 262, 1824, 362)
ROWS = (y_at(276), y_at(488))
ROWS_LEFT = x_at(340)
SCORE = Frame.of(96, 730, 1824, 850)
CARD = Frame.of(96, 262, 1256, 838)
APP = Frame.of(1324, 262, 1824, 620)
DRAWER = Frame.of(1324, 744, 1824, 832)
KEPT = Frame.of(1432, 682, 1716, 823)
HOME = (x_at(96), y_at(808))
GATE = Frame.of(1706, 334, 1824, 664)
SAYING = (x_at(96), y_at(306))
UNDER = (x_at(96), y_at(392))
FADE = Motion.QUICK / 2
STOP = x_at(1657)
LATE = after(0.35, settle)
COUNT = (x_at(122), y_at(656))


class InferenceUiFeedbackLoop(StoryScene):
    """A question in a chat; the road of the reply, which forks; the card; and the fork again."""

    data: Data

    @beat("press")
    def opening(self) -> None:
        ask, answer = self.data.ask, self.data.answer
        self.texts = [_pairs(tokens) for tokens in (ask.tokens, answer.reply, answer.reference)]
        self.plan = ReplyPlan(*self.texts, fork=answer.fork)
        self.composer = Composer(ASKING)
        self.room = ASKING.inset(px(64), px(40))
        self.question = Pieces(self.texts[0], self.plan.asked(self.room, ask.second_line))
        self.reply = Pieces(self.texts[1], [look.hidden() for look in self.plan.on_road()])
        looks = self.plan.on_road()[: self.plan.at + 1], self.plan.on_branch()
        self.reference = Pieces(self.texts[2], self.plan.rest(*looks))
        self.add(self.composer, self.question)
        self.until("press")
        self.start(self.composer.press())

    @beat("cut", "fly", "count")
    def ask(self) -> None:
        data = self.data.ask
        self.until("cut")
        tiles = self.plan.tiles(self.room, data.second_line)
        self.start(self.question.restyle(tiles, Motion.SLOW, 0.85))
        self.start(Vanish(self.composer.button))
        self.until("fly")
        self.road = ForkedRoad(COURSE)
        self.add(self.road)
        self.start(self.road.build(COURSE.right, Motion.SLOW))
        self.bring_to_front(self.question)
        self.start(Vanish(self.composer.card))
        self.play(self.question.restyle([replace(look, told=0.0) for look in tiles], FADE, 1.0))
        self.start(self.question.restyle(self.plan.prompt(), Motion.SLOW, 0.97))
        self.until("count")
        text = data.count.replace("{count}", str(len(data.tokens)))
        self.count = Line(text, Type.LABEL_STRONG, COUNT, Color.SLATE)
        self.start(Appear(self.count))

    @beat("grow", "grown", "fork", "taken", "other")
    def answer(self) -> None:
        data = self.data.answer
        texts = tuple(token.text for token in data.reply)
        first = self.plan.at + 1
        self.bubble = Bubble(REPLYING, texts)
        self.names = self._names(data.names)
        self.start(Appear(self.bubble.card, (0.0, px(24)), run_time=Motion.QUICK))
        self.add(self.bubble.line, self.reply)
        self.until("grow")
        growing = self.between("grow", "grown")
        self.start(growth(self.plan, self.reply, growing), self.bubble.grow(0, first, growing))
        self.start(self.road.kindle(0, COURSE.split, growing))
        self.until("fork")
        self.add(self.reference)
        self.start(self.road.open(Motion.MOVE))
        self.bring_to_front(self.question, self.reply, self.reference)
        self.until("taken")
        rest = len(texts) - first
        taken = self.plan.on_road()[self.plan.at :]
        self.start(self.reply.restyle(taken, Motion.SLOW, 0.5, first=self.plan.at))
        self.start(self.bubble.grow(first, first + rest, Motion.SLOW))
        self.start(self.road.kindle(0, COURSE.right, Motion.SLOW))
        self.start(Appear(self.names[0]))
        self.until("other")
        branch = self.plan.on_branch()
        self.start(self.reference.restyle(branch, Motion.SLOW, 0.7, first=self.plan.other + 1))
        self.start(Appear(self.names[1]))

    @beat("rows", "fuse", "score", "scored")
    def judge(self) -> None:
        data, names = self.data.judge, self.data.answer.names
        upper, lower, capsules = self.plan.aligned(ROWS_LEFT, Grid.STAGE.right, ROWS)
        self.fusing = Fusing(self.plan, self.reply, self.reference, (upper, lower), capsules)
        heads = VGroup(
            *(
                Line(name, Type.LABEL_STRONG, (Grid.LEFT, place), Color.NAVY)
                for name, place in _heads(names, upper, lower)
            )
        )
        score = ScoreBar(SCORE, data.name, data.score, data.total)
        self.until("rows")
        self.start(Vanish(VGroup(self.bubble.card, self.bubble.line, self.names, self.count)))
        self.start(Vanish(self.question), Vanish(self.road))
        self.add(self.fusing.capsules)
        self.bring_to_front(self.reply, self.reference)
        self.start(*self.fusing.align(Motion.SLOW), Appear(heads, ease=LATE))
        self.until("fuse")
        self.start(self.fusing.compare(self.between("fuse", "score") - 0.2))
        self.until("score")
        self.start(Appear(score))
        self.start(score.fill(self.between("score", "scored")))
        self.judged = VGroup(heads, score)

    @beat("thumb", "fall", "store", "drop")
    def record(self) -> None:
        data = self.data.record
        app = OpenApp(APP, data.app, data.keeps)
        thumb = ThumbDown(app.start)
        self.card = CaseCard(CARD, data.fields)
        *rooms, last = self.card.rooms
        prompt, reply, correction = self.plan.noted(tuple(rooms))
        version = Line(data.version, Type.CODE_STRONG, (last.left, last.center[1]), Color.NAVY)
        self.drawer = Drawer(DRAWER, data.store)

        self.start(Vanish(self.judged), Vanish(self.fusing.capsules))
        self.start(Appear(self.card, (-px(80), 0.0)))
        self.bring_to_front(self.reply, self.reference)
        self.start(self.reply.restyle(reply, Motion.SLOW, 0.95))
        self.start(self.reference.restyle(correction, Motion.SLOW, 0.95))
        self.until("thumb")
        self.start(Appear(app, (px(60), 0.0)), Stamp(thumb))
        self.question.wear([replace(look, shown=0.0) for look in prompt])
        self.start(self.question.restyle(prompt, Motion.MOVE, 0.9), Appear(version))
        self.until("fall")
        self.start(Fall(thumb, px(470), Motion.SLOW))
        self.until("store")
        self.start(Vanish(app.says), Appear(self.drawer.back, (px(80), 0.0)))
        self.start(Appear(self.drawer.front, (px(80), 0.0)))
        self.until("drop")
        self.kept = VGroup(self.card, self.question, self.reply, self.reference, version)
        self.start(Drop(self.kept, CARD, KEPT, Motion.SLOW))
        self.bring_to_front(self.drawer.front)
        self.app = app

    @beat("again", "came", "train", "after", "judged")
    def retrain(self) -> None:
        data = self.data.retrain
        stored = self.kept.copy()
        self.remove(self.kept)
        self.plan = ReplyPlan(*self.texts, fork=self.data.answer.fork, course=RAISED)
        self.road = ForkedRoad(RAISED)
        self.road.part(1.0)
        self.add(self.drawer.back, stored, self.drawer.front, self.road)
        home = HOME[0] - DRAWER.left, HOME[1] - DRAWER.bottom
        self.start(Vanish(self.app))
        for part in (self.drawer.back, stored, self.drawer.front):
            self.start(Shift(part, home, Motion.SLOW))
        self.start(self.road.build(COURSE.right, Motion.SLOW))
        whole = self.plan.prompt(), self.plan.on_road(), self.plan.whole_reference()
        for pieces, looks in zip((self.question, self.reply, self.reference), whole, strict=True):
            self.add(pieces)
            pieces.wear(
                [replace(look, shown=0.0, frame=look.frame.raised(px(60))) for look in looks]
            )
            self.start(pieces.restyle(looks, Motion.SLOW, 0.9))
        self.until("again")
        heading = Line(data.again, Type.HEADING, SAYING, Color.NAVY)
        came = Line(data.came, Type.LABEL, UNDER, Color.SLATE)
        names = self._names(data.versions)
        self.start(Appear(heading))
        self.start(self.road.ride(0, STOP, self.between("again", "came")))
        self.until("came")
        self.start(Appear(came))
        self.until("train")
        gate = TwoLaneGate(GATE, data.gate, RAISED.ends)
        heading_after = Line(data.after, Type.HEADING, SAYING, Color.NAVY)
        note = Note(data.illustration, UNDER)
        lesson = stored.copy()
        self.start(Vanish(heading), Vanish(came), self.road.put_out(Motion.MOVE))
        self.start(Learn(lesson, (RAISED.split, RAISED.y), Motion.MOVE))
        self.start(Appear(VGroup(heading_after, note), ease=LATE), Appear(gate), Appear(names))
        self.until("after")
        riding = self.between("after", "judged")
        self.start(self.road.ride(1, STOP, riding), *self._swap(HOLLOW, SOLID, riding))
        self.until("judged")
        badges = VGroup(gate.finding(0, passed=False), gate.finding(1, passed=True))
        self.start(Stamp(badges))
        self.shown = VGroup(heading_after, note, gate, names, badges)
        self.stored = stored

    @beat("wisdom")
    def closing(self) -> None:
        data = self.data.summary
        names = self._names(self.data.answer.names)
        self.start(Vanish(self.shown), self.road.put_out(Motion.QUICK))
        self.start(*self._swap(SOLID, HOLLOW, Motion.MOVE))
        self.start(Vanish(self.drawer.back), Vanish(self.stored, (0.0, -px(60))))
        base = Frame(Grid.LEFT, HOME[1], Grid.LEFT + DRAWER.width, HOME[1] + DRAWER.height)
        whole = Frame(Grid.LEFT, base.bottom, Grid.RIGHT, base.top)
        opened = OpenDrawer(whole, base, self.data.record.fields)
        self.start(opened.pull(Motion.SLOW), Vanish(self.drawer.grip))
        self.bring_to_front(self.drawer.front)
        badge = Badge((Grid.LEFT + px(40), SAYING[1]), px(40), passed=False)
        says = Line(data.chat, Type.LABEL_STRONG, (Grid.LEFT + px(104), SAYING[1]), Color.GOLD_TEXT)
        self.start(Appear(VGroup(badge, says), ease=LATE), Appear(names, ease=LATE))
        self.until("wisdom")
        self.start(self.road.kindle(0, COURSE.right, Motion.SLOW))
        self.start(self.furniture.reveal_wisdom())

    # What several beats share

    def _swap(self, upper: Paint, lower: Paint, run_time: float) -> tuple[object, object]:
        """The tiles of the two branches take these colours."""
        first, other = self.plan.at + 1, self.plan.other + 1
        above = [replace(look, paint=upper) for look in self.plan.on_road()[first:]]
        below = [replace(look, paint=lower) for look in self.plan.on_branch()]
        return (
            self.reply.restyle(above, run_time, 0.7, first=first),
            self.reference.restyle(below, run_time, 0.7, first=other),
        )

    def _names(self, names: tuple[str, ...]) -> VGroup:
        rise = self.plan.course.y - COURSE.y
        places = ((x_at(872), y_at(400)), (x_at(935), y_at(746)))
        return VGroup(
            *(
                Line(name, Type.LABEL_STRONG, (x, y + rise), Color.NAVY, "right")
                for name, (x, y) in zip(names, places, strict=True)
            )
        )


def _heads(names: tuple[str, ...], *rows: list[Frame]) -> list[tuple[str, float]]:
    """Each row's name at the height of each of its lines."""
    lines = [sorted({place.center[1] for place in row}) for row in rows]
    return [(name, y) for name, heights in zip(names, lines, strict=True) for y in heights]


def _pairs(tokens: Tokens) -> list[tuple[str, int]]:
    return [(token.text, token.id) for token in tokens]
