"""Plain Manim scenes with subcaptions and with waits for a voice that is recorded later."""

from manim import *


class Captioned(Scene):
    def construct(self):
        square = Square(color=BLUE, fill_opacity=0.5)
        self.play(FadeIn(square), subcaption="A square appears.", run_time=0.6)
        self.play(square.animate.shift(2 * LEFT), subcaption="It moves aside.", run_time=0.6)
        self.add_subcaption("And rests.", duration=0.4)
        self.wait(0.4)


class CaptionBesideLag(Scene):
    def construct(self):
        dots = VGroup(*(Dot(radius=0.3, color=c) for c in (RED, GREEN, BLUE))).arrange(RIGHT)
        self.play(
            LaggedStart(*map(GrowFromCenter, dots), lag_ratio=0.4),
            subcaption="One after another.",
            subcaption_offset=0.2,
            run_time=1,
        )


class WaitForVoice(Scene):
    """Each sentence has a length; what is left of it after the animation is waited for."""

    def construct(self):
        for length, shape in ((1.0, Circle(color=RED)), (0.8, Triangle(color=GREEN))):
            start = self.time
            self.play(Create(shape), run_time=0.6)
            self.wait(length - (self.time - start))
            self.play(FadeOut(shape), run_time=0.2)


class WaitWhilePulsing(Scene):
    def construct(self):
        mark = Dot(radius=0.5, color=YELLOW)
        time = ValueTracker(0)
        time.add_updater(lambda tracker, dt: tracker.increment_value(dt))
        mark.add_updater(lambda m: m.set(width=1 + 0.3 * np.sin(6 * time.get_value())))
        self.add(time, mark)
        self.wait(1)


class WaitThatIsNotFrozen(Scene):
    def construct(self):
        self.play(FadeIn(Dot(5 * LEFT, radius=0.3)), run_time=0.2)
        self.wait(0.6, frozen_frame=False)
        self.wait_until(lambda: False, max_time=0.4)


class StillWaits(Scene):
    def construct(self):
        for color in (RED, GREEN, BLUE):
            self.add(Square(color=color, fill_opacity=1))
            self.wait(0.4)


class PausesInSections(Scene):
    def construct(self):
        self.next_section("question")
        question = Text("Why?")
        self.play(Write(question), run_time=0.6)
        self.pause(0.4)
        self.next_section("answer")
        self.play(Transform(question, Text("Because.")), run_time=0.6)
        self.pause(0.2)


class TypedText(Scene):
    def construct(self):
        words = Text("typed letter by letter", font_size=40)
        self.play(AddTextLetterByLetter(words, time_per_char=0.06))
        self.wait(0.2)


class CountsAloud(Scene):
    def construct(self):
        number = Integer(0, font_size=96, mob_class=Text)
        self.add(number)
        for value in range(1, 4):
            number.set_value(value)
            self.wait(0.4)
