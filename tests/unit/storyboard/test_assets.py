"""Images that storyboards name: which files are accepted, and which are refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from storyreel.base.errors import RequestError
from storyreel.base.project import Project
from storyreel.storyboard import assets as module
from storyreel.storyboard.assets import check_asset
from storyreel.storyboard.load import load_storyboard


@pytest.fixture
def assets(tmp_path: Path) -> Path:
    folder = tmp_path / "assets"
    (folder / "icons").mkdir(parents=True)
    for kind in ("png", "jpeg", "webp", "gif", "bmp"):
        Image.new("RGB", (4, 3), "navy").save(folder / "icons" / f"a.{kind}")
    Image.new("RGB", (4, 3), "navy").save(tmp_path / "outside.png")
    return folder


@pytest.mark.parametrize("name", ["icons/a.png", "icons/a.jpeg", "icons/./a.webp"])
def test_images_in_the_folder_are_accepted(assets: Path, name: str) -> None:
    assert check_asset(assets, name).is_file()


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("/etc/passwd", "is not a path relative to assets/"),
        ("C:\\a.png", "is not a path relative to assets/"),
        ("C:/a.png", "is not a path relative to assets/"),
        ("icons\\a.png", "is not a path relative to assets/"),
        ("../outside.png", "contains"),
        ("icons/../icons/a.png", "contains"),
        ("", "is not a file in assets/"),
        ("icons", "is not a file in assets/"),
        ("icons/b.png", "is not a file in assets/"),
        ("a\0.png", "is not a usable path"),
        ("icons/" + "x" * 300, "is not a"),
        ("icons/a.gif", "is not a readable PNG, JPEG or WebP image"),
        ("icons/a.bmp", "is not a readable PNG, JPEG or WebP image"),
    ],
)
def test_everything_else_is_refused(assets: Path, name: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        check_asset(assets, name)


def test_links_may_not_lead_outside(assets: Path) -> None:
    (assets / "in.png").symlink_to(assets / "icons" / "a.png")
    (assets / "out.png").symlink_to(assets.parent / "outside.png")
    (assets / "up").symlink_to(assets.parent)
    (assets / "loop.png").symlink_to(assets / "loop.png")
    assert check_asset(assets, "in.png") == (assets / "icons" / "a.png").resolve()
    for name in ("out.png", "up/outside.png"):
        with pytest.raises(ValueError, match="leads outside assets/"):
            check_asset(assets, name)
    with pytest.raises(ValueError, match="is not a"):
        check_asset(assets, "loop.png")


def test_an_image_with_the_wrong_extension(assets: Path) -> None:
    (assets / "a.png").write_bytes((assets / "icons" / "a.gif").read_bytes())
    with pytest.raises(ValueError, match="is not a readable"):
        check_asset(assets, "a.png")


def test_a_truncated_image_is_refused(assets: Path) -> None:
    whole = (assets / "icons" / "a.png").read_bytes()
    (assets / "cut.png").write_bytes(whole[: len(whole) * 2 // 3])
    with pytest.raises(ValueError, match="is not a readable"):
        check_asset(assets, "cut.png")


def test_an_image_of_too_many_pixels_is_refused(
    assets: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MAX_PIXELS", 11)
    with pytest.raises(ValueError, match="has more than 11 pixels"):
        check_asset(assets, "icons/a.png")


@pytest.mark.parametrize("limit", [8, 4])
def test_a_decompression_bomb_is_an_error(
    assets: Path, monkeypatch: pytest.MonkeyPatch, limit: int
) -> None:
    # Pillow warns above its limit and refuses above twice that.
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", limit)
    with pytest.raises(ValueError, match="has more than 33,177,600 pixels"):
        check_asset(assets, "icons/a.png")


def test_a_storyboard_that_names_an_image(project: Project, storyboard_text: str) -> None:
    Image.new("RGB", (4, 3), "navy").save(project.assets / "a.png")
    path = project.storyboards / "hour29-demo.yaml"
    path.write_text(storyboard_text.replace("image: null", "image: a.png"))
    assert load_storyboard(path, project).storyboard.data.image == "a.png"
    path.write_text(storyboard_text.replace("image: null", "image: b.png"))
    with pytest.raises(
        RequestError, match=r"hour29-demo\.yaml:34:10: data\.image: 'b\.png' is not"
    ):
        load_storyboard(path, project)
