"""Hour 25, UI productization: one doorway, and behind it three rooms that work differently."""

from __future__ import annotations

from typing import TYPE_CHECKING

from manim import VGroup

from storyreel.design.easing import glide, steady
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Motion, Space, Type, Weight, px
from storyreel.parts.browser import (
    Browser,
    Form,
    Message,
    Sent,
    Waiting,
    bubble_frame,
    packet_frame,
)
from storyreel.parts.counter import Counter
from storyreel.parts.doorway import Doorway
from storyreel.parts.house import Room, come_up, glance, leave_up
from storyreel.parts.mismatch import Mismatch
from storyreel.parts.motion import Appear, Shift, Vanish
from storyreel.parts.motion import Motion as Change
from storyreel.parts.outputs import Outputs
from storyreel.parts.padding import PaddedRow
from storyreel.parts.shapes import Strokes
from storyreel.parts.staircase import Staircase
from storyreel.parts.tally import Tally
from storyreel.parts.template import Part, Prompt, sketch
from storyreel.parts.text import Line, width_of
from storyreel.parts.tiling import Cuts, joined_frames, parted_frames, wrapped_frames
from storyreel.parts.tokens import Look, Token, TokenStrip
from storyreel.parts.ways import Way
from storyreel.parts.wisdom import TightWisdomBox
from storyreel.stage.beat import beat
from storyreel.stage.scene import StoryScene

if TYPE_CHECKING:
    from scenes.data.hour25_ui_productization import Data, Tokens

OUTSIDE = Frame.of(96, 262, 776, 868)
DOOR_OUTSIDE = Frame.of(846, 262, 1106, 868)
DOOR = Frame.of(96, 262, 356, 868)
DOOR_BETWEEN = Frame.of(444, 262, 704, 808)
THIRDS = (1.0, 1.0, 1.0)
ROOMS = Frame.of(1176, 262, 1824, 868).rows(THIRDS, Space.GUTTER)
ROOMS_ASIDE = Frame.of(1540, 262, 1824, 868).rows(THIRDS, Space.GUTTER)
ROOMS_BETWEEN = Frame.of(744, 262, 1424, 808).rows((150.0, 210.0, 150.0), px(18))
ROOM = Frame.of(388, 262, 1824, 868)
HALL = Frame.of(388, 262, 1508, 868)
WAYS = Frame.of(96, 412, 424, 658), Frame.of(1496, 412, 1824, 658)
TEXT = Type.CODE_STRONG.sized(68)
TILE, SMALL_TILE = px(124), px(84)


