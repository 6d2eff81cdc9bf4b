"""Plain Manim scenes about motion."""

from manim import *


class Transforms(Scene):
    def construct(self):
        square = Square(color=BLUE, fill_opacity=0.6).shift(3 * LEFT)
        circle = Circle(color=RED, fill_opacity=0.6).shift(3 * RIGHT)
        star = Star(color=YELLOW, fill_opacity=1)
        self.add(square)
        self.play(Transform(square, circle), run_time=0.6)
        self.play(ReplacementTransform(square, star, path_arc=PI / 2), run_time=0.6)
        self.play(ClockwiseTransform(star, Triangle(color=GREEN)), run_time=0.6)


class Fades(Scene):
    def construct(self):
        text, square = Text("fade"), Square(fill_opacity=0.5, color=BLUE)
        self.play(FadeIn(text, shift=UP), run_time=0.6)
        self.play(FadeTransform(text, square), run_time=0.6)
        self.play(FadeOut(square, scale=2), run_time=0.6)


class TimeUpdater(Scene):
    def construct(self):
        square = Square(color=YELLOW, fill_opacity=0.5)
        square.add_updater(lambda m, dt: m.rotate(dt * PI / 2))
        self.add(square)
        self.wait(1.4)


class SceneUpdater(Scene):
    def construct(self):
        dot = Dot(radius=0.3, color=RED).shift(5 * LEFT)
        self.add(dot)
        self.add_updater(lambda dt: dot.shift(5 * dt * RIGHT))
        self.wait(1.2)


class Redrawn(Scene):
    def construct(self):
        radius = ValueTracker(0.5)
        circle = always_redraw(lambda: Circle(radius.get_value(), color=BLUE))
        line = always_redraw(lambda: Line(ORIGIN, circle.get_right(), color=YELLOW))
        self.add(circle, line)
        self.play(radius.animate.set_value(3), run_time=1)
        self.wait(0.4)


class MovingCamera2D(MovingCameraScene):
    def construct(self):
        grid = VGroup(*(Square(0.8, color=BLUE) for _ in range(24))).arrange_in_grid(4, 6)
        self.add(grid, Dot(color=RED))
        self.camera.frame.save_state()
        self.play(self.camera.frame.animate.scale(0.4).move_to(grid[8]), run_time=1)
        self.play(Restore(self.camera.frame), run_time=0.6)


class FollowingCamera(MovingCameraScene):
    def construct(self):
        dot = Dot(color=ORANGE)
        self.add(NumberPlane(), dot)
        self.camera.frame.add_updater(lambda m: m.move_to(dot.get_center()))
        self.add(self.camera.frame)
        self.play(dot.animate.shift(3 * RIGHT + UP), run_time=1)


class Traced(Scene):
    def construct(self):
        dot = Dot(color=RED).shift(2 * RIGHT)
        self.add(TracedPath(dot.get_center, stroke_color=YELLOW, stroke_width=6), dot)
        self.play(Rotating(dot, angle=PI, about_point=ORIGIN), run_time=1)


class Successive(Scene):
    def construct(self):
        dots = VGroup(*(Dot(radius=0.4) for _ in range(4))).arrange(RIGHT, buff=1)
        self.play(
            Succession(
                FadeIn(dots[0]), Create(dots[1]), AnimationGroup(*map(GrowFromCenter, dots[2:]))
            ),
            run_time=1.4,
        )


class Lagged(Scene):
    def construct(self):
        squares = VGroup(*(Square(0.8, fill_opacity=1) for _ in range(10))).arrange(RIGHT)
        squares.set_color_by_gradient(BLUE, RED)
        self.play(LaggedStart(*(FadeIn(s, shift=DOWN) for s in squares), lag_ratio=0.2))
        self.play(squares.animate(lag_ratio=0.1).shift(2 * UP), run_time=1)


class Indications(Scene):
    def construct(self):
        square, dot, text = Square(color=BLUE).shift(4 * LEFT), Dot(radius=0.3), Text("look")
        text.shift(4 * RIGHT)
        self.add(square, dot, text)
        self.play(Indicate(square), Flash(dot, flash_radius=0.6), Circumscribe(text), run_time=1)
        self.play(Wiggle(square), FocusOn(dot), ApplyWave(text), run_time=1)


