"""Plain Manim scenes with images, resampled in every way, and shapes in space drawn flat."""

from manim import *


def ramp(rows, columns):
    """A gradient with a dark frame, as RGBA pixels."""
    down, across = np.mgrid[0:rows, 0:columns]
    red, green = down * 255 // rows, across * 255 // columns
    pixels = np.stack([red, green, 255 - red, red * 0 + 255], axis=-1).astype(np.uint8)
    pixels[[0, -1], :, :3] = pixels[:, [0, -1], :3] = 20
    return pixels


def image(algorithm, rows=6, columns=8):
    picture = ImageMobject(ramp(rows, columns))
    picture.set_resampling_algorithm(RESAMPLING_ALGORITHMS[algorithm])
    picture.height = 5
    return picture


class NearestPixels(Scene):
    def construct(self):
        self.add(image("nearest"))
        self.wait(0.4)


class LinearPixels(Scene):
    def construct(self):
        self.add(image("linear"))
        self.wait(0.4)


class CubicPixels(Scene):
    def construct(self):
        self.add(image("cubic"))
        self.wait(0.4)


class TurningPixels(Scene):
    def construct(self):
        picture = image("bilinear", 60, 80)
        self.add(picture)
        self.play(Rotate(picture, PI / 5), run_time=0.6)


class GrowingPixels(Scene):
    def construct(self):
        picture = image("bicubic", 90, 120)
        self.add(picture)
        self.play(picture.animate.scale(1.4), run_time=0.6)


class FadingPixels(Scene):
    def construct(self):
        picture = image("linear", 45, 60)
        self.play(FadeIn(picture, shift=0.5 * UP), run_time=0.6)


class PixelsBelowShapes(Scene):
    def construct(self):
        self.add(image("cubic", 60, 90), Circle(2, color=WHITE, fill_opacity=0.4))
        self.play(Create(Square(3, color=YELLOW)), run_time=0.6)


class GroupOfPixels(Scene):
    def construct(self):
        row = Group(*(image("linear", 30, 40).scale(0.4) for _ in range(3))).arrange(RIGHT)
        self.add(row)
        self.play(row.animate.shift(UP), run_time=0.6)


class FlatCube(Scene):
    def construct(self):
        cube = Cube(side_length=3, fill_opacity=0.7, fill_color=BLUE)
        self.add(cube)
        self.play(Rotate(cube, 1, axis=UR), run_time=0.8)


class FlatSphere(Scene):
    def construct(self):
        ball = Sphere(radius=2, resolution=(8, 8)).rotate(1, axis=RIGHT)
        self.add(ball, Dot3D([3, 1, 0], radius=0.3, color=RED))
        self.wait(0.4)


class FlatAxes(Scene):
    def construct(self):
        axes = ThreeDAxes(x_length=6, y_length=6, z_length=4).rotate(-1.1, axis=RIGHT)
        self.play(Create(axes), run_time=0.6)


class FlatPrism(Scene):
    def construct(self):
        prism = Prism([3, 2, 1], fill_opacity=0.8).rotate(0.7, axis=UP + RIGHT)
        cone = Cone(base_radius=1, height=2, resolution=8).rotate(1, axis=UP).shift(4 * LEFT)
        self.add(prism, cone)
        self.play(prism.animate.shift(2 * RIGHT), run_time=0.6)


class PointsWithCaps(Scene):
    def construct(self):
        caps = CapStyleType.BUTT, CapStyleType.ROUND, CapStyleType.SQUARE
        for x, cap in zip((-3, 0, 3), caps, strict=True):
            place = np.array([x, 1, 0])
            self.add(Line(place, place, stroke_width=60, cap_style=cap, color=YELLOW))
            self.add(Line(place + DOWN, place + DOWN + RIGHT, stroke_width=60, cap_style=cap))
        self.wait(0.4)
