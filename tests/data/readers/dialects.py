"""The same truth, written as each annotation tool exports it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import quote
from xml.sax.saxutils import quoteattr

from tests.fixtures import COLOURS, draw

SIZE = (24, 20)
Box = tuple[int, int, int, int]  # x0, y0, x1, y1
Outline = list[tuple[int, int]]


@dataclass(frozen=True)
class Pic:
    """One picture of :data:`SIZE`, below the root, with what is on it."""

    path: str
    boxes: list[tuple[str, Box]] = field(default_factory=list)
    outlines: list[tuple[str, Outline]] = field(default_factory=list)
    answer: str | None = None

    @property
    def name(self) -> str:
        return PurePosixPath(self.path).name


Write = Callable[[Path, Sequence[Pic], str], None]


def save(root: Path, pics: Sequence[Pic]) -> None:
    """Draw the pictures."""
    for number, pic in enumerate(pics):
        (root / pic.path).parent.mkdir(parents=True, exist_ok=True)
        draw(list(COLOURS.values())[number % 6], number, SIZE).save(root / pic.path)


def put(file: Path, text: str, encoding: str = "utf-8") -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode(encoding))


def sized(box: Box) -> tuple[int, int, int, int]:
    x0, y0, x1, y1 = box
    return x0, y0, x1 - x0, y1 - y0


def keyed(box: Box, *keys: str) -> dict[str, int]:
    return dict(zip(keys, sized(box), strict=True))


def via_table(pics: Sequence[Pic]) -> dict[str, Any]:
    table = {}
    for pic in pics:
        places = [{"name": "rect", **keyed(box, "x", "y", "width", "height")} for _, box in pic.boxes]
        for _, points in pic.outlines:
            xs, ys = zip(*points, strict=True)
            places.append({"name": "polygon", "all_points_x": list(xs), "all_points_y": list(ys)})  # type: ignore[dict-item]
        labels = [label for label, _ in (*pic.boxes, *pic.outlines)]
        regions = [
            {"shape_attributes": place, "region_attributes": {"id": str(number), "species": label}}
            for number, (place, label) in enumerate(zip(places, labels, strict=True))
        ]
        about = {"filename": pic.name, "size": 99, "file_attributes": {"kind": pic.answer} if pic.answer else {}}
        table[f"{pic.path}99"] = {**about, "regions": regions}
    return table


def via(root: Path, pics: Sequence[Pic], encoding: str) -> None:
    put(root / "via_region_data.json", json.dumps(via_table(pics)), encoding)


def via_one(root: Path, pics: Sequence[Pic], encoding: str) -> None:
    """Version 1: the regions are numbered."""
    table = via_table(pics)
    for each in table.values():
        each["regions"] = {str(number): region for number, region in enumerate(each["regions"])}
    put(root / "via_region_data.json", json.dumps(table, ensure_ascii=False), encoding)


def via_project(root: Path, pics: Sequence[Pic], encoding: str) -> None:
    project = {"_via_settings": {"core": {}}, "_via_img_metadata": via_table(pics), "_via_attributes": {"region": {}}}
    put(root / "via_project_1Jan2024.json", json.dumps(project), encoding)


def via_three(root: Path, pics: Sequence[Pic], encoding: str) -> None:
    labels = sorted({label for pic in pics for label, _ in (*pic.boxes, *pic.outlines)})
    options = {str(number): label for number, label in enumerate(labels)}
    files, views, said = {}, {}, {}
    for number, pic in enumerate(pics, 1):
        files[str(number)] = {"fid": number, "fname": pic.name, "type": 2, "loc": 1, "src": f"./{pic.path}"}
        views[str(number)] = {"fid_list": [number]}
        shapes: list[tuple[str, list[int]]] = [(label, [2, *sized(box)]) for label, box in pic.boxes]
        shapes += [(label, [7, *(n for point in points for n in point)]) for label, points in pic.outlines]
        for place, (label, xy) in enumerate(shapes):
            av = {"1": str(labels.index(label)), "2": str(place)}
            said[f"{number}_{place}"] = {"vid": str(number), "flg": 0, "z": [], "xy": xy, "av": av}
        if pic.answer is not None:
            said[f"{number}_x"] = {"vid": str(number), "flg": 0, "z": [], "xy": [], "av": {"3": pic.answer}}
    attributes = {
        "1": {"aname": "species", "anchor_id": "FILE1_Z0_XY1", "type": 4, "options": options},
        "2": {"aname": "id", "anchor_id": "FILE1_Z0_XY1", "type": 1, "options": {}},
        "3": {"aname": "kind", "anchor_id": "FILE1_Z0_XY0", "type": 1, "options": {}},
    }
    project = {"project": {"pid": "x"}, "config": {}, "attribute": attributes, "file": files, "view": views}
    put(root / "via3.json", json.dumps({**project, "metadata": said}), encoding)


def percent_regions(pic: Pic) -> list[tuple[str, dict[str, Any]]]:
    width, height = SIZE[0] / 100, SIZE[1] / 100
    found: list[tuple[str, dict[str, Any]]] = []
    for label, box in pic.boxes:
        x, y, w, h = sized(box)
        place = {"x": x / width, "y": y / height, "width": w / width, "height": h / height, "rotation": 0}
        found.append(("rectanglelabels", {**place, "rectanglelabels": [label]}))
    for label, points in pic.outlines:
        place_ = {"points": [[x / width, y / height] for x, y in points], "closed": True}
        found.append(("polygonlabels", {**place_, "polygonlabels": [label]}))
    return found


def label_studio(root: Path, pics: Sequence[Pic], encoding: str) -> None:
    tasks = []
    about = {"original_width": SIZE[0], "original_height": SIZE[1], "image_rotation": 0}
    for number, pic in enumerate(pics):
        results: list[dict[str, Any]] = [
            {"id": f"r{i}", "type": kind, "value": value, "from_name": "label", "to_name": "image", **about}
            for i, (kind, value) in enumerate(percent_regions(pic))
        ]
        if pic.answer is not None:
            answer = {"choices": [pic.answer]}
            results.append({"id": "c", "type": "choices", "value": answer, "from_name": "kind", "to_name": "image"})
        wrong = {**about, "type": "rectanglelabels", "value": {"x": 0, "y": 0, "width": 9, "height": 9}, "id": "p"}
        tasks.append(
            {
                "id": number,
                "annotations": [
                    {"id": 1, "was_cancelled": True, "result": [wrong]},
                    {"id": 2, "was_cancelled": False, "result": results},
                ],
                "predictions": [{"result": [wrong]}],
                "data": {"image": f"/data/upload/1/{number:08x}-{quote(pic.name)}"},
            }
        )
    put(root / "project-1-at-2024-01-01.json", json.dumps(tasks), encoding)


def label_studio_min(root: Path, pics: Sequence[Pic], encoding: str) -> None:
    rows = []
    about = {"original_width": SIZE[0], "original_height": SIZE[1]}
    for number, pic in enumerate(pics):
        row: dict[str, Any] = {"image": f"/data/local-files/?d=set%5C{quote(pic.name)}", "id": number}
        if regions := percent_regions(pic):
            row["label"] = [{**value, **about} for _, value in regions]
        if pic.answer is not None:
            row["choice"] = pic.answer
        rows.append({**row, "annotator": 1, "annotation_id": number, "created_at": "2024", "lead_time": 1.5})
    put(root / "project-1.json", json.dumps(rows), encoding)


def cvat(root: Path, pics: Sequence[Pic], encoding: str) -> None:
    lines = ["<annotations>", "<version>1.1</version><meta><task><name>t</name></task></meta>"]
    for number, pic in enumerate(pics):
        lines.append(f'<image id="{number}" name={quoteattr(pic.path)} width="{SIZE[0]}" height="{SIZE[1]}">')
        for label, (x0, y0, x1, y1) in pic.boxes:
            lines.append(f'<box label={quoteattr(label)} occluded="0" xtl="{x0}.00" ytl="{y0}" xbr="{x1}" ybr="{y1}"/>')
        for label, points in pic.outlines:
            text = ";".join(f"{x}.00,{y}" for x, y in points)
            lines.append(f'<polygon label={quoteattr(label)} points="{text}" z_order="0"></polygon>')
        if pic.answer is not None:
            lines.append(f'<tag label={quoteattr(pic.answer)} source="manual"></tag>')
        lines.append("</image>")
    put(root / "annotations.xml", "\n".join([*lines, "</annotations>"]), encoding)


def supervisely(root: Path, pics: Sequence[Pic], encoding: str) -> None:
    """A file beside each picture's folder: img/a.jpg and ann/a.jpg.json."""
    put(root / "meta.json", json.dumps({"classes": [{"title": "cat", "shape": "any"}], "tags": []}), encoding)
    for pic in pics:
        objects = [
            {
                "classTitle": label,
                "geometryType": "rectangle",
                "points": {"exterior": [box[:2], box[2:]], "interior": []},
            }
            for label, box in pic.boxes
        ]
        objects += [
            {"classTitle": label, "geometryType": "polygon", "points": {"exterior": points, "interior": []}}
            for label, points in pic.outlines
        ]
        tags = [{"name": "kind", "value": pic.answer}] if pic.answer is not None else []
        about = {"description": "", "tags": tags, "size": {"height": SIZE[1], "width": SIZE[0]}}
        folder = root / PurePosixPath(pic.path).parent.parent / "ann"
        put(folder / f"{pic.name}.json", json.dumps({**about, "objects": objects}), encoding)


