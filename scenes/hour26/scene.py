"""Hour 26, the feedback loop: a reply forks from its reference, and the case is written down."""

from __future__ import annotations

from manim import VGroup

from storyreel.design.easing import after, settle
from storyreel.design.layout import Frame, Grid, x_at, y_at
from storyreel.design.tokens import Color, Seconds, Type, px
from storyreel.parts.motion import Appear, Shift, Stamp, Vanish
from storyreel.parts.text import Line
from storyreel.stage.beat import beat
from storyreel.stage.scene import StoryScene

from .data import Data
from .parts.branch_names import BranchNames
from .parts.case_card import CaseCard, Drop, Learn
from .parts.chat import Bubble, Composer
from .parts.comparing import Comparing
from .parts.drawer import Drawer, OpenDrawer
from .parts.exchange import Exchange
from .parts.forked_road import ForkedRoad
from .parts.note import Note
from .parts.reply_plan import COURSE, RAISED, REPLY_LEFT
from .parts.score_bar import ScoreBar
from .parts.thumb import Fall, OpenApp, ThumbDown
from .parts.two_lane_gate import TwoLaneGate
from .parts.verdict_line import VerdictLine

ASKING = Frame.of(96, 282, 1824, 798)
COUNT = (x_at(122), y_at(646))
ASKED, REPLYING = (x_at(1824), y_at(262)), (x_at(96), y_at(780))
ROWS = (y_at(268), y_at(496))
ROWS_LEFT = x_at(340)
SCORE = Frame.of(96, 730, 1824, 850)
CARD = Frame.of(96, 262, 1256, 838)
APP = Frame.of(1324, 262, 1824, 620)
FLOOR = px(470)
DRAWER = Frame.of(1324, 744, 1824, 832)
KEPT = Frame.of(1432, 682, 1716, 823)
HOME = Frame.of(96, 720, 596, 808)
STORE = Frame.of(96, 720, 1824, 808)
GATE = Frame.of(1706, 326, 1824, 656)
STOP = x_at(1657)
HEADING, UNDER = (x_at(96), y_at(296)), (x_at(96), y_at(376))
BRIEF = Seconds.QUICK / 2
LATE = after(0.35, settle)


