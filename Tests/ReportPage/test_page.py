"""Opens the report in a browser and works on it as people do: by mouse, by keyboard, without script.

    python test_page.py TRAINLINT CHROMIUM [FOLDER FOR PICTURES]

Nothing may leave the page, nothing may complain on the console, and what a config says stays text.
"""

import base64
import hashlib
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

from playwright.sync_api import sync_playwright

import configs

TRAINLINT, CHROMIUM = sys.argv[1:3]
PICTURES = pathlib.Path(sys.argv[3]) if len(sys.argv) > 3 else None
WORK = pathlib.Path(tempfile.mkdtemp())
FAILURES = []


def check(what, holds, seen=""):
    """Counts what does not hold."""
    print(f"{'ok    ' if holds else 'FAILED'} {what} {seen}".rstrip())
    if not holds:
        FAILURES.append(what)


def report(count):
    """A page of `count` runs and some files more."""
    folder = WORK / f"configs-{count}"
    configs.write(folder, count)
    page = WORK / f"report-{count}.html"
    command = [TRAINLINT, "report", "--no-config", "-o", str(page), "."]
    started = time.monotonic()
    subprocess.run(command, cwd=folder, check=True)
    print(f"{count} runs: {time.monotonic() - started:.2f} s, {page.stat().st_size / 1e6:.2f} MB")
    return page


class Visit:
    """A page in a window of its own, with all that it asked for and complained of."""

    def __init__(self, browser, path, width=1300, height=1000, **settings):
        self.requests, self.complaints = [], []
        context = browser.new_context(viewport={"width": width, "height": height}, **settings)
        self.page = context.new_page()
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: (self.complaints.append("dialog"), dialog.dismiss()))
        self.page.goto(path.as_uri())

    def picture(self, name):
        if PICTURES:
            PICTURES.mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=PICTURES / f"{name}.png")

    def end(self, what):
        check(f"{what}: the console is empty", not self.complaints, self.complaints[:3])
        others = [url for url in self.requests if not url.startswith(("file:", "data:"))]
        check(f"{what}: nothing leaves the page", not others and len(self.requests) >= 1, others)
        self.page.context.close()


def policy(path):
    """The policy names the style and the script by digests, and allows nothing else inline."""
    text = path.read_text()
    stated = re.search(r'Content-Security-Policy" content="([^"]*)"', text).group(1)
    check("the policy starts from nothing", stated.startswith("default-src 'none'"))
    check("the policy allows nothing unsafe", "unsafe" not in stated)
    for tag in ("style", "script"):
        parts = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.S)
        digests = ["sha256-" + base64.b64encode(hashlib.sha256(part.encode()).digest()).decode()
                   for part in parts]
        check(f"one {tag}, and the policy has its digest",
              len(parts) == 1 and f"{tag}-src '{digests[0]}'" in stated)
    check("no style stands in an attribute", not re.search(r"<[^>]*\sstyle=", text))


def mouse(browser, path):
    visit = Visit(browser, path)
    page = visit.page
    visit.picture("light")
    marks = page.locator("#chart .mark")
    check("runs are drawn", marks.count() > 50, marks.count())
    marks.nth(5).hover()
    check("hovering tells the run", "parameters on" in page.locator("#tip").inner_text()
          or "runs:" in page.locator("#tip").inner_text())
    single = page.locator("#chart .mark[href^='#p']").first
    single.click()
    panel = page.locator(".panel:target")
    check("a click opens the plan", panel.is_visible() and panel.locator("tr").count() > 15)
    check("the derivation stands beside it", "line 12" in panel.inner_text())
    visit.picture("plan")
    panel.locator(".close").click()
    check("Close closes it", page.locator(".panel:target").count() == 0)
    shared = page.locator("#chart .mark[href^='#c']").first
    if shared.count():
        shared.click()
        check("a shared mark lists its runs", page.locator(".panel:target li").count() > 1)
        page.locator(".panel:target li a").first.click()
        check("from the list to a plan", "/" in page.locator(".panel:target h2").inner_text()
              or ".y" in page.locator(".panel:target h2").inner_text())
        page.keyboard.press("Escape")
    sorting(page)
    filtering(page)
    page.evaluate("document.querySelector('#table').scrollIntoView()")
    visit.picture("table")
    page.evaluate("document.querySelector('#findings').scrollIntoView()")
    visit.picture("findings")
    visit.end("mouse")