def labelbox_objects(pic: Pic) -> dict[str, Any]:
    objects: list[dict[str, Any]] = [
        {"name": label, "value": label.lower(), "bounding_box": keyed(box, "left", "top", "width", "height")}
        for label, box in pic.boxes
    ]
    objects += [{"name": label, "polygon": [{"x": x, "y": y} for x, y in points]} for label, points in pic.outlines]
    answers = [{"name": "kind", "radio_answer": {"name": pic.answer}}] if pic.answer is not None else []
    return {"objects": objects, "classifications": answers, "relationships": []}


def labelbox(root: Path, pics: Sequence[Pic], encoding: str) -> None:
    rows = [
        {
            "data_row": {"id": "x", "external_id": pic.name, "row_data": f"https://host/{quote(pic.name)}?e=1"},
            "media_attributes": {"width": SIZE[0], "height": SIZE[1]},
            "projects": {"p": {"name": "t", "labels": [{"annotations": labelbox_objects(pic)}]}},
        }
        for pic in pics
    ]
    put(root / "export.ndjson", "".join(json.dumps(row) + "\n" for row in rows), encoding)


def labelbox_old(root: Path, pics: Sequence[Pic], encoding: str) -> None:
    rows = []
    for pic in pics:
        label = labelbox_objects(pic)
        for each in label["objects"]:
            each["title"] = each.pop("name")
            if "bounding_box" in each:
                each["bbox"] = each.pop("bounding_box")
        for each in label["classifications"]:
            each["title"], each["answer"] = each.pop("name"), {"title": each.pop("radio_answer")["name"]}
        rows.append({"ID": "x", "Labeled Data": f"https://host/{quote(pic.name)}", "Label": label, "Skipped": False})
    put(root / "export-2022.json", json.dumps(rows), encoding)


