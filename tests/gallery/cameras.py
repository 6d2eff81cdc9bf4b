"""Plain Manim scenes whose camera moves, over planes, pictures and large groups."""

from pathlib import Path

from manim import *

SVG = Path(__file__).parent / "badge.svg"


class ZoomIntoPlane(MovingCameraScene):
    def construct(self):
        plane = NumberPlane(x_range=[-10, 10], y_range=[-6, 6])
        dot = Dot([3, 2, 0], radius=0.15, color=YELLOW)
        self.add(plane, dot)
        self.play(self.camera.frame.animate.set(width=5).move_to(dot), run_time=0.8)


class PanAcrossPlane(MovingCameraScene):
    def construct(self):
        self.add(NumberPlane(faded_line_ratio=2), Square(color=RED, fill_opacity=0.4))
        self.play(self.camera.frame.animate.shift(3 * RIGHT + UP), rate_func=linear, run_time=0.8)


class PanAcrossPolarPlane(MovingCameraScene):
    def construct(self):
        self.add(PolarPlane(radius_max=4, size=7))
        self.play(self.camera.frame.animate.shift(2 * LEFT).scale(0.7), run_time=0.8)


class ZoomIntoSvg(MovingCameraScene):
    def construct(self):
        badge = SVGMobject(str(SVG), height=5)
        self.add(badge)
        self.play(self.camera.frame.animate.scale(0.3).move_to(badge[-1]), run_time=0.8)


class SvgOverPlane(MovingCameraScene):
    def construct(self):
        badge = SVGMobject(str(SVG), height=3).shift(2 * LEFT)
        self.add(NumberPlane(), badge)
        self.play(
            badge.animate.shift(4 * RIGHT).rotate(PI / 4),
            self.camera.frame.animate.scale(1.3),
            run_time=0.8,
        )


class FramedShapes(MovingCameraScene):
    def construct(self):
        shapes = VGroup(Square(), Circle(), Triangle()).arrange(RIGHT, buff=2)
        self.add(shapes)
        for shape in shapes[:2]:
            self.play(self.camera.auto_zoom(shape, margin=1), run_time=0.4)


class SavedView(MovingCameraScene):
    def construct(self):
        words = Text("near and far", font_size=60)
        self.add(words)
        self.camera.frame.save_state()
        self.play(self.camera.frame.animate.scale(0.5).move_to(words[0]), run_time=0.4)
        self.play(Restore(self.camera.frame), run_time=0.4)


class ViewBesideMotion(MovingCameraScene):
    def construct(self):
        wheel = VGroup(Circle(1.5), Line(ORIGIN, 1.5 * RIGHT, color=YELLOW))
        self.add(NumberLine(length=20).shift(1.5 * DOWN), wheel.shift(5 * LEFT))
        self.camera.frame.add_updater(lambda frame: frame.set_x(wheel.get_x() / 2))
        self.add(self.camera.frame)
        self.play(wheel.animate(rate_func=linear).shift(6 * RIGHT), run_time=0.8)


class ImageBelowMovingCamera(MovingCameraScene):
    def construct(self):
        rows, columns = np.mgrid[0:90, 0:160]
        pixels = np.stack([rows * 2, columns, 255 - rows, rows * 0 + 255], axis=-1)
        image = ImageMobject(pixels.astype(np.uint8))
        image.height = 6
        self.add(image, Circle(color=WHITE))
        self.play(self.camera.frame.animate.scale(0.6).shift(RIGHT), run_time=0.6)


class SwayingView(MovingCameraScene):
    def construct(self):
        squares = VGroup(*(Square(0.5, fill_opacity=0.6, color=BLUE) for _ in range(40)))
        self.add(squares.arrange_in_grid(5, 8, buff=0.6))
        angle = ValueTracker(0)
        frame = self.camera.frame
        frame.add_updater(lambda f: f.move_to(2 * np.sin(angle.get_value()) * RIGHT))
        self.add(frame)
        self.play(angle.animate(rate_func=linear).set_value(PI), run_time=0.8)
