"""The document and the page to read it on, without a CDN."""

import json
import re

from plandesk.app import openapi_document
from tests.api.conftest import Desk


def test_the_document_is_served_and_tagged(desk: Desk) -> None:
    reply = desk.get("/openapi.json")
    assert reply.get_json() == json.loads(openapi_document())
    assert desk.get("/openapi.json", If_None_Match=reply.headers["ETag"]).status_code == 304


def test_the_page_needs_nothing_from_elsewhere_and_nothing_inline(desk: Desk) -> None:
    page = desk.client.get("/api/docs/").text
    for address in re.findall(r'(?:src|href)="([^"]*)"', page):
        if address.startswith(("data:", "/api/v1/")):
            continue
        assert desk.client.get(f"/api/docs/{address}").status_code == 200
    assert re.findall(r"<script(?![^>]*src=)|<style|style=|\son\w+=", page) == []


def test_only_the_files_of_the_page_are_served(desk: Desk) -> None:
    assert desk.client.get("/api/docs/index.html").status_code == 404
    assert desk.client.get("/api/docs/docs.html").status_code == 404


def test_the_front_of_the_api_leads_to_its_document(desk: Desk) -> None:
    assert desk.client.get("/api/").headers["Location"] == "/api/docs/"