def vott_asset(pic: Pic, number: int) -> dict[str, Any]:
    regions: list[dict[str, Any]] = [
        {"type": "RECTANGLE", "tags": [label], "boundingBox": keyed(box, "left", "top", "width", "height")}
        for label, box in pic.boxes
    ]
    for label, points in pic.outlines:
        regions.append({"type": "POLYGON", "tags": [label], "points": [{"x": x, "y": y} for x, y in points]})
    about = {"id": f"{number:032x}", "name": quote(pic.name), "path": f"file:C:\\\\me\\\\{pic.name}", "state": 2}
    about |= {"size": {"width": SIZE[0], "height": SIZE[1]}}  # type: ignore[dict-item]
    return {"asset": about, "regions": regions, "version": "2.2.0"}


def vott(root: Path, pics: Sequence[Pic], encoding: str) -> None:
    assets = {f"{number:032x}": vott_asset(pic, number) for number, pic in enumerate(pics)}
    put(root / "vott-json-export/t-export.json", json.dumps({"name": "t", "tags": [], "assets": assets}), encoding)


def vott_assets(root: Path, pics: Sequence[Pic], encoding: str) -> None:
    for number, pic in enumerate(pics):
        put(root / f"target/{number:032x}-asset.json", json.dumps(vott_asset(pic, number)), encoding)


