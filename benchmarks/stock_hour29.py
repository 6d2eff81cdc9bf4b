"""Hour 29 as a Manim author would write it, with `manim.Text` and `Scene` and without Storyreel.

It has the story, shapes, words and motion of `scenes/hour29` and lasts 30 s.

    manim render --renderer cairo --disable_caching -r 1920,1080 --fps 30 stock_hour29.py Hour29
"""

from __future__ import annotations

from manim import (
    DOWN,
    LEFT,
    ORIGIN,
    RIGHT,
    UP,
    AnimationGroup,
    Circle,
    Dot,
    FadeIn,
    FadeOut,
    LaggedStart,
    Line,
    RoundedRectangle,
    Scene,
    Square,
    Text,
    VGroup,
    config,
)

PAPER, NAVY, SLATE, GOLD, GREEN, RED = (
    "#FAF9F6", "#1A365D", "#475569", "#C9A227", "#2F855A", "#C53030",
)  # fmt: skip
FONT = "DejaVu Sans"
STEPS = ("Preflight", "Tests", "Seed lock", "Checkpoint hash", "Approved run")
FIRST = "b692162c707f20df02c0068aa9a2531f27a60d49c7225e2659d723f82ad24868"
OTHER = "b1b6baac85af4e696d93f5fe4fae7fa665d6628a9ce95925b207d9004bb57a5f"
OUTPUT = (
    "[OK] Python", "[FAIL] torch 0.0", "[FAIL] jupyterlab 0.0", "[OK] tiktoken", "[OK] matplotlib",
    "[FAIL] tensorflow 0.0", "[OK] tqdm", "[OK] numpy", "[OK] pandas", "[OK] psutil",
)  # fmt: skip

config.background_color = PAPER


def words(text: str, size: float = 24, color: str = NAVY) -> Text:
    return Text(text, font=FONT, font_size=size, color=color)


def card(width: float, height: float) -> RoundedRectangle:
    return RoundedRectangle(
        corner_radius=0.15, width=width, height=height, color=SLATE, stroke_width=2
    ).set_fill("#FFFFFF", 1)


