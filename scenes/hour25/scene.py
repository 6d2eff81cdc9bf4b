"""Hour 25, UI productization: one doorway, and behind it three rooms that work differently."""

from __future__ import annotations

from collections.abc import Sequence

from manim import VGroup

from storyreel.design.layout import Frame
from storyreel.design.tokens import Seconds, px
from storyreel.parts.motion import Appear, Shift, Vanish
from storyreel.stage.beat import beat
from storyreel.stage.scene import StoryScene

from .data import Data
from .parts import plan
from .parts.browser import Form, Message, packet_frame
from .parts.classifying import Classifying
from .parts.doorway import Doorway
from .parts.generating import Generating
from .parts.glimpses import Glimpses
from .parts.mismatch import alike
from .parts.outside import Outside
from .parts.rooms import Room, body_of, come_up, leave_up, part, sample_grid
from .parts.snapping import Snapping
from .parts.template import Part, Prompt
from .parts.ways import TwoWays, Way
from .parts.wrapping import Wrapping


class UIProductization(StoryScene):
    """Outside the door, through it, and into one room after the other; then the whole house."""

    data: Data

    @beat("send")
    def opening(self) -> None:
        data = self.data.doorway
        self.outside = Outside(plan.OUTSIDE, data.address, self.data.message.text)
        self.door = Doorway(plan.DOOR_OUTSIDE, data.name, data.number)
        self.rooms = list(map(Room, plan.ROOMS, data.rooms))
        self.views = self._glimpses(plan.ROOMS)
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
        self.start(self.packet.fold_at(self.door.threshold, Seconds.SLOW))
        self.until("door")
        self.start(self.door.swing(1.0))
        self.until("rooms")
        self.start(sample_grid(self.rooms, Seconds.SLOW * 1.5))
        self.bring_to_front(self.views)

    @beat("unfold", "cut", "part", "number")
    def tokens(self) -> None:
        message, (x, y) = self.data.message, plan.HALL.center
        snapping = Snapping(message.text, message.tokens, (x, y + px(66)))
        self.strip = snapping.strip

        by = (plan.DOOR.left - plan.DOOR_OUTSIDE.left, 0.0)
        self.start(Shift(self.outside, by, Seconds.SLOW), Vanish(self.views))
        self.start(self.door.travel(plan.DOOR), Shift(self.packet, by, Seconds.SLOW))
        for room, frame in zip(self.rooms, plan.ROOMS_ASIDE, strict=True):
            self.start(room.reach(frame, None, Seconds.SLOW))
        self.until("unfold")
        self.remove(self.packet, self.outside)
        self.play(snapping.unfold(self.door.threshold))
        self.add(self.strip)
        self.until("cut")
        self.start(snapping.cut(self.between("cut", "part")))
        self.until("part")
        self.start(*snapping.part())
        self.until("number")
        self.start(self.strip.number(Seconds.SLOW))

    @beat("ids", "read", "run", "done", "spare", "reply")
    def generate(self) -> None:
        data = self.data.generate
        self.room, *others = self.rooms
        place, words = body_of(plan.ROOM), (data.new, data.read, data.kept)
        readings = Generating(place, len(self.strip.tiles), data.passes, words)

        self.start(*(Vanish(room, (px(120), 0.0)) for room in others))
        self.start(self.room.reach(plan.ROOM, None, Seconds.SLOW))
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
        words, place = (data.own, data.pads), self.room.body
        labelling = Classifying(place, data.tokens, data.length, words, data.labels, data.winner)

        self.until("burst")
        self.start(*labelling.come(self.door.threshold, Seconds.SLOW))
        self.until("row")
        self.start(*labelling.line_up(self.between("row", "pour")))
        self.until("pour")
        self.remove(labelling.strip)
        self.start(*labelling.pad(self.between("pour", "outputs")))
        self.until("outputs")
        self.start(*labelling.show_outputs())
        self.until("scan")
        self.start(labelling.row.scan(self.between("scan", "label")))
        self.until("label")
        self.start(labelling.outputs.choose())
        self.until("reply")
        self._send_out(Message(data.labels[data.winner], labelling.outputs.winner, reply=True))
        self.held = labelling

    @beat("say", "wrap", "answer", "cut", "reply", "rows", "compare", "agreed", "compared")
    def instruct(self) -> None:
        data = self.data.instruct
        self._next_room(2)
        parts = [Part(part.text, part.own) for part in data.prompt]
        prompt = Prompt(self.room.body, parts, data.answer)
        names, counts = (data.trained.name, data.sent.name), (data.trained.tokens, data.sent.tokens)
        rows = alike(data.equal, counts)
        wrapping = Wrapping(self.room.body, data.heading, names, rows, data.agreed)

        self.until("say")
        self.start(prompt.say(self.door.threshold, Seconds.MOVE))
        self.until("wrap")
        self.start(prompt.wrap(Seconds.MOVE))
        self.until("answer")
        self.start(Appear(prompt.answer))
        self.until("cut")
        self.start(prompt.cut(Seconds.MOVE))
        self.until("reply")
        self._send_out(prompt.answer)
        self.until("rows")
        self.start(*wrapping.lay_out(self.between("rows", "compare")))
        self.until("compare")
        self.start(self.reply.sink(self.door.threshold))
        self.start(wrapping.rows.compare(self.between("compare", "compared")))
        self.until("agreed")
        self.start(wrapping.agree())
        self.until("compared")
        self.start(wrapping.judge())
        self.held = wrapping

    @beat("house", "wisdom", "ways")
    def closing(self) -> None:
        data = self.data.summary
        rooms = list(map(Room, plan.ROOMS_BETWEEN, self.data.doorway.rooms, plan.NAME_DROPS))
        rooms[1].light(1.0)
        browser = Way(plan.WAYS[0], data.browser, data.reply)
        script = Way(plan.WAYS[1], data.script, data.reply, data.prompt)
        ways = TwoWays(plan.ROOMS_BETWEEN[1], data.model, browser, script)

        self.start(Vanish(self.held), Vanish(self.room.label))
        self.until("house")
        self.remove(*self.room)
        self.start(*part(rooms, plan.ROOM), self.door.travel(plan.DOOR_BETWEEN))
        self.until("wisdom")
        self.start(self.shared.reveal_wisdom())
        self.until("ways")
        self.start(Appear(self._glimpses(plan.VIEWS_BETWEEN)), *ways.meet())

    # What several beats share

    def _next_room(self, index: int) -> None:
        """The last reply is gone, and the next room comes from below; the doorway stays."""
        leaving = leave_up(VGroup(self.room, self.held))
        self.room = Room(plan.ROOM, self.data.doorway.rooms[index])
        self.start(self.reply.sink(self.door.threshold), leaving, come_up(self.room))

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
