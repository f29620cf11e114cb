from tests.web.test_law import tell
from tests.web.conftest import *
from upstander.model.report import Told
from pathlib import Path
def test_shot(tara):
    tell(tara, Told(place="SCT", kinds=("harassment","image-abuse","fraud")))
    html = tara.get(tara.at("/law")).content.decode()
    css = Path("/work/main/src/upstander/web/static/look.css").read_text()
    import re
    html = re.sub(r"<link[^>]*stylesheet[^>]*>", lambda m:"<style>"+css+"</style>", html)
    Path("/tmp/law/law.html").write_text(html)