def create_ml(root: Path, pics: Sequence[Pic], encoding: str) -> None:
    images = []
    for pic in pics:
        boxes = []
        for label, box in pic.boxes:
            x, y, w, h = sized(box)
            boxes.append({"label": label, "coordinates": {"x": x + w / 2, "y": y + h / 2, "width": w, "height": h}})
        images.append({"image": pic.name, "annotations": boxes})
    put(root / "_annotations.createml.json", json.dumps(images), encoding)


def labelme_xml(root: Path, pics: Sequence[Pic], encoding: str) -> None:
    for pic in pics:
        corners = [(label, [(a, b), (c, b), (c, d), (a, d)], "bounding_box") for label, (a, b, c, d) in pic.boxes]
        objects = ""
        for label, points, kind in (*corners, *((label, points, "") for label, points in pic.outlines)):
            pts = "".join(f"<pt><x>{x}</x><y>{y}</y></pt>" for x, y in points)
            type_ = f"<type>{kind}</type>" if kind else ""
            objects += f"<object><name>{label}</name><deleted>0</deleted>{type_}<polygon>{pts}</polygon></object>"
        gone = "<object><name>gone</name><deleted>1</deleted><polygon></polygon></object>"
        size = f"<imagesize><nrows>{SIZE[1]}</nrows><ncols>{SIZE[0]}</ncols></imagesize>"
        text = f"<annotation><filename>{pic.name}</filename><folder>set</folder>{objects}{gone}{size}</annotation>"
        put(root / "Annotations" / PurePosixPath(pic.path).with_suffix(".xml"), text, encoding)


def datumaro(root: Path, pics: Sequence[Pic], encoding: str) -> None:
    labels = sorted(
        {label for pic in pics for label, _ in (*pic.boxes, *pic.outlines)} | {p.answer or "" for p in pics}
    )
    items = []
    for pic in pics:
        found: list[dict[str, Any]] = [
            {"type": "bbox", "label_id": labels.index(label), "bbox": sized(box)} for label, box in pic.boxes
        ]
        for label, points in pic.outlines:
            flat = [number for point in points for number in point]
            found.append({"type": "polygon", "label_id": labels.index(label), "points": flat})
        if pic.answer is not None:
            found.append({"type": "label", "label_id": labels.index(pic.answer)})
        image = {"path": pic.path, "size": [SIZE[1], SIZE[0]]}
        items.append({"id": str(PurePosixPath(pic.path).with_suffix("")), "annotations": found, "image": image})
    categories = {"label": {"labels": [{"name": label, "parent": ""} for label in labels], "attributes": []}}
    put(root / "annotations/default.json", json.dumps({"info": {}, "categories": categories, "items": items}), encoding)


