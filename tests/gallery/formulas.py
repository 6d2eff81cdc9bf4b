"""Plain Manim scenes with formulas and matrices; set by LaTeX where it is installed."""

from manim import *


class Formula(Scene):
    def construct(self):
        formula = MathTex(r"\int_0^1 x^2\,dx", "=", r"\frac{1}{3}", font_size=80)
        self.play(Write(formula), run_time=0.8)
        self.play(Indicate(formula[2]), run_time=0.4)


class MatchingFormulas(Scene):
    def construct(self):
        before = MathTex("a^2", "+", "b^2", "=", "c^2", font_size=80)
        after = MathTex("a^2", "=", "c^2", "-", "b^2", font_size=80)
        self.add(before)
        self.play(TransformMatchingTex(before, after), run_time=0.8)


class SetInTex(Scene):
    def construct(self):
        self.play(FadeIn(Tex(r"If $x > 0$ then \textbf{stop}.", font_size=60)), run_time=0.6)


class ColouredFormula(Scene):
    def construct(self):
        formula = MathTex(r"e^{i\pi}", "+", "1", "=", "0", font_size=96)
        formula.set_color_by_tex("pi", YELLOW)
        box = SurroundingRectangle(formula[0])
        self.add(formula)
        self.play(Create(box), formula.animate.set_opacity(0.8), run_time=0.6)


class LabelledAxes(Scene):
    def construct(self):
        axes = Axes(x_range=[0, 5], y_range=[0, 3], x_length=8, y_length=5, tips=False)
        axes.add_coordinates()
        self.add(axes, axes.get_axis_labels("t", "f(t)"))
        self.play(Create(axes.plot(np.sqrt, color=YELLOW)), run_time=0.6)


class NumberMatrix(Scene):
    def construct(self):
        matrix = Matrix([[1, 2], [3, 4]], h_buff=1.2)
        self.add(matrix)
        self.play(matrix.get_rows()[0].animate.set_color(RED), run_time=0.6)


class CountingNumber(Scene):
    def construct(self):
        number = DecimalNumber(0, num_decimal_places=1, font_size=96)
        self.add(number)
        self.play(ChangeDecimalToValue(number, 9.5), run_time=0.6)


class TextMatrix(Scene):
    """Without LaTeX: the entries are texts, the brackets are lines."""

    def construct(self):
        entries = VGroup(*(Text(str(number), font_size=36) for number in range(6)))
        grid = entries.arrange_in_grid(2, 3, buff=0.7)
        left = VGroup(Line(DR, DL), Line(DL, UL), Line(UL, UR)).set_height(2.4)
        left.stretch_to_fit_width(0.2).next_to(grid, LEFT)
        right = left.copy().rotate(PI).next_to(grid, RIGHT)
        self.play(FadeIn(grid), Create(left), Create(right), run_time=0.6)
        self.play(grid[:3].animate.set_color(YELLOW), run_time=0.4)


class MatrixAsTable(Scene):
    def construct(self):
        table = Table([["1", "0"], ["0", "1"]], element_to_mobject=Text, include_outer_lines=True)
        self.play(Create(table), run_time=0.6)


class MatrixMovesPlane(Scene):
    def construct(self):
        plane = NumberPlane(x_range=[-8, 8], y_range=[-5, 5])
        vector = Vector([1, 1], color=YELLOW)
        self.add(plane, vector)
        matrix = [[0, -1], [1, 0.5]]
        self.play(plane.animate.apply_matrix(matrix), ApplyMatrix(matrix, vector), run_time=0.8)