class Hour29(Scene):
    """Seven beats: 2.4, 4.6, 4.2, 4.6, 4.6, 5.0 and 4.6 s."""

    def construct(self) -> None:
        self.caption = words("Same seed, same fingerprint?", 28).to_edge(DOWN, buff=0.35)
        title = words("Reproducibility gates", 34).to_edge(UP, buff=0.3).to_edge(LEFT, buff=0.5)
        self.rail = VGroup(*(words(step, 18, SLATE) for step in STEPS)).arrange(RIGHT, buff=0.9)
        self.rail.next_to(title, DOWN, buff=0.25).set_x(0)
        self.add(title, self.rail, self.caption)
        self.opening()
        self.preflight()
        self.tests()
        self.seed_lock()
        self.checkpoint_hash()
        self.approved_run()
        self.closing()

    def turn(self, step: int, caption: str) -> AnimationGroup:
        """Light the next step of the rail and show the next caption; takes 0.4 s."""
        old, self.caption = self.caption, words(caption, 28).to_edge(DOWN, buff=0.35)
        lit = self.rail[step].animate.set_color(GOLD)
        return AnimationGroup(FadeOut(old), FadeIn(self.caption), lit, run_time=0.4)

    def opening(self) -> None:
        self.road = Line(6 * LEFT, 6 * RIGHT, color=SLATE, stroke_width=8)
        posts = (Line(DOWN, UP, color=RED, stroke_width=10).scale(0.5) for _ in STEPS)
        self.gates = VGroup(*posts).arrange(RIGHT, buff=2.1)
        self.run = Dot(6 * LEFT, radius=0.2, color=NAVY)
        self.add(self.road, self.gates, self.run)
        self.wait(1.0)
        self.play(self.run.animate.shift(0.9 * RIGHT), run_time=0.8)
        self.wait(0.6)

    def preflight(self) -> None:
        self.play(self.turn(0, "Three FAIL lines, yet exit code zero."))
        self.terminal = card(5.4, 4.4).move_to(3.6 * LEFT + 0.2 * DOWN)
        lines = (words(line, 18, RED if "FAIL" in line else NAVY) for line in OUTPUT)
        self.printed = VGroup(*lines).arrange(DOWN, aligned_edge=LEFT, buff=0.14)
        self.printed.move_to(self.terminal)
        self.verdicts = VGroup(words("exit code 0", color=GREEN), words("1 failed", color=RED))
        self.verdicts.arrange(RIGHT, buff=1.2).move_to(3 * RIGHT + 1.4 * UP)
        self.play(
            FadeIn(self.terminal, shift=0.5 * RIGHT),
            self.gates.animate.shift(3 * RIGHT).scale(0.6),
            self.run.animate.move_to(0.3 * RIGHT),
            run_time=0.5,
        )
        arrivals = (FadeIn(line, run_time=0.2) for line in self.printed)
        self.play(LaggedStart(*arrivals, lag_ratio=0.4), run_time=0.9)
        self.play(FadeIn(self.verdicts[0], shift=0.3 * LEFT), run_time=0.4)
        self.wait(0.3)
        self.play(self.run.animate.shift(1.2 * RIGHT), run_time=0.7)
        self.play(FadeIn(self.verdicts[1], scale=1.4), run_time=0.4)
        self.wait(1.0)

    def tests(self) -> None:
        self.play(self.turn(1, "Next gate: twelve tokenizer tests pass."))
        dots = (Circle(0.22, color=SLATE, stroke_width=3) for _ in range(12))
        self.dots = VGroup(*dots).arrange_in_grid(3, 4, buff=0.35).move_to(self.terminal)
        self.play(FadeOut(self.printed), FadeOut(self.verdicts), FadeIn(self.dots), run_time=0.5)
        passing = (dot.animate.set_fill(GREEN, 1) for dot in self.dots)
        self.play(LaggedStart(*passing, lag_ratio=0.5), run_time=1.7)
        self.result = words("12 passed in 6.48s", 20).next_to(self.dots, DOWN)
        self.play(FadeIn(self.result), self.run.animate.shift(4 * RIGHT), run_time=0.8)
        self.wait(0.8)

    def seed_lock(self) -> None:
        self.play(self.turn(2, "Lock the seed: both runs draw the same."))
        self.play(
            FadeOut(VGroup(self.road, self.gates, self.dots, self.result, self.run)),
            self.terminal.animate.stretch_to_fit_width(12.6).move_to(0.2 * DOWN),
            run_time=0.6,
        )
        numbers = ("0.682352", "0.053821", "0.220360")
        self.reels = VGroup(
            *(VGroup(*(words(n, 26) for n in numbers)).arrange(RIGHT, buff=1) for _ in range(2))
        ).arrange(DOWN, buff=1.0)
        self.play(FadeIn(self.reels), run_time=0.4)
        for turn in range(5):
            shift = 0.25 * (UP if turn % 2 else DOWN)
            self.play(*(reel.animate.shift(shift) for reel in self.reels), run_time=0.36)
        self.play(self.reels.animate.set_color(GREEN), run_time=0.4)
        self.wait(1.0)

    def row(self, digest: str, y: float) -> VGroup:
        """Two rows of 32 cells, with one character each."""
        cells = VGroup()
        for character in digest:
            cell = Square(0.42, color=SLATE, stroke_width=1.5).set_fill("#EDF2F7", 1)
            cells.add(VGroup(cell, words(character, 16).move_to(cell).set_z_index(1)))
        return cells.arrange_in_grid(2, 32, buff=(0, 0.06)).scale(0.85).set_y(y)

    def sweep(self, cells: VGroup, other: str, run_time: float) -> None:
        marks = (
            cell[0].animate.set_fill("#C6F6D5" if FIRST[n] == other[n] else "#FED7D7", 1)
            for n, cell in enumerate(cells)
        )
        self.play(LaggedStart(*marks, lag_ratio=0.3), run_time=run_time)

    def checkpoint_hash(self) -> None:
        self.play(self.turn(3, "Hash both: every character must match."))
        self.upper, self.lower = self.row(FIRST, 0.7), self.row(FIRST, -1.1)
        self.play(FadeOut(self.reels), FadeIn(self.upper), FadeIn(self.lower), run_time=0.8)
        self.wait(0.3)
        self.sweep(self.lower, FIRST, 2.1)
        self.wait(1.0)

    def approved_run(self) -> None:
        self.play(self.turn(4, "Seed 124: same accuracy, another model."))
        old, self.lower = self.lower, self.row(OTHER, -1.1)
        self.play(FadeOut(old, shift=DOWN), FadeIn(self.lower, shift=0.5 * UP), run_time=0.8)
        self.sweep(self.lower, OTHER, 2.4)
        self.wait(1.4)

    def closing(self) -> None:
        self.upper.set_z_index(1)
        left, right = card(6, 3.2).move_to(3.2 * LEFT), card(6, 3.2).move_to(3.2 * RIGHT)
        wisdom = words("Reproducibility gates turn experiments into evidence.", 26)
        self.play(FadeOut(self.caption), FadeOut(self.lower), run_time=0.5)
        self.play(
            FadeOut(self.terminal),
            FadeIn(left, shift=0.5 * RIGHT),
            FadeIn(right),
            self.upper.animate.scale(0.45).move_to(left),
            FadeIn(wisdom.to_edge(DOWN, buff=0.35)),
            run_time=1.0,
        )
        verdict = words("Approved", 30, GREEN).move_to(left).shift(UP)
        refused = words("Not approved", 30, RED).move_to(right)
        self.play(FadeIn(verdict), FadeIn(refused, shift=ORIGIN), run_time=0.5)
        self.wait(2.6 - 1 / 30)
