"""Plain Manim scenes with axes, graphs, charts and fields; without TeX."""

from manim import *


class PlottedAxes(Scene):
    def construct(self):
        axes = Axes(x_range=[-3, 3], y_range=[-1.5, 1.5], x_length=10, y_length=5)
        sine = axes.plot(np.sin, color=BLUE)
        area = axes.get_area(sine, x_range=(0, 2), color=[GREEN, BLUE], opacity=0.5)
        self.play(Create(axes), Create(sine), run_time=1)
        self.play(FadeIn(area), run_time=0.6)


class NumberLines(Scene):
    def construct(self):
        line = NumberLine(x_range=[-5, 5, 1], length=12, include_tip=True)
        line.add_labels({k: Text(str(k), font_size=28) for k in range(-4, 5, 2)})
        pointer = Triangle(color=YELLOW, fill_opacity=1).scale(0.2).rotate(PI)
        place = ValueTracker(-4)
        pointer.add_updater(lambda m: m.next_to(line.n2p(place.get_value()), UP))
        self.add(line, pointer)
        self.play(place.animate.set_value(4), run_time=1)


class Bars(Scene):
    def construct(self):
        chart = BarChart(
            [1, 4, 2, 5],
            y_range=[0, 6, 2],
            y_axis_config={"include_numbers": False},
            x_axis_config={"label_constructor": Text},
            bar_names=["a", "b", "c", "d"],
        )
        self.play(FadeIn(chart), run_time=0.6)
        self.play(chart.animate.change_bar_values([5, 1, 3, 2]), run_time=1)


class Networks(Scene):
    def construct(self):
        graph = Graph(
            list(range(6)),
            [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (5, 0), (0, 3)],
            layout="circular",
            vertex_config={"radius": 0.2, "color": YELLOW},
        )
        self.play(Create(graph), run_time=1)
        self.play(graph[0].animate.move_to(ORIGIN), run_time=0.6)


class DirectedNetworks(Scene):
    def construct(self):
        graph = DiGraph([1, 2, 3], [(1, 2), (2, 3), (3, 1)], layout="circular", labels=False)
        self.play(FadeIn(graph), run_time=0.6)
        self.play(graph.animate.rotate(PI / 2), run_time=0.6)


class Planes(Scene):
    def construct(self):
        plane = NumberPlane(background_line_style={"stroke_opacity": 0.6})
        self.play(Create(plane, lag_ratio=0.02), run_time=1)
        self.play(plane.animate.apply_matrix([[1, 0.5], [0, 1]]), run_time=1)


class Polar(Scene):
    def construct(self):
        plane = PolarPlane(radius_max=3, size=6)
        rose = plane.plot_polar_graph(lambda t: 3 * np.sin(2 * t), [0, TAU], color=RED)
        self.add(plane)
        self.play(Create(rose), run_time=1)


class Parametric(Scene):
    def construct(self):
        curve = ParametricFunction(
            lambda t: (2 * np.sin(3 * t), 2 * np.cos(2 * t), 0), t_range=(0, TAU), color=ORANGE
        )
        implicit = ImplicitFunction(lambda x, y: x * y - 1, color=BLUE)
        self.play(Create(curve), FadeIn(implicit), run_time=1)


class Fields(Scene):
    def construct(self):
        field = ArrowVectorField(
            lambda p: np.array([-p[1], p[0], 0]) / 2, x_range=[-3, 3, 1], y_range=[-2, 2, 1]
        )
        self.add(field)
        self.play(field.animate.scale(0.7), run_time=0.6)


class Streams(Scene):
    def construct(self):
        stream = StreamLines(
            lambda p: np.array([1, np.sin(p[0]), 0]),
            x_range=[-5, 5, 1],
            y_range=[-3, 3, 1],
            stroke_width=3,
            max_anchors_per_line=15,
            color=YELLOW,
        )
        self.add(stream)
        stream.start_animation(warm_up=False, flow_speed=1.5)
        self.wait(1)


class Vectors(VectorScene):
    def construct(self):
        self.add_plane()
        vector = self.add_vector([2, 1], color=YELLOW)
        self.play(vector.animate.put_start_and_end_on(ORIGIN, [-1, 2, 0]), run_time=0.6)


class LinearMap(LinearTransformationScene):
    def construct(self):
        self.apply_matrix([[1, 1], [0, 1]], run_time=1)
        self.wait(0.4)