class InferenceUiFeedbackLoop(StoryScene):
    """A question in a chat; the road of the reply, which forks; the card; and the fork again."""

    data: Data

    @beat("press")
    def opening(self) -> None:
        ask, answer = self.data.ask, self.data.answer
        texts = ask.tokens, answer.reply, answer.reference
        self.exchange = Exchange(texts, answer.fork, ASKING.inset(px(64), 0.0), ask.second_line)
        self.composer = Composer(ASKING)
        self.add(self.composer, self.exchange.question)
        self.until("press")
        self.start(self.composer.press())

    @beat("cut", "cut_up", "fly", "count")
    def ask(self) -> None:
        data = self.data.ask
        text = data.count.replace("{count}", str(len(data.tokens)))
        self.count = Line(text, Type.LABEL_STRONG, COUNT, Color.SLATE)
        self.road = ForkedRoad(COURSE)
        self.until("cut")
        self.start(self.exchange.cut(self.between("cut", "cut_up")), Vanish(self.composer.button))
        self.until("fly")
        self.start(*self.composer.file(self.exchange.asked, *ASKED))
        self.start(self.road.build(COURSE.right, Seconds.SLOW))
        self.bring_to_front(self.exchange.question)
        self.play(self.exchange.close_question(Seconds.QUICK))
        self.start(self.exchange.pack(Seconds.MOVE))
        self.until("count")
        self.start(Appear(self.count))

    @beat("grow", "grown", "fork", "taken", "other")
    def answer(self) -> None:
        data, exchange, road = self.data.answer, self.exchange, self.road
        texts = tuple(token.text for token in data.reply)
        first = exchange.plan.at + 1
        self.bubble = Bubble(*REPLYING, texts)
        self.names = BranchNames(data.names, COURSE)
        self.start(Appear(self.bubble.card, (0.0, px(24)), run_time=Seconds.QUICK))
        self.start(road.kindle(0, REPLY_LEFT, Seconds.QUICK))
        self.add(self.bubble.line, exchange.reply)
        self.until("grow")
        growing = self.between("grow", "grown")
        self.start(exchange.grow(road, growing), self.bubble.grow(0, first, growing))
        self.until("fork")
        self.start(road.open(Seconds.MOVE))
        self.until("taken")
        self.start(exchange.take(Seconds.SLOW), road.kindle(0, COURSE.right, Seconds.SLOW))
        self.start(self.bubble.grow(first, len(texts), Seconds.SLOW), Appear(self.names[0]))
        self.until("other")
        self.start(exchange.offer(Seconds.SLOW), Appear(self.names[1]))

    @beat("rows", "fuse", "score", "scored")
    def judge(self) -> None:
        data, exchange = self.data.judge, self.exchange
        alignment, rows = exchange.plan.alignment, (exchange.reply, exchange.reference)
        places = alignment.places(ROWS_LEFT, Grid.STAGE.right, ROWS)
        comparing = Comparing(alignment, rows, places, self.data.answer.names, Grid.LEFT)
        score = ScoreBar(SCORE, data.name, data.score, data.total)
        self.until("rows")
        chat = VGroup(self.composer.asked, self.bubble, self.count, self.names)
        self.start(Vanish(chat), Vanish(self.road), Vanish(exchange.question))
        self.start(Appear(comparing.heads, ease=LATE))
        self.add(comparing.capsules, *rows)
        self.play(*comparing.gather(Seconds.MOVE))
        self.start(*comparing.unfold(Seconds.QUICK))
        self.until("fuse")
        self.start(comparing.compare(max(self.between("fuse", "score") - BRIEF, 0.0)))
        self.until("score")
        self.start(Appear(score), score.fill(self.between("score", "scored")))
        self.judged = VGroup(comparing.heads, score, comparing.capsules)

    @beat("thumb", "fall", "store", "drop")
    def record(self) -> None:
        data, exchange = self.data.record, self.exchange
        self.app = OpenApp(APP, data.app, data.keeps)
        thumb = ThumbDown(self.app.start)
        card = CaseCard(CARD, data.fields)
        rooms, version = card.rooms, card.tell(data.version)
        self.drawer = Drawer(DRAWER, data.store)
        self.kept = VGroup(card, exchange.question, exchange.reply, exchange.reference, version)

        self.start(Vanish(self.judged, run_time=BRIEF), Appear(card, ease=LATE))
        self.bring_to_front(exchange.reply, exchange.reference)
        self.play(*exchange.close_rows(rooms, Seconds.QUICK))
        self.start(*exchange.note(rooms, Seconds.MOVE), Appear(version, ease=LATE))
        self.until("thumb")
        self.start(Appear(self.app, (px(60), 0.0)), Stamp(thumb))
        self.until("fall")
        self.start(Fall(thumb, FLOOR, Seconds.SLOW))
        self.until("store")
        self.start(Vanish(self.app.says), Appear(self.drawer, (px(80), 0.0)))
        self.until("drop")
        self.start(Drop(self.kept, CARD, KEPT, Seconds.SLOW))
        self.bring_to_front(self.drawer.front)

    @beat("again", "came", "train", "after", "judged")
    def retrain(self) -> None:
        data, exchange = self.data.retrain, self.exchange
        self.stored = self.kept.copy()
        self.remove(self.kept)
        self.road = road = ForkedRoad(RAISED)
        road.part(1.0)
        heading = Line(data.again, Type.HEADING, HEADING, Color.NAVY)
        came = Line(data.came, Type.LABEL, UNDER, Color.SLATE)
        later = Line(data.after, Type.HEADING, HEADING, Color.NAVY)
        note, names = Note(data.illustration, UNDER), BranchNames(data.versions, RAISED)
        gate = TwoLaneGate(GATE, data.gate, RAISED.ends)

        back = exchange.come_back(RAISED, Seconds.MOVE)
        self.add(self.drawer.back, self.stored, self.drawer.front, road)
        self.add(exchange.question, exchange.reply, exchange.reference)
        way = (HOME.left - DRAWER.left, HOME.bottom - DRAWER.bottom)
        moved = (self.drawer.back, self.stored, self.drawer.front)
        self.start(Vanish(self.app), *(Shift(part, way, Seconds.SLOW) for part in moved))
        self.start(road.build(RAISED.right, Seconds.SLOW), *back)
        self.until("again")
        riding = self.between("again", "came")
        self.start(Appear(VGroup(heading, came)), road.ride(0, STOP, riding))
        self.start(*exchange.swap(False, riding))
        self.until("train")
        lesson = self.stored.copy()
        self.start(Vanish(VGroup(heading, came)), road.put_out(Seconds.MOVE))
        self.start(Learn(lesson, (RAISED.split, RAISED.y), Seconds.MOVE))
        self.bring_to_front(self.drawer.front)
        self.start(Appear(VGroup(later, note), ease=LATE), Appear(VGroup(gate, names)))
        self.until("after")
        riding = self.between("after", "judged")
        self.start(road.ride(1, STOP, riding), *exchange.swap(True, riding))
        self.until("judged")
        self.start(Stamp(gate.findings))
        self.shown = VGroup(later, note, gate, names, gate.findings)

    @beat("wisdom", "light")
    def closing(self) -> None:
        chat = VerdictLine(self.data.summary.chat, HEADING, passed=False)
        names = BranchNames(self.data.answer.names, RAISED)
        opened = OpenDrawer(STORE, HOME, self.data.record.fields)
        self.start(Vanish(self.shown), self.road.put_out(Seconds.QUICK))
        self.start(*self.exchange.swap(False, Seconds.MOVE))
        self.start(Vanish(self.drawer.back), Vanish(self.stored), Vanish(self.drawer.grip))
        self.start(opened.pull(Seconds.SLOW), Appear(VGroup(chat, names), ease=LATE))
        self.bring_to_front(self.drawer.front)
        self.until("wisdom")
        self.start(self.shared.reveal_wisdom())
        self.until("light")
        self.start(self.road.kindle(0, RAISED.right, Seconds.SLOW))
