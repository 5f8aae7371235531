"""Opens pages in Chromium without a window and prints one line for each fault; nothing when there is none.

    browser.py [--screenshots FOLDER] FILE...

Every page is opened at three widths, on light and dark, and for print. Looked for: entries in the console, blocked or fetched
resources, scripts, parts wider than the page, text without enough contrast (WCAG 2: 4.5 to 1), controls that the Tab key does not
reach, pictures and tables without a name, headings that skip a level. Speaks the DevTools protocol over a pipe (descriptors 3 and 4).
"""
import base64
import json
import os
import pathlib
import subprocess
import sys
import tempfile

WIDTHS = {"phone": (360, 740), "laptop": (1366, 768), "print": (680, 960)}

# What does not fit. A box that can be scrolled sideways is meant to hold what is wider; the page itself is not.
OVERFLOW = """(() => {
  const width = document.documentElement.clientWidth, faults = [];
  if (document.documentElement.scrollWidth > width) faults.push('page is ' + document.documentElement.scrollWidth + ' wide');
  for (const element of document.querySelectorAll('body *')) {
    if (element.closest('svg, .scroll') && !element.matches('.scroll')) continue;
    const box = element.getBoundingClientRect();
    if (box.right > width + 1 || box.left < -1) faults.push(element.tagName + ' ' + element.className + ' ends at ' + box.right);
  }
  for (const text of document.querySelectorAll('svg text')) {
    const box = text.getBoundingClientRect(), picture = text.ownerSVGElement.getBoundingClientRect();
    if (box.right > picture.right + 1 || box.left < picture.left - 1 || box.bottom > picture.bottom + 1)
      faults.push('text is cut off: ' + text.textContent);
  }
  return faults;
})()"""

CONTRAST = """(() => {
  const numbers = color => color.match(/[\\d.]+/g).map(Number);
  const light = color => {
    const [r, g, b] = numbers(color).map(value => { value /= 255; return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4; });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const back = element => {
    for (; element; element = element.parentElement) {
      const color = getComputedStyle(element).backgroundColor;
      if (numbers(color).length === 3 || numbers(color)[3] > 0) return color;
    }
    return 'rgb(255, 255, 255)';
  };
  const faults = new Set();
  for (const element of document.querySelectorAll('body *')) {
    if (![...element.childNodes].some(node => node.nodeType === 3 && node.data.trim())) continue;
    const drawn = element.closest('svg');
    if (drawn && element.tagName !== 'text') continue;
    const style = getComputedStyle(element);
    let behind = back(element);
    const box = drawn && drawn.querySelector('rect.box');
    if (box) behind = getComputedStyle(box).fill;
    const [one, other] = [light(drawn ? style.fill : style.color), light(behind)].sort((a, b) => b - a);
    const ratio = (one + 0.05) / (other + 0.05);
    if (ratio < 4.5) faults.add(element.tagName + ' ' + element.getAttribute('class') + ' has a contrast of ' + ratio.toFixed(2));
  }
  return [...faults];
})()"""

STRUCTURE = """(() => {
  const faults = [];
  if (document.querySelector('script, iframe, object, embed, form, link, img, [onclick], [style]')) faults.push('an element that has no place here');
  if (document.querySelectorAll('h1').length !== 1) faults.push('not one h1');
  let last = 0;
  for (const heading of document.querySelectorAll('h1, h2, h3, h4, h5, h6')) {
    const level = Number(heading.tagName[1]);
    if (level > last + 1) faults.push('heading skips a level: ' + heading.textContent);
    last = level;
  }
  const ids = [...document.querySelectorAll('[id]')].map(element => element.id);
  if (new Set(ids).size !== ids.length) faults.push('an id comes twice');
  for (const element of document.querySelectorAll('[aria-labelledby]'))
    for (const id of element.getAttribute('aria-labelledby').split(' '))
      if (!document.getElementById(id)) faults.push('named by an id that is not there: ' + id);
  for (const table of document.querySelectorAll('table'))
    if (!table.caption || table.querySelector('th:not([scope])')) faults.push('a table without caption or scopes');
  return faults;
})()"""

FOCUSABLE = "document.querySelectorAll('a[href], summary, [tabindex=\"0\"]').length"
FOCUSED = """(() => {
  const element = document.activeElement;
  if (element === document.body) return null;
  return getComputedStyle(element).outlineStyle === 'none' ? 'focus is not to be seen on ' + element.tagName : '';
})()"""