def values(page, column):
    return page.eval_on_selector_all(
        "#plans tbody tr", f"rows => rows.map(row => row.cells[{column}].dataset.v)")


def sorting(page):
    heading = page.locator("#plans thead th", has_text="parameters").first
    column = page.eval_on_selector_all(
        "#plans thead th", "all => all.findIndex(one => one.textContent === 'parameters')")
    for way in ("descending", "ascending"):
        heading.locator("button").click()
        check(f"aria-sort says {way}", heading.get_attribute("aria-sort") == way)
        numbers = [float(value) for value in values(page, column) if value]
        check(f"rows are {way}", len(numbers) > 50 and
              numbers == sorted(numbers, reverse=way == "descending"))
    heading.locator("button").click()
    check("a third click takes the order back", heading.get_attribute("aria-sort") is None)


def filtering(page):
    rows = page.locator("#plans tbody tr")
    before = rows.count()
    check("a page has a hundred rows", before == 100, before)
    page.locator("#next").click()
    check("the next page starts at 101", "101 to" in page.locator("#count").inner_text())
    page.fill("#search", "tune-")
    page.wait_for_timeout(300)
    check("the search leaves two rows", rows.count() == 2, rows.count())
    check("points that do not match step back",
          page.locator("#chart .mark:not(.off)").count() == 0)
    check("the number without the filter is told", "without" in page.locator("#count").inner_text())
    check("findings follow", page.locator("#findings article:not([hidden])").count() == 1)
    page.locator("#filter button").click()
    page.wait_for_timeout(300)
    page.select_option("#training", "pretraining")
    page.wait_for_timeout(300)
    check("a choice filters", rows.count() == 100 and "supervised" not in rows.first.inner_text())
    page.locator("#filter button").click()
    page.wait_for_timeout(300)


def keyboard(browser, path):
    visit = Visit(browser, path)
    page = visit.page
    focus = "document.activeElement"
    stops = []
    for _ in range(80):
        page.keyboard.press("Tab")
        stops.append(page.evaluate(
            f"{focus}.closest('#chart .mark') ? 'mark' : {focus}.id || {focus}.tagName"
            f" + ({focus}.closest('thead') ? ' heading' : '')"))
        if "heading" in stops[-1]:
            break
    check("one stop for all points, before the search and the headings",
          stops.count("mark") == 1
          and stops.index("mark") < stops.index("search") < len(stops) - 1, stops)
    page.keyboard.press("Enter")
    check("Enter sorts", page.locator("#plans th[aria-sort]").count() == 1)
    page.locator("#chart .mark[tabindex='0']").focus()
    first = page.evaluate(f"{focus}.getAttribute('aria-label')")
    page.keyboard.press("ArrowRight")
    second = page.evaluate(f"{focus}.getAttribute('aria-label')")
    check("arrows go from point to point", second and first != second)
    check("what is focused is told", page.locator("#tip").inner_text() == second)
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    panel = page.locator(".panel:target")
    check("Enter opens the plan", panel.is_visible())
    check("and goes there", page.evaluate(f"{focus}.closest('.panel') !== null"))
    page.keyboard.press("Escape")
    check("Escape comes back to the point",
          page.locator(".panel:target").count() == 0
          and page.evaluate(f"{focus}.getAttribute('aria-label')") == first)
    visit.end("keyboard")


