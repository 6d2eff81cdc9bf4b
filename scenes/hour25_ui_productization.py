"""Hour 25, UI productization: one doorway, and behind it three rooms that work differently."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from manim import VGroup

from storyreel.design.layout import Frame
from storyreel.design.tokens import Motion, Space, px
from storyreel.parts.browser import Form, Message, packet_frame
from storyreel.parts.classifying import Classifying
from storyreel.parts.doorway import Doorway
from storyreel.parts.generating import Generating
from storyreel.parts.glimpses import Glimpses
from storyreel.parts.house import Room, body_of, come_up, glance, leave_up
from storyreel.parts.motion import Appear, Shift, Vanish
from storyreel.parts.outside import Outside
from storyreel.parts.snapping import Snapping
from storyreel.parts.template import Part, Prompt
from storyreel.parts.tokens import Token
from storyreel.parts.ways import TwoWays, Way
from storyreel.parts.wrapping import Wrapping
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


class UIProductization(StoryScene):
    """Outside the door, through it, and into one room after the other; then the whole house."""

    data: Data

    @beat("send")
    def opening(self) -> None:
        data = self.data.doorway
        self.outside = Outside(OUTSIDE, data.address, self.data.message.text)
        self.door = Doorway(DOOR_OUTSIDE, data.name, data.number)
        pairs = zip(ROOMS, data.rooms, strict=True)
        self.rooms = [Room(frame, name) for frame, name in pairs]
        self.views = self._glimpses(ROOMS)
        self.add(self.outside, *self.rooms, self.views, self.door)
        self.until("send")
        self.start(*self.outside.send())

    @beat("fold", "fly", "door", "rooms")
    def message(self) -> None:
        self.until("fold")
        self.packet, motions = self.outside.fold(self.between("fold", "fly"))
        self.start(*motions)
        self.bring_to_front(self.packet)
        self.until("fly")
        self.start(self.packet.fold_at(self.door.threshold, Motion.SLOW))
        self.until("door")
        self.start(self.door.swing(1.0))
        self.until("rooms")
        self.start(glance(self.rooms, Motion.SLOW * 1.5))
        self.bring_to_front(self.views)

    @beat("unfold", "cut", "part", "number")
    def tokens(self) -> None:
        message = self.data.message
        center = HALL.center[0], HALL.center[1] + px(20)
        snapping = Snapping(message.text, _tokens(message.tokens), center)
        self.strip = snapping.strip

        by = (DOOR.left - DOOR_OUTSIDE.left, 0.0)
        self.start(Shift(self.outside, by, Motion.SLOW), Vanish(self.views))
        self.start(self.door.travel(DOOR), Shift(self.packet, by, Motion.SLOW))
        pairs = zip(self.rooms, ROOMS_ASIDE, strict=True)
        self.start(*(room.reach(frame, None, Motion.SLOW) for room, frame in pairs))
        self.until("unfold")
        self.remove(self.packet, self.outside)
        self.play(snapping.unfold(self.door.threshold))
        self.add(self.strip)
        self.until("cut")
        self.start(snapping.cut(self.between("cut", "part")))
        self.until("part")
        self.start(*snapping.part())
        self.until("number")
        self.start(self.strip.number(Motion.SLOW))

    @beat("ids", "read", "run", "done", "spare", "reply")
    def generate(self) -> None:
        data = self.data.generate
        self.room, *others = self.rooms
        words = (data.new, data.read, data.kept)
        readings = Generating(body_of(ROOM), len(self.strip.tiles), data.passes, words)

        self.start(*(Vanish(room, (px(120), 0.0)) for room in others))
        self.start(self.room.reach(ROOM, None, Motion.SLOW))
        self.bring_to_front(self.strip)
        self.until("ids")
        tiles = self.strip.turn_to_ids(readings.first_row(), self.between("ids", "read"))
        self.start(readings.count_from_zero(), tiles)
        self.until("read")
        self.add(readings)
        self.bring_to_front(self.strip)
        self.start(*readings.read_slowly(self.strip, self.between("read", "run")))
        self.until("run")
        self.start(*readings.read_on(self.strip, self.between("run", "done")))
        self.until("spare")
        self.start(*readings.spare())
        self.until("reply")
        self._send_out(Message("", packet_frame(readings.end), reply=True), packed=True)
        self.held: VGroup = readings

    @beat("burst", "row", "pour", "outputs", "scan", "label", "reply")
    def classify(self) -> None:
        data = self.data.classify
        self._next_room(1)
        words, tokens = (data.own, data.pads), _tokens(data.tokens)
        labelling = Classifying(
            self.room.body, tokens, data.length, words, data.labels, data.winner
        )
        row, outputs = labelling.row, labelling.outputs

        self.until("burst")
        self.start(*labelling.come(self.door.threshold, Motion.SLOW))
        self.until("row")
        self.start(*labelling.line_up(self.between("row", "pour")))
        self.until("pour")
        self.remove(labelling.strip)
        self.start(*labelling.pad(self.between("pour", "outputs")))
        self.until("outputs")
        self.start(*labelling.show_outputs())
        self.until("scan")
        self.start(row.scan(self.between("scan", "label")))
        self.until("label")
        self.start(outputs.choose())
        self.until("reply")
        self._send_out(Message(data.labels[data.winner], outputs.winner, reply=True))
        self.held = labelling

    @beat("say", "wrap", "answer", "cut", "reply", "rows", "compare", "agreed")
    def instruct(self) -> None:
        data = self.data.instruct
        self._next_room(2)
        parts = [Part(part.text, part.own) for part in data.prompt]
        prompt = Prompt(self.room.body, parts, data.answer)
        names, ids = zip(*((row.name, row.ids) for row in (data.trained, data.sent)), strict=True)
        wrapping = Wrapping(self.room.body, data.heading, names, ids, data.agreed)

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
        self.start(self.reply.sink(self.door.threshold))
        self.start(*wrapping.lay_out(self.between("rows", "compare")))
        self.until("compare")
        self.start(wrapping.rows.compare(self.between("compare", "agreed")))
        self.until("agreed")
        self.start(*wrapping.judge())
        self.held = wrapping

    @beat("house", "ways", "wisdom")
    def closing(self) -> None:
        data = self.data.summary
        first, middle, last = ROOMS_BETWEEN
        generate, classify, _ = self.data.doorway.rooms
        others = Room(first, generate), Room(middle, classify, px(66))
        others[1].light(1.0)
        upper = Frame(middle.left, middle.top - px(132), middle.right, middle.top)
        views = self._glimpses((first, upper, last))
        browser = Way(WAYS[0], data.browser, data.reply)
        script = Way(WAYS[1], data.script, data.reply, data.prompt)
        ways = TwoWays(middle, data.model, browser, script)

        self.start(Vanish(self.held), self.door.travel(DOOR_BETWEEN), self.room.reach(last))
        self.until("house")
        self.start(*(Appear(room, (0.0, px(80))) for room in others))
        self.until("ways")
        self.start(Appear(views), *ways.meet())
        self.until("wisdom")
        self.start(self.furniture.reveal_wisdom())

    # What several beats share

    def _next_room(self, index: int) -> None:
        """The last reply is gone, and the next room comes from below; the doorway stays."""
        leaving = VGroup(self.room, self.held)
        self.room = Room(ROOM, self.data.doorway.rooms[index])
        self.start(self.reply.sink(self.door.threshold))
        self.start(leave_up(leaving), come_up(self.room))

    def _send_out(self, reply: Message, packed: bool = False) -> None:
        """The reply leaves by the door that the message came in."""
        self.reply = reply
        if packed:
            reply.stand(Form(reply.form.frame, 1.0, 0.0))
        self.start(reply.fold_at(self.door.threshold))

    def _glimpses(self, rooms: Sequence[Frame]) -> Glimpses:
        message, generate, classify = self.data.message, self.data.generate, self.data.classify
        owns = [part.own for part in self.data.instruct.prompt]
        row = len(classify.tokens), classify.length
        return Glimpses(rooms, (len(message.tokens), generate.passes), row, owns)


def _tokens(tokens: Tokens) -> list[Token]:
    return [Token(token.text, token.id) for token in tokens]