class Browser:
    def __init__(self, folder):
        to_browser, self.write_end = os.pipe()
        self.read_end, from_browser = os.pipe()

        def give_descriptors():
            os.dup2(to_browser, 103)
            os.dup2(from_browser, 104)
            os.dup2(103, 3)
            os.dup2(104, 4)

        for descriptor in (to_browser, from_browser):
            os.set_inheritable(descriptor, True)
        self.process = subprocess.Popen(
            ["chromium", "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--hide-scrollbars",
             "--disable-background-networking", "--remote-debugging-pipe", "--user-data-dir=" + folder],
            preexec_fn=give_descriptors, close_fds=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(to_browser)
        os.close(from_browser)
        self.buffer, self.number, self.events, self.session = b"", 0, [], None
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(domain + ".enable")

    def receive(self):
        while b"\0" not in self.buffer:
            octets = os.read(self.read_end, 1 << 20)
            if not octets:
                sys.exit("the browser has ended")
            self.buffer += octets
        message, self.buffer = self.buffer.split(b"\0", 1)
        return json.loads(message)

    def call(self, method, **parameters):
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.write_end, json.dumps(message).encode() + b"\0")
        while True:
            answer = self.receive()
            if answer.get("id") == self.number:
                if "error" in answer:
                    sys.exit(method + ": " + answer["error"]["message"])
                return answer["result"]
            self.events.append(answer)

    def evaluate(self, expression):
        return self.call("Runtime.evaluate", expression=expression, returnByValue=True)["result"].get("value")

    def open(self, address):
        self.events.clear()
        self.call("Page.navigate", url=address)
        while not any(event.get("method") == "Page.loadEventFired" for event in self.events):
            self.events.append(self.receive())

    def complaints(self, address):
        for event in self.events:
            what, about = event.get("method"), event.get("params", {})
            if what == "Log.entryAdded":
                yield "console: " + about["entry"]["text"]
            elif what in ("Runtime.consoleAPICalled", "Runtime.exceptionThrown"):
                yield "console: " + json.dumps(about)[:200]
            elif what == "Network.requestWillBeSent" and about["request"]["url"] != address:
                yield "fetches " + about["request"]["url"]

    def close(self):
        self.session = None
        self.call("Browser.close")
        self.process.wait()


def examine(browser, file, screenshots):
    address = pathlib.Path(file).resolve().as_uri()
    browser.open(address)
    yield from browser.complaints(address)
    yield from browser.evaluate(STRUCTURE)
    for name, (width, height) in WIDTHS.items():
        browser.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        for scheme in ("light", "dark"):
            media = "print" if name == "print" else "screen"
            browser.call("Emulation.setEmulatedMedia", media=media, features=[{"name": "prefers-color-scheme", "value": scheme}])
            for fault in browser.evaluate(OVERFLOW) + browser.evaluate(CONTRAST):
                yield name + ", " + scheme + ": " + fault
            if screenshots:
                image = browser.call("Page.captureScreenshot", captureBeyondViewport=True)["data"]
                target = pathlib.Path(screenshots, pathlib.Path(file).stem + "-" + name + "-" + scheme + ".png")
                target.write_bytes(base64.b64decode(image))
    back = "getComputedStyle(document.documentElement).backgroundColor"
    browser.call("Emulation.setEmulatedMedia", media="screen", features=[{"name": "prefers-color-scheme", "value": "dark"}])
    dark = browser.evaluate(back)
    browser.call("Emulation.setEmulatedMedia", media="screen", features=[{"name": "prefers-color-scheme", "value": "light"}])
    if dark == browser.evaluate(back):
        yield "light and dark look alike: is the style sheet let in?"
    reached, expected = 0, browser.evaluate(FOCUSABLE)
    for _ in range(expected + 1):
        for kind in ("keyDown", "keyUp"):
            browser.call("Input.dispatchKeyEvent", type=kind, key="Tab", code="Tab", windowsVirtualKeyCode=9)
        focused = browser.evaluate(FOCUSED)
        if focused is None:
            break
        reached += 1
        if focused:
            yield focused
    if reached < expected:
        yield f"the Tab key reaches {reached} of {expected} controls"
    for node in browser.call("Accessibility.getFullAXTree")["nodes"]:
        role, name = node.get("role", {}).get("value"), node.get("name", {}).get("value", "")
        if role in ("image", "img", "table", "region", "heading", "link", "DisclosureTriangle") and not name and not node.get("ignored"):
            yield f"a {role} has no name for a screen reader"
    pdf = base64.b64decode(browser.call("Page.printToPDF", printBackground=True, preferCSSPageSize=True)["data"])
    if screenshots:
        pathlib.Path(screenshots, pathlib.Path(file).stem + ".pdf").write_bytes(pdf)
    if not pdf.startswith(b"%PDF"):
        yield "cannot be printed"


def main(arguments):
    screenshots = None
    if arguments[0] == "--screenshots":
        screenshots, arguments = arguments[1], arguments[2:]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        browser = Browser(folder)
        for file in arguments:
            for fault in examine(browser, file, screenshots):
                print(pathlib.Path(file).name + ": " + fault)
        browser.close()


main(sys.argv[1:])