def hostile(browser, path):
    visit = Visit(browser, path)
    page = visit.page
    check("nothing of a config became an element",
          page.locator("img").count() == 0 and page.locator("script").count() == 1)
    handlers = page.evaluate(
        "[...document.querySelectorAll('*')].filter(one => [...one.attributes]"
        ".some(attribute => attribute.name.startsWith('on'))).length")
    check("nor a handler", handlers == 0)
    link = page.locator("#plans a", has_text="onmouseover")
    page.fill("#search", "onmouseover")
    page.wait_for_timeout(300)
    link.click()
    text = page.locator(".panel:target").inner_text()
    check("its name and values stay text",
          "</script><script>alert(1)</script>\"'&]]>" in text and "\u202e" not in text
          and "<img src=x onerror=\"alert(1)\">" in text)
    visit.end("hostile")


CONTRAST = """() => {
  const light = (color) => {
    const parts = color.match(/[\\d.]+/g).slice(0, 3).map((part) => part / 255)
      .map((part) => part <= .04045 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4);
    return .2126 * parts[0] + .7152 * parts[1] + .0722 * parts[2];
  };
  const isClear = (color) => /, 0\\)$/.test(color) || color === "transparent";
  const behind = (node) => {
    for (let at = node; at; at = at.parentElement) {
      const color = getComputedStyle(at).backgroundColor;
      if (!isClear(color)) return color;
    }
    return getComputedStyle(document.body).backgroundColor;
  };
  const worst = {};
  for (const node of document.querySelectorAll("body *")) {
    const own = [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim());
    if (!own || !node.checkVisibility() || node.matches("script,:disabled")) continue;
    const style = getComputedStyle(node);
    const mark = node.closest(".mark");
    const paper = mark && node.tagName === "text"
      ? getComputedStyle(mark.querySelector("circle,path")).fill : behind(node);
    const ink = node instanceof SVGElement ? style.fill : style.color;
    const [a, b] = [light(ink), light(paper)].sort((x, y) => y - x);
    const ratio = (a + .05) / (b + .05);
    const name = node.tagName.toLowerCase() + "." + (node.getAttribute("class") || "");
    if (!(worst[name] <= ratio)) worst[name] = ratio;
  }
  // Names and side notes may lie on the band.
  const near = light(getComputedStyle(document.querySelector(".near")).fill);
  for (const node of document.querySelectorAll("#chart .known text, #chart .side, #chart .mark")) {
    const shape = node.querySelector("circle,path") || node;
    const [a, b] = [light(getComputedStyle(shape).fill), near].sort((x, y) => y - x);
    const isText = node.tagName === "text";
    worst["on the band " + (isText ? "text" : "mark " + node.getAttribute("class"))] =
      (a + .05) / (b + .05) * (isText ? 1 : 1.5);
  }
  return worst;
}"""


def access(browser, path):
    for scheme in ("light", "dark"):
        visit = Visit(browser, path, color_scheme=scheme)
        page = visit.page
        visit.picture(scheme)
        page.locator("#plans a").first.click()
        ratios = page.evaluate(CONTRAST)
        low = {name: round(ratio, 2) for name, ratio in ratios.items() if ratio < 4.5}
        least = min(ratios.values())
        check(f"{scheme}: contrast is 4.5 or more", len(ratios) > 15 and not low,
              f"{low or f'{least:.2f} at least'}")
        page.keyboard.press("Escape")
        visit.end(scheme)
    visit = Visit(browser, path)
    page = visit.page
    facts = page.evaluate("""() => ({
      lang: document.documentElement.lang, title: document.title,
      landmarks: ["header", "nav", "main", "footer"].map(
        (name) => document.querySelectorAll("body " + name).length),
      headings: document.querySelectorAll("h1").length,
      unnamed: [...document.querySelectorAll("input,select")]
        .filter((field) => !field.labels.length).length,
      mute: [...document.querySelectorAll("a,button")].filter((one) =>
        !(one.textContent.trim() || one.getAttribute("aria-label"))).length,
      scopeless: document.querySelectorAll("th:not([scope])").length,
      regions: [...document.querySelectorAll("[role=region],nav")]
        .filter((one) => !one.getAttribute("aria-label")).length,
      ids: document.querySelectorAll("[id]").length
        - new Set([...document.querySelectorAll("[id]")].map((one) => one.id)).size,
      lost: [...document.querySelectorAll("a[href^='#']")].filter((one) =>
        !["#-"].includes(one.getAttribute("href"))
        && !document.getElementById(one.getAttribute("href").slice(1))).length,
      far: document.querySelectorAll("a[href]:not([href^='#']):not([href^='https://'])").length,
      tabs: [...document.querySelectorAll("[tabindex]")].filter((one) => one.tabIndex > 0).length,
    })""")
    check("it has a language and a title", facts["lang"] == "en" and bool(facts["title"]))
    check("it has its landmarks once", facts["landmarks"] == [1, 1, 1, 1], facts["landmarks"])
    check("it has one first heading", facts["headings"] == 1)
    for name in ("unnamed", "mute", "scopeless", "regions", "ids", "lost", "far", "tabs"):
        check(f"no {name} element", facts[name] == 0, facts[name] or "")
    visit.end("access")