class UIProductization(StoryScene):
    """Outside the door, through it, and into one room after the other; then the whole house."""

    data: Data

    @beat("send")
    def opening(self) -> None:
        outside, sent = self.data.doorway, self.data.message
        self.furniture.wisdom = TightWisdomBox(self.storyboard.wisdom)
        self.browser = Browser(OUTSIDE, outside.address)
        self.door = Doorway(DOOR_OUTSIDE, outside.name, outside.number)
        pairs = zip(ROOMS, outside.rooms, strict=True)
        self.rooms = [Room(frame, name) for frame, name in pairs]
        self.views = self._views([_view(frame) for frame in ROOMS])
        bar, page = self.browser.bar, self.browser.page
        typed = Line(sent.text, Type.LABEL, (bar.left + px(30), bar.center[1]))
        width = width_of(sent.text, Type.LABEL_STRONG) + px(72)
        self.bubble = bubble_frame(page.right, page.top - px(70), width)
        self.waiting = Waiting(bubble_frame(page.right, page.top - px(200), page.width))
        self.note = Message(sent.text, self.bubble)
        self.add(self.browser, typed, *self.rooms, self.views, self.door)
        self.until("send")
        self.note.stand(Form(self.bubble.raised(-px(170)), 0.0, 0.0))
        self.start(Vanish(typed, (0.0, px(50))))
        self.play(self.note.go(Form(self.bubble), Motion.MOVE))

    @beat("fold", "fly", "door", "rooms")
    def message(self) -> None:
        self.until("fold")
        self.sent = Sent(self.data.message.text, self.bubble)
        packet = Message(self.data.message.text, self.bubble)
        self.remove(self.note)
        self.add(self.sent)
        ready = (self.bubble.right + px(10), self.bubble.center[1])
        self.start(packet.fold_at(ready, self.between("fold", "fly")), Appear(self.waiting))
        self.until("fly")
        self.start(packet.fold_at(self.door.threshold, Motion.SLOW))
        self.until("door")
        self.start(self.door.swing(1.0))
        self.until("rooms")
        self.start(glance(self.rooms, Motion.SLOW * 1.5))
        self.bring_to_front(self.views)
        self.packet = packet

    @beat("unfold", "cut", "part", "number")
    def tokens(self) -> None:
        tokens = _tokens(self.data.message.tokens)
        center = HALL.center[0], HALL.center[1] + px(20)
        joined = joined_frames(tokens, center, TEXT, TILE)
        self.strip = TokenStrip(tokens, joined, TEXT)
        whole = Frame(joined[0].left, joined[0].bottom, joined[-1].right, joined[0].top)
        bar = whole.inset(-px(24), 0.0)
        edges = [frame.left for frame in joined[1:]]
        cuts = Cuts(edges, whole.bottom - px(34), whole.top + px(34))

        by = (DOOR.left - DOOR_OUTSIDE.left, 0.0)
        chat = VGroup(self.browser, self.sent, self.waiting)
        self.start(Shift(chat, by, Motion.SLOW), Vanish(self.views))
        self.start(self.door.travel(DOOR), Shift(self.packet, by, Motion.SLOW))
        pairs = zip(self.rooms, ROOMS_ASIDE, strict=True)
        self.start(*(room.reach(frame, None, Motion.SLOW) for room, frame in pairs))
        self.until("unfold")
        self.remove(self.packet, chat)
        words = Message(self.data.message.text, bar, TEXT).emerge(self.door.threshold)
        self.play(words.go(Form(bar), Motion.MOVE))
        self.add(self.strip)
        self.until("cut")
        self.start(cuts.draw(self.between("cut", "part")))
        self.until("part")
        self.start(Vanish(cuts), words.go(Form(bar, 0.0, 0.0), Motion.QUICK / 2))
        self.start(self.strip.travel(parted_frames(tokens, center, TEXT, TILE), Motion.MOVE, 1.0))
        self.until("number")
        self.start(self.strip.number(Motion.SLOW))

    @beat("ids", "read", "run", "done", "spare", "reply")
    def generate(self) -> None:
        data = self.data.generate
        self.room, *others = self.rooms
        body = Frame(ROOM.left + Space.PAD, ROOM.bottom + px(36), ROOM.right, ROOM.top - px(104))
        stairs = Frame(body.left, body.bottom, body.left + px(910), body.top)
        staircase = Staircase(stairs, len(self.data.message.tokens), data.passes)
        right = ROOM.right - Space.PAD
        ys = [ROOM.top - px(108) - px(176) * step for step in range(3)]
        words = (data.new, data.read, data.kept)
        colors = (Color.NAVY, Color.NAVY, Color.GOLD_TEXT)
        tallies = [
            Tally((right, y), word, color) for y, word, color in zip(ys, words, colors, strict=True)
        ]
        tallies[2].show_count(staircase.kept)

        self.start(*(Vanish(room, (px(120), 0.0)) for room in others))
        self.start(self.room.reach(ROOM, None, Motion.SLOW))
        self.bring_to_front(self.strip)
        self.until("ids")
        self.start(Appear(VGroup(*tallies[:2])))
        self.start(self.strip.turn_to_ids(staircase.first_row(), self.between("ids", "read")))
        self.until("read")
        self.add(staircase)
        self.bring_to_front(self.strip)
        self._climb(staircase, tallies, (0.0, 3.0), self.between("read", "run"))
        self.until("run")
        self._climb(staircase, tallies, (3.0, data.passes), self.between("run", "done"))
        self.until("spare")
        self.start(staircase.spare(Motion.MOVE), Appear(tallies[2]))
        self.until("reply")
        reply = Message(data.new, packet_frame((stairs.right, stairs.bottom)), reply=True)
        reply.stand(Form(packet_frame((stairs.right, stairs.bottom), 0.4), 1.0, 0.0))
        self._send_out(reply)
        self.held = VGroup(staircase, *tallies)

    @beat("burst", "row", "pour", "outputs", "scan", "label", "reply")
    def classify(self) -> None:
        data = self.data.classify
        self.start(self.reply.sink(self.door.threshold))
        self._next_room(1)
        body, tokens = self.room.body, _tokens(data.tokens)
        lower = Frame(body.left, body.bottom, body.right, body.top - px(182))
        strip = TokenStrip(tokens, wrapped_frames(tokens, lower, Type.CODE_STRONG, SMALL_TILE))
        place = Frame(body.left, body.top - px(194), body.right, body.top - px(34))
        row = PaddedRow(place, len(tokens), data.length)
        count = Counter((body.right, self.room.label.at[1]), data.length)
        y = place.bottom - px(50)
        own = Line(data.own, Type.LABEL, (place.left, y), Color.NAVY)
        pads = Line(data.pads, Type.LABEL, (row.places()[-1].right + px(20), y), Color.SLATE)
        last = (place.right - px(5), place.bottom)
        pills = Frame(body.right - px(780), body.bottom, body.right, body.bottom + px(110))
        outputs = Outputs(pills, last, data.labels, data.winner)

        self.until("burst")
        self.start(
            Appear(row, (0.0, 0.0)), Appear(count), strip.burst(self.door.threshold, Motion.SLOW)
        )
        self.until("row")
        self.start(strip.condense(row.places(), self.between("row", "pour")))
        self.start(count.follow(lambda _: strip.condensed, self.between("row", "pour")))
        self.until("pour")
        row.take()
        self.remove(strip)
        self.start(Appear(own), row.pour(self.between("pour", "outputs")))
        self.start(
            count.follow(lambda p: len(tokens) + row.landed(p), self.between("pour", "outputs"))
        )
        self.until("outputs")
        self.start(Appear(pads), Appear(outputs))
        self.until("scan")
        self.start(row.scan(self.between("scan", "label")))
        self.until("label")
        self.start(outputs.choose())
        self.until("reply")
        reply = Message(data.labels[data.winner], outputs.winner, reply=True)
        self._send_out(reply)
        self.held = VGroup(row, own, pads, count, outputs, outputs.chosen)

    @beat("say", "wrap", "answer", "cut", "reply", "rows", "compare", "agreed")
    def instruct(self) -> None:
        self.start(self.reply.sink(self.door.threshold))
        data = self.data.instruct
        self._next_room(2)
        body = self.room.body
        parts = [Part(part.text, part.own) for part in data.prompt]
        prompt = Prompt(body, parts, data.answer)
        head, middle, _ = body.rows((88.0, 274.0, 104.0), 0.0)
        names, cells, totals = middle.columns((220.0, 980.0, 130.0), px(20))
        rows = Mismatch(cells, data.trained.ids, data.sent.ids)
        labels = VGroup(Line(data.heading, Type.LABEL, (body.left, head.top - px(30)), Color.SLATE))
        for row, source in zip(rows.rows, (data.trained, data.sent), strict=True):
            y = row.center[1]
            labels.add(Line(source.name, Type.LABEL_STRONG, (names.left, y), Color.NAVY))
            size = str(len(source.ids))
            labels.add(Line(size, Type.FIGURE, (totals.right, y), Color.NAVY, "right", "number"))
        said = data.agreed.replace("{count}", str(rows.agreed))
        at = (rows.agreement.left, middle.bottom - px(52))
        agreed = Line(said, Type.LABEL_STRONG, at, Color.NAVY)

        self.until("say")
        self.start(prompt.say(self.door.threshold, Motion.MOVE))
        self.until("wrap")
        self.start(prompt.wrap(Motion.MOVE))
        self.until("answer")
        self.start(Appear(prompt.answer))
        self.until("cut")
        self.start(prompt.cut(Motion.MOVE))
        self.until("reply")
        self._send_out(prompt.answer)
        self.until("rows")
        self.start(self.reply.sink(self.door.threshold), Appear(labels))
        self.start(rows.arrive(self.between("rows", "compare")))
        self.until("compare")
        self.start(rows.compare(self.between("compare", "agreed")))
        self.until("agreed")
        self.start(Appear(agreed))
        self.held = VGroup(labels, rows, agreed)

    @beat("house", "ways", "wisdom")
    def closing(self) -> None:
        data = self.data.summary
        drops = (None, px(66), None)
        places = zip(self.rooms[:2], ROOMS_BETWEEN, drops, strict=False)
        others = [Room(frame, room.label.text, drop) for room, frame, drop in places]
        first, middle, last = ROOMS_BETWEEN
        upper = Frame(middle.left, middle.top - px(132), middle.right, middle.top)
        views = self._views([_view(first), _view(upper), _view(last)])
        file = Line(data.model, Type.CODE, (middle.left + Space.PAD, middle.bottom + px(52)))
        browser = Way(WAYS[0], data.browser, data.reply)
        script = Way(WAYS[1], data.script, data.reply, data.prompt)
        y = middle.center[1]
        stops = ((424, 744), (1424, 1496))
        links = VGroup(
            *(
                Strokes(((px(a - 960), y), (px(b - 960), y)), color=Color.NAVY, width=Weight.STRONG)
                for a, b in stops
            )
        )

        self.start(Vanish(self.held), self.door.travel(DOOR_BETWEEN, Motion.SLOW))
        self.start(self.room.reach(last, None, Motion.SLOW))
        self.until("house")
        self.start(*(Appear(room, (0.0, px(80))) for room in others))
        self.until("ways")
        self.start(Appear(views), Appear(file), others[1].enlight())
        self.start(Appear(browser, (-px(60), 0.0)), Appear(script, (px(60), 0.0)), Appear(links))
        self.until("wisdom")
        self.start(self.furniture.reveal_wisdom())

    # What several beats share

    def _climb(
        self, stairs: Staircase, tallies: list[Tally], span: tuple[float, float], run_time: float
    ) -> None:
        """Read from one pass to another; the tiles of the first row draw back with it."""

        def at(progress: float) -> float:
            return span[0] + (span[1] - span[0]) * glide(progress)

        def draw_back(progress: float) -> None:
            for tile, frame in zip(self.strip.tiles, stairs.first_row(at(progress)), strict=True):
                tile.stand(Look(frame, 0.0, max(1 - 4 * progress * span[0], 0.0), 1.0))

        self.start(stairs.climb(*span, run_time, glide))
        self.start(tallies[0].follow(lambda p: int(at(p)), run_time))
        self.start(tallies[1].follow(lambda p: stairs.cells_read(at(p)), run_time))
        self.start(Change(self.strip, draw_back, run_time, steady, removes=span[0] > 0))

    def _next_room(self, index: int) -> None:
        leaving = VGroup(self.room, self.held)
        self.room = Room(ROOM, self.data.doorway.rooms[index])
        self.start(leave_up(leaving), come_up(self.room))

    def _send_out(self, reply: Message) -> None:
        """The reply leaves by the door that the message came in."""
        self.reply = reply
        self.start(reply.fold_at(self.door.threshold))

    def _views(self, frames: list[Frame]) -> VGroup:
        """What happens in each room, seen from afar."""
        data = self.data
        stairs = Staircase(frames[0], len(data.message.tokens), data.generate.passes, 0.0)
        stairs.climb_to(data.generate.passes)
        row = PaddedRow(frames[1], len(data.classify.tokens), data.classify.length, 0.0).fill()
        owns = [part.own for part in data.instruct.prompt]
        return VGroup(stairs, row, sketch(frames[2], owns))


def _view(room: Frame) -> Frame:
    """The right part of a low room."""
    return Frame(room.left + px(290), room.bottom + px(30), room.right - px(40), room.top - px(30))


def _tokens(tokens: Tokens) -> list[Token]:
    return [Token(token.text, token.id) for token in tokens]