class Passing(Scene):
    def construct(self):
        circle = Circle(2, color=BLUE)
        self.add(circle)
        self.play(ShowPassingFlash(circle.copy().set_color(YELLOW), time_width=0.4), run_time=1)
        self.play(Broadcast(Circle(1, color=RED), n_mobs=3), run_time=1)


class Growing(Scene):
    def construct(self):
        self.play(
            GrowArrow(Arrow(4 * LEFT, LEFT)),
            GrowFromEdge(Square(color=GREEN).shift(RIGHT), DOWN),
            SpinInFromNothing(Triangle(color=RED).shift(4 * RIGHT)),
            SpiralIn(VGroup(Dot(3 * UP), Dot(3 * UP + RIGHT))),
            run_time=1,
        )


class Homotopies(Scene):
    def construct(self):
        square = Square(3, color=TEAL, fill_opacity=0.4)
        self.add(square)

        def twist(x, y, z, t):
            return (x + 0.4 * t * np.sin(3 * y), y + 0.4 * t * np.sin(3 * x), z)

        self.play(Homotopy(twist, square), run_time=1)
        self.play(ApplyPointwiseFunction(lambda p: p * [1.5, 0.5, 1], square), run_time=0.6)


class AlongPath(Scene):
    def construct(self):
        path = VMobject(color=GREY).set_points_smoothly([4 * LEFT, UP, 2 * DOWN, 4 * RIGHT + UP])
        dot = Dot(radius=0.2, color=YELLOW).move_to(4 * LEFT)
        self.add(path, dot)
        self.play(MoveAlongPath(dot, path), rate_func=linear, run_time=1)
        self.play(CyclicReplace(dot, path.copy().scale(0.2)), run_time=0.6)


class Speeds(Scene):
    def construct(self):
        dots = VGroup(*(Dot(radius=0.2) for _ in range(4))).arrange(DOWN, buff=0.8).shift(5 * LEFT)
        rates = (linear, smooth, there_and_back, rate_functions.ease_out_bounce)
        self.play(
            *(
                dot.animate(rate_func=rate).shift(10 * RIGHT)
                for dot, rate in zip(dots, rates, strict=True)
            ),
            run_time=1,
        )
        self.play(ChangeSpeed(dots[0].animate.shift(5 * LEFT), speedinfo={0: 1, 1: 2}))


class Sections(Scene):
    def construct(self):
        self.next_section("first")
        square = Square(color=BLUE)
        self.play(Create(square), run_time=0.6, subcaption="A square comes.")
        self.next_section("left out", skip_animations=True)
        self.play(square.animate.shift(3 * RIGHT), run_time=1)
        self.next_section("second")
        self.add_subcaption("It turns.", duration=0.4)
        self.play(Rotate(square, PI / 4), run_time=0.6)


class SavedState(Scene):
    def construct(self):
        square = Square(color=BLUE, fill_opacity=1)
        square.save_state()
        self.play(square.animate.scale(2).set_color(RED), run_time=0.6)
        square.generate_target()
        square.target.shift(3 * LEFT)
        self.play(MoveToTarget(square), run_time=0.6)
        self.play(Restore(square), run_time=0.6)


class Swapped(Scene):
    def construct(self):
        a, b = Square(color=RED).shift(2 * LEFT), Circle(color=BLUE).shift(2 * RIGHT)
        self.add(a, b)
        self.play(Swap(a, b), run_time=0.6)
        self.play(Uncreate(a), ShrinkToCenter(b), run_time=0.6)
        self.add(a)
        self.play(Blink(a, blinks=2), run_time=0.6)


class Updating(Scene):
    def construct(self):
        square, label = Square(color=GREEN), Text("it")
        label.add_updater(lambda m: m.next_to(square, UP))
        self.add(square, label)
        self.play(square.animate.shift(2 * DOWN + 3 * LEFT), run_time=1)
        label.clear_updaters()
        self.play(
            UpdateFromAlphaFunc(square, lambda m, alpha: m.set_fill(RED, alpha)),
            MaintainPositionRelativeTo(label, square),
            run_time=0.6,
        )
