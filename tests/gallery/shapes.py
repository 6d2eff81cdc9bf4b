"""Plain Manim scenes about shapes."""

from manim import *


class Shapes(Scene):
    def construct(self):
        shapes = VGroup(
            Circle(color=RED),
            Square(color=BLUE, fill_opacity=0.5),
            Triangle(color=GREEN, fill_opacity=1),
            Star(color=YELLOW),
            RegularPolygon(6, color=PURPLE),
            Ellipse(width=2, height=1, color=TEAL),
            Annulus(inner_radius=0.4, outer_radius=0.8, color=ORANGE),
            Sector(radius=1, angle=PI / 3, color=PINK),
            Arc(angle=PI, color=WHITE),
            RoundedRectangle(corner_radius=0.3, height=1, width=2),
            Polygon([-1, 0, 0], [0, 1, 0], [1, 0, 0], [0, -0.4, 0], color=MAROON),
            Cutout(Square(), Circle(0.5), fill_opacity=1, color=BLUE),
        ).arrange_in_grid(3, 4, buff=0.5)
        self.play(LaggedStartMap(Create, shapes, lag_ratio=0.1, run_time=1))
        self.play(shapes.animate.rotate(PI / 6), run_time=1)


class Lines(Scene):
    def construct(self):
        lines = VGroup(
            Line(LEFT, RIGHT, stroke_width=1),
            DashedLine(LEFT, RIGHT, color=YELLOW),
            Arrow(LEFT, RIGHT, color=RED),
            DoubleArrow(LEFT, RIGHT, color=GREEN),
            Vector([1, 0.5], color=BLUE),
            CurvedArrow(LEFT, RIGHT, color=PINK),
            ArcBetweenPoints(LEFT, RIGHT, angle=PI / 2),
            CubicBezier(LEFT, LEFT + UP, RIGHT + DOWN, RIGHT, color=TEAL),
            Elbow(width=1, color=ORANGE),
            TangentLine(Circle(), 0.1, length=2, color=PURPLE),
        ).arrange_in_grid(5, 2, buff=0.7)
        self.play(LaggedStart(*(GrowFromCenter(line) for line in lines), lag_ratio=0.05))
        self.play(lines.animate.set_stroke(width=8), run_time=0.6)


class Angles(Scene):
    def construct(self):
        fixed = Line(ORIGIN, 3 * RIGHT)
        moving = Line(ORIGIN, 3 * RIGHT, color=YELLOW).rotate(0.5, about_point=ORIGIN)
        angle = always_redraw(lambda: Angle(fixed, moving, radius=1, color=RED))
        right = RightAngle(Line(ORIGIN, LEFT), Line(ORIGIN, UP), length=0.5)
        self.add(fixed, moving, angle, right)
        self.play(Rotate(moving, PI / 3, about_point=ORIGIN), run_time=1)


class Gradients(Scene):
    def construct(self):
        square = Square(3, fill_opacity=1, stroke_width=0).set_color([RED, YELLOW, BLUE])
        circle = Circle(1.5, fill_opacity=0.8).set_sheen(0.6, UR)
        ring = Circle(1.2, stroke_width=20).set_color_by_gradient(GREEN, PURPLE)
        row = VGroup(square, circle, ring).arrange(RIGHT, buff=1)
        self.play(FadeIn(row, shift=UP, scale=0.5), run_time=1)
        self.play(square.animate.set_color([BLUE, GREEN]), run_time=0.6)


class BooleanOperations(Scene):
    def construct(self):
        left = Circle(1.2, color=BLUE).shift(0.6 * LEFT)
        right = Square(2, color=RED).shift(0.6 * RIGHT)
        row = VGroup(
            *(
                operation(left, right, fill_opacity=0.7, color=GREEN)
                for operation in (Union, Intersection, Difference, Exclusion)
            )
        ).arrange(RIGHT, buff=0.6)
        self.play(FadeIn(left), FadeIn(right), run_time=0.6)
        self.play(TransformFromCopy(VGroup(left, right), row), run_time=1)


