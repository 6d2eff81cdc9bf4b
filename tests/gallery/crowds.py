"""Plain Manim scenes with very many mobjects, and with mobjects of very many points."""

from manim import *


def spread(count, seed=7):
    """Places in the frame."""
    return np.random.default_rng(seed).uniform([-6.5, -3.5, 0], [6.5, 3.5, 0], (count, 3))


class ThousandMovers(Scene):
    def construct(self):
        dots = VGroup(*(Dot(place, radius=0.04) for place in spread(1000)))
        speeds = spread(1000, seed=8) / 10
        dots.add_updater(
            lambda group, dt: [dot.shift(v * dt) for dot, v in zip(group, speeds, strict=True)]
        )
        self.add(dots)
        self.wait(0.6)


class ThousandStill(Scene):
    def construct(self):
        dots = VGroup(*(Dot(place, radius=0.05, color=BLUE) for place in spread(1000)))
        star = Star(color=YELLOW, fill_opacity=1).shift(4 * LEFT)
        self.add(dots, star)
        self.play(star.animate.shift(8 * RIGHT), run_time=0.6)


class ThousandColours(Scene):
    def construct(self):
        cells = VGroup(*(Square(0.2, fill_opacity=1, stroke_width=0) for _ in range(1000)))
        cells.arrange_in_grid(25, 40, buff=0.05)
        self.add(cells)
        self.play(cells.animate(lag_ratio=0.001).set_color(TEAL), run_time=0.4)


class ThousandTogether(Scene):
    def construct(self):
        dots = VGroup(*(Dot(place, radius=0.05) for place in spread(1000)))
        self.add(dots)
        self.play(dots.animate.rotate(PI / 3).scale(0.6), run_time=0.4)


class CrowdOfLines(Scene):
    def construct(self):
        lines = VGroup(*(Line(ORIGIN, place, stroke_width=2) for place in spread(300)))
        self.play(Create(lines, lag_ratio=0.002), run_time=0.6)


class CrowdOfWords(Scene):
    def construct(self):
        words = VGroup(*(Text(f"w{k}", font_size=20).move_to(p) for k, p in enumerate(spread(60))))
        self.play(FadeIn(words, lag_ratio=0.02), run_time=0.6)


class LongCurve(Scene):
    def construct(self):
        curve = FunctionGraph(
            lambda x: np.sin(9 * x) * np.cos(2 * x), x_range=[-7, 7, 0.005], color=YELLOW
        )
        self.play(Create(curve), run_time=0.6)


class LongCurveMoves(Scene):
    def construct(self):
        curve = FunctionGraph(lambda x: np.sin(9 * x), x_range=[-7, 7, 0.005], color=TEAL)
        self.add(curve)
        self.play(curve.animate.shift(UP), run_time=0.6)


class Swarm(Scene):
    def construct(self):
        arrows = VGroup(*(Vector(0.3 * RIGHT).move_to(place) for place in spread(150)))
        angle = ValueTracker(0)
        last = [0.0]

        def turn(group):
            step = angle.get_value() - last[0]
            last[0] = angle.get_value()
            for arrow in group:
                arrow.rotate(step)

        arrows.add_updater(turn)
        self.add(arrows)
        self.play(angle.animate.set_value(PI), run_time=0.6)


class ManyTraces(Scene):
    def construct(self):
        dots = VGroup(*(Dot(place, radius=0.06) for place in spread(20)))
        self.add(*(TracedPath(dot.get_center, stroke_color=BLUE) for dot in dots), dots)
        self.play(Rotate(dots, PI / 2, about_point=ORIGIN), run_time=0.8)
