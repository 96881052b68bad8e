"""One LibreOffice for many files; run by the system's Python, which has `uno`.

Arguments: soffice, profile folder. Standard input: [{"path", "reading": "accept" | "reject" | ""}]; standard output: the text of each.
"""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue


def setting(name, value):
    found = PropertyValue()
    found.Name, found.Value = name, value
    return found


def connect(pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(120):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:  # noqa: BLE001 - not there yet
            time.sleep(0.5)
    sys.exit("LibreOffice did not start")


def text_of(desktop, dispatcher, job, folder):
    document = desktop.loadComponentFromURL(uno.systemPathToFileUrl(job["path"]), "_blank", 0, (setting("Hidden", True),))
    if job["reading"]:
        command = {"accept": ".uno:AcceptAllTrackedChanges", "reject": ".uno:RejectAllTrackedChanges"}[job["reading"]]
        dispatcher.executeDispatch(document.CurrentController.Frame, command, "", 0, ())
    target = Path(folder) / "text.txt"
    document.storeToURL(
        uno.systemPathToFileUrl(str(target)), (setting("FilterName", "Text (encoded)"), setting("FilterOptions", "UTF8,LF"))
    )
    document.close(True)
    return target.read_text(encoding="utf-8-sig")


def main():
    program, profile = sys.argv[1:]
    pipe = f"ponam{Path(profile).parent.name}".replace("-", "")
    office = subprocess.Popen(
        [program, f"-env:UserInstallation=file://{profile}", "--headless", "--norestore", f"--accept=pipe,name={pipe};urp;"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        context = connect(pipe)
        manager = context.ServiceManager
        desktop = manager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        dispatcher = manager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
        with tempfile.TemporaryDirectory() as folder:
            print(json.dumps([text_of(desktop, dispatcher, job, folder) for job in json.load(sys.stdin)]))
        desktop.terminate()
    finally:
        try:
            office.wait(15)
        except subprocess.TimeoutExpired:
            office.kill()


main()