class ZIndex(Scene):
    def construct(self):
        red = Square(3, color=RED, fill_opacity=1, z_index=3).shift(LEFT)
        blue = Square(3, color=BLUE, fill_opacity=0.8, z_index=1).shift(RIGHT + 0.5 * UP)
        green = Circle(1, color=GREEN, fill_opacity=1, z_index=2)
        self.add(red, blue, green)
        self.wait(0.4)
        self.play(green.animate.shift(2 * RIGHT), red.animate.shift(RIGHT), run_time=1)


class Foreground(Scene):
    def construct(self):
        front = Circle(1, color=YELLOW, fill_opacity=1)
        self.add_foreground_mobject(front)
        back = Square(3, color=BLUE, fill_opacity=1)
        self.play(FadeIn(back), run_time=0.6)
        self.play(back.animate.shift(RIGHT), run_time=0.6)
        self.bring_to_back(front)
        self.wait(0.4)


class BackgroundStroke(Scene):
    def construct(self):
        self.camera.background_color = "#ece6e2"
        star = Star(color=ORANGE, fill_opacity=1).scale(2)
        star.set_stroke(BLACK, 12, background=True)
        joined = VMobject(stroke_width=30, color=BLUE, joint_type=LineJointType.ROUND)
        joined.set_points_as_corners([4 * LEFT, 3 * LEFT + UP, 2 * LEFT + DOWN])
        capped = Line(2 * RIGHT, 4 * RIGHT, stroke_width=30, color=RED)
        capped.set_cap_style(CapStyleType.ROUND)
        self.play(DrawBorderThenFill(star), Create(joined), Create(capped), run_time=1)


class Braces(Scene):
    def construct(self):
        box = Rectangle(width=4, height=1.5, color=BLUE)
        below = Brace(box, DOWN)
        beside = Brace(box, RIGHT, sharpness=1)
        arc = ArcBrace(Arc(radius=2.5, start_angle=PI / 4, angle=PI / 2))
        self.play(GrowFromCenter(below), FadeIn(beside), Create(box), run_time=1)
        self.play(FadeIn(arc), box.animate.set_fill(BLUE, 0.4), run_time=0.6)


class Surrounding(Scene):
    def construct(self):
        dots = VGroup(*(Dot(radius=0.2, color=color) for color in (RED, GREEN, BLUE)))
        dots.arrange(RIGHT, buff=1)
        frame = SurroundingRectangle(dots, corner_radius=0.2, color=YELLOW)
        cross = Cross(dots[1])
        shade = BackgroundRectangle(dots[2], buff=0.3, color=PURPLE)
        self.add(shade, dots)
        self.play(Create(frame), run_time=0.6)
        self.play(Create(cross), Create(Underline(dots)), run_time=0.6)


class Images(Scene):
    def construct(self):
        rows = np.arange(0, 256, 4, dtype=np.uint8)
        ramp = np.stack([np.tile(rows, (64, 1)), np.tile(rows[:, None], 64)], axis=-1)
        pixels = np.concatenate([ramp, np.full((64, 64, 1), 80, np.uint8)], axis=-1)
        image = ImageMobject(pixels).scale_to_fit_height(4)
        self.play(FadeIn(image), run_time=0.6)
        self.play(image.animate.shift(2 * RIGHT).scale(0.5), run_time=0.6)


class Labelled(Scene):
    def construct(self):
        dot = LabeledDot(Text("a", font_size=28, color=BLACK), radius=0.5)
        annotated = AnnotationDot().shift(2 * RIGHT)
        arrows = (
            VGroup(
                *(
                    Arrow(LEFT, RIGHT, tip_shape=tip, tip_length=0.4)
                    for tip in (ArrowCircleFilledTip, ArrowSquareTip, StealthTip, ArrowTriangleTip)
                )
            )
            .arrange(DOWN)
            .shift(4 * LEFT)
        )
        self.play(GrowFromCenter(dot), FadeIn(annotated), *map(GrowArrow, arrows), run_time=1)