def plain(browser, path):
    visit = Visit(browser, path, java_script_enabled=False)
    page = visit.page
    check("without script the table is whole", page.locator("#plans tbody tr").count() > 300)
    check("and no control is idle", not page.locator("#filter").is_visible())
    page.locator("#plans a").first.click()
    check("and plans open", page.locator(".panel:target pre").is_visible())
    visit.picture("plain")
    visit.page.context.close()


def narrow(browser, path):
    visit = Visit(browser, path, width=400, height=850)
    page = visit.page
    visit.picture("narrow")
    wide = page.evaluate("document.documentElement.scrollWidth")
    check("at 400 pixels nothing sticks out", wide <= 400, wide)
    page.evaluate("document.querySelector('#table').scrollIntoView()")
    visit.picture("narrow-table")
    page.locator("#plans a").first.click()
    check("a plan fits", page.evaluate(
        "document.querySelector('.panel:target').getBoundingClientRect().width") <= 400)
    visit.picture("narrow-plan")
    visit.end("narrow")


def printed(browser, path):
    visit = Visit(browser, path)
    page = visit.page
    page.emulate_media(media="print")
    check("controls are not printed", not page.locator("#filter").is_visible()
          and not page.locator("nav").is_visible())
    target = (PICTURES or WORK) / "printed.pdf"
    page.pdf(path=target, prefer_css_page_size=True)
    data = target.read_bytes()
    check("it prints to pages", data.startswith(b"%PDF") and data.count(b"/Type /Page\n") > 3)
    visit.end("printed")


def many(browser, count):
    path = report(count)
    started = time.monotonic()
    visit = Visit(browser, path)
    page = visit.page
    page.wait_for_selector("#count:not(:empty)")
    print(f"{count} runs open in {time.monotonic() - started:.2f} s")
    marks = page.locator("#chart .mark").count()
    drawn = page.evaluate(
        "[...document.querySelectorAll('#chart .mark')]"
        ".reduce((sum, mark) => sum + mark.dataset.r.split(' ').length, 0)")
    check("marks stand for all runs", drawn == count and marks < 3000, f"{marks} for {drawn}")
    check("the caption says so", f"{count} runs drawn as" in page.locator("#caption").inner_text())
    started = time.monotonic()
    page.fill("#search", "run-00007")
    page.locator("#plans tbody tr").nth(1).wait_for(state="detached")
    check("a search finds one run", page.locator("#plans tbody tr").count() == 1)
    taken = time.monotonic() - started
    # Above what any machine needs, below what nobody waits for.
    check("a search ends", taken < 10, f"{taken:.2f} s")
    visit.picture("many")
    visit.end("many")


with sync_playwright() as driver:
    chromium = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
    few = report(300)
    policy(few)
    for part in (mouse, keyboard, hostile, access, plain, narrow, printed):
        part(chromium, few)
    many(chromium, 10_000)
    chromium.close()
shutil.rmtree(WORK)
if FAILURES:
    sys.exit(f"{len(FAILURES)} failed: " + "; ".join(FAILURES))
print("the page does what it should")
