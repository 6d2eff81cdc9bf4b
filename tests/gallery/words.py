"""Plain Manim scenes with words, numbers and tables; without TeX."""

from manim import *


class WriteText(Scene):
    def construct(self):
        text = Text("Hello, Manim! äöü fi", font_size=72)
        self.play(Write(text), run_time=1)
        self.play(text.animate.set_color(YELLOW).scale(0.6), run_time=0.6)


class LongText(Scene):
    def construct(self):
        words = "A line of text that is so long that it would be broken at the width of a picture "
        text = Text(words * 2, font_size=40)
        self.add(text.scale_to_fit_width(13))
        self.wait(0.4)


class Markup(Scene):
    def construct(self):
        text = MarkupText(
            'all <span fgcolor="yellow">in</span> <b>bold</b> and <i>slanted</i>', font_size=56
        )
        coloured = Text("parts in colour", t2c={"parts": RED})
        blended = Text("a gradient", gradient=(BLUE, GREEN))
        VGroup(text, coloured, blended).arrange(DOWN, buff=1)
        self.add(blended)
        self.play(FadeIn(text, shift=DOWN), AddTextLetterByLetter(coloured), run_time=1)


class Lists(Scene):
    def construct(self):
        words = Paragraph("one line", "and another", "and the last", alignment="center")
        self.play(FadeIn(words), run_time=0.6)
        self.play(words.chars[1].animate.set_color(RED), Unwrite(words.chars[2]), run_time=1)


class SourceCode(Scene):
    def construct(self):
        code = Code(
            code_string="def double(x: int) -> int:\n    # twice\n    return 2 * x\n",
            language="python",
            background="window",
        )
        self.play(Create(code), run_time=1)
        self.play(code.animate.scale(1.3), run_time=0.6)


class Tables(Scene):
    def construct(self):
        table = Table(
            [["first", "second"], ["third", "fourth"]],
            row_labels=[Text("A"), Text("B")],
            col_labels=[Text("1"), Text("2")],
            include_outer_lines=True,
        ).scale(0.7)
        self.play(Create(table), run_time=1)
        self.play(table.get_entries((2, 2)).animate.set_color(YELLOW), run_time=0.6)


class Numbers(Scene):
    def construct(self):
        tracker = ValueTracker(0)
        number = DecimalNumber(0, num_decimal_places=2, mob_class=Text, font_size=60)
        number.add_updater(lambda m: m.set_value(tracker.get_value()))
        count = Integer(7, mob_class=Text).shift(2 * DOWN)
        self.add(number, count)
        self.play(tracker.animate.set_value(9.87), run_time=1)
        self.play(ChangeDecimalToValue(count, 12), run_time=0.6)


class LettersMove(Scene):
    def construct(self):
        first, second = Text("TRANSFORM", font_size=90), Text("FORMATION", font_size=90)
        self.add(first)
        self.play(TransformMatchingShapes(first, second, path_arc=PI / 2), run_time=1)
        self.play(
            LaggedStart(*(letter.animate.shift(UP) for letter in second), lag_ratio=0.1),
            run_time=1,
        )


class TypedAndRemoved(Scene):
    def construct(self):
        text = Text("typed with a cursor", font_size=48)
        cursor = Rectangle(color=GREY, fill_opacity=1, height=0.8, width=0.3).move_to(text[0])
        self.play(TypeWithCursor(text, cursor), run_time=1)
        self.play(RemoveTextLetterByLetter(text), FadeOut(cursor), run_time=0.6)