def ground_truth(root: Path, pics: Sequence[Pic], encoding: str) -> None:
    labels = sorted({label for pic in pics for label, _ in pic.boxes})
    lines = []
    for pic in pics:
        row: dict[str, Any] = {"source-ref": f"s3://bucket/set/{pic.name}"}
        if pic.answer is not None:
            row |= {"kind": 0, "kind-metadata": {"class-name": pic.answer, "type": "groundtruth/image-classification"}}
        else:
            found = [
                {"class_id": labels.index(label), **keyed(box, "left", "top", "width", "height")}
                for label, box in pic.boxes
            ]
            row["boxes"] = {"image_size": [{"width": SIZE[0], "height": SIZE[1], "depth": 3}], "annotations": found}
            row["boxes-metadata"] = {"class-map": {str(i): label for i, label in enumerate(labels)}}
        lines.append(json.dumps(row) + "\n")
    put(root / "output.manifest", "".join(lines), encoding)


def darwin(root: Path, pics: Sequence[Pic], encoding: str) -> None:
    for pic in pics:
        found: list[dict[str, Any]] = [
            {"name": label, "bounding_box": keyed(box, "x", "y", "w", "h")} for label, box in pic.boxes
        ]
        for label, points in pic.outlines:
            paths = [[{"x": x, "y": y} for x, y in points]]
            found.append({"name": label, "polygon": {"paths": paths}, "bounding_box": {"x": 0, "y": 0, "w": 1, "h": 1}})
        found += [{"name": pic.answer, "tag": {}}] if pic.answer is not None else []
        slots = [{"type": "image", "width": SIZE[0], "height": SIZE[1], "source_files": [{"file_name": pic.name}]}]
        item = {"name": pic.name, "path": "/", "slots": slots}
        tree = {"version": "2.0", "dataset": {"name": "t"}, "item": item, "annotations": found}
        put(root / f"{PurePosixPath(pic.path).with_suffix('')}.json", json.dumps(tree), encoding)


def super_annotate(root: Path, pics: Sequence[Pic], encoding: str) -> None:
    for pic in pics:
        found: list[dict[str, Any]] = [
            {"type": "bbox", "className": label, "points": dict(zip(("x1", "y1", "x2", "y2"), box, strict=True))}
            for label, box in pic.boxes
        ]
        for label, points in pic.outlines:
            flat = [number for point in points for number in point]
            found.append({"type": "polygon", "className": label, "points": flat, "exclude": []})
        about = {"name": pic.name, "width": SIZE[0], "height": SIZE[1], "status": "Completed"}
        tags = [pic.answer] if pic.answer is not None else []
        put(root / f"{pic.path}.json", json.dumps({"metadata": about, "instances": found, "tags": tags}), encoding)


def scalabel(root: Path, pics: Sequence[Pic], encoding: str) -> None:
    frames = []
    for pic in pics:
        labels: list[dict[str, Any]] = [
            {"category": label, "box2d": dict(zip(("x1", "y1", "x2", "y2"), box, strict=True))}
            for label, box in pic.boxes
        ]
        for label, points in pic.outlines:
            part = {"vertices": points, "types": "L" * len(points), "closed": True}
            labels.append({"category": label, "poly2d": [part], "manualShape": True})
        frames.append({"name": pic.name, "attributes": {"weather": "clear", "scene": "street"}, "labels": labels})
    put(root / "labels_all.json", json.dumps(frames), encoding)


BOXES: dict[str, Write] = {
    "via": via,
    "via_one": via_one,
    "via_project": via_project,
    "via_three": via_three,
    "label_studio": label_studio,
    "label_studio_min": label_studio_min,
    "cvat": cvat,
    "supervisely": supervisely,
    "labelbox": labelbox,
    "labelbox_old": labelbox_old,
    "vott": vott,
    "vott_assets": vott_assets,
    "create_ml": create_ml,
    "labelme_xml": labelme_xml,
    "datumaro": datumaro,
    "ground_truth": ground_truth,
    "darwin": darwin,
    "super_annotate": super_annotate,
    "scalabel": scalabel,
}
OUTLINES = {name: write for name, write in BOXES.items() if name not in ("create_ml", "ground_truth")}
NO_ANSWERS = ("create_ml", "vott", "vott_assets", "labelme_xml", "scalabel")
ANSWERS = {name: write for name, write in BOXES.items() if name not in NO_ANSWERS}
