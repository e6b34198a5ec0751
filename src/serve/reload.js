// Follows the server's news while somebody writes. A new version is put into the page in place: the scroll is kept, and
// what was edited is brought into view. Errors are shown over the last good page; remarks on the page stand beside it.
"use strict";

let version = "";

// As the server sent it: what is shown carries marks of its own.
let sent = document.querySelector("main")?.cloneNode(true);

const panelStyle = {
  position: "fixed", insetInlineEnd: "0", bottom: "0", zIndex: "2147483647", maxBlockSize: "50vh", overflow: "auto",
  margin: "0", padding: "0.75rem 1rem", background: "#1D2B2F", color: "#FBFAF6", borderTop: "4px solid #D98C5F",
  font: "0.875rem/1.5 ui-monospace, monospace", whiteSpace: "pre-wrap", overflowWrap: "anywhere",
};

function panel(id, element, style, ...children) {
  document.getElementById(id)?.remove();
  if (children.length === 0) return;
  const shown = document.createElement(element);
  shown.id = id;
  Object.assign(shown.style, panelStyle, style);
  shown.append(...children);
  document.body.append(shown);
  return shown;
}

function part(element, text) {
  const made = document.createElement(element);
  made.textContent = text;
  return made;
}

/** Errors stop the site from changing, so they cover the foot of the page. */
function showFaults(faults) {
  const shown = panel("curricle-faults", "pre", { insetInlineStart: "0" }, ...(faults ? [faults] : []));
  shown?.setAttribute("role", "alert");
  if (shown) shown.tabIndex = 0;
}

/** What a check says of this page, and which other pages were edited. */
async function showFindings(changed) {
  const rows = await (await fetch(`/__curricle/findings?${location.pathname}`)).json();
  const here = new URL("index.html", location.href.replace(/[^/]*$/, "")).pathname;
  const elsewhere = changed.filter((address) => `/${address}` !== location.pathname && `/${address}` !== here);
  const lines = elsewhere.map((address) => {
    const line = part("p", "Edited: ");
    const link = part("a", address.replace(/\/?index\.html$/, "") || "home");
    link.href = `/${address}`;
    link.style.color = "inherit";
    line.append(link);
    return line;
  });
  const items = rows.map((row) => {
    const item = part("li", `${row.severity}[${row.code}] line ${row.line}: ${row.message}`);
    item.style.marginBlockStart = "0.5rem";
    if (row.help) item.append(document.createElement("br"), row.help);
    return item;
  });
  if (items.length + lines.length === 0) return panel("curricle-findings", "details", {});
  const summary = part("summary", items.length === 1 ? "1 finding on this page" : `${items.length} findings on this page`);
  // The theme colours summaries and markers for its own paper.
  Object.assign(summary.style, { color: "inherit", cursor: "pointer" });
  const list = document.createElement("ul");
  Object.assign(list.style, { listStyle: "none", margin: "0", padding: "0" });
  list.append(...items);
  const shown = panel("curricle-findings", "details", { inlineSize: "min(100%, 26rem)" }, summary, ...lines, list);
  shown.open = lines.length > 0 || sessionStorage.getItem("curricle-findings") !== "closed";
  shown.addEventListener("toggle", () => sessionStorage.setItem("curricle-findings", shown.open ? "open" : "closed"));
}

/** The first element of `after` that differs from `before`, as deep as the difference goes. */
function firstChange(before, after) {
  const [old, now] = [[...before.children], [...after.children]];
  const at = now.findIndex((child, index) => !old[index] || !old[index].isEqualNode(child));
  if (at < 0) return after;
  if (!old[at] || old[at].tagName !== now[at].tagName || now[at].children.length === 0) return now[at];
  return firstChange(old[at], now[at]);
}

/** Puts the page as it is now into the page that is shown. */
async function update() {
  const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
  const styles = (root) => [...root.querySelectorAll("link[rel=stylesheet]")].map((link) => link.getAttribute("href")).join();
  const [shown, after] = [document.querySelector("main"), page.querySelector("main")];
  if (!sent || !after || styles(document) !== styles(page)) {
    location.reload();
    return;
  }
  document.title = page.title;
  for (const other of ["header", "nav", "footer"]) {
    const [old, now] = [document.querySelectorAll(`body > ${other}`), page.querySelectorAll(`body > ${other}`)];
    old.forEach((element, index) => now[index] && !element.isEqualNode(now[index]) && element.replaceWith(now[index]));
  }
  if (sent.isEqualNode(after)) return;
  const [scroll, edited] = [scrollY, firstChange(sent, after)];
  sent = after.cloneNode(true);
  shown.replaceWith(after);
  scrollTo({ top: scroll, behavior: "instant" });
  const place = edited.getBoundingClientRect();
  if (place.bottom < 0 || place.top > innerHeight) edited.scrollIntoView({ block: "center", behavior: "instant" });
  edited.style.outline = "3px solid #D98C5F";
  setTimeout(() => { edited.style.outline = ""; }, 1500);
}

async function follow() {
  for (;;) {
    try {
      const news = await (await fetch(`/__curricle/news?${version}`)).json();
      const isNew = news.version !== version;
      if (isNew && version !== "" && !news.faults) await update();
      version = news.version;
      showFaults(news.faults);
      if (isNew) await showFindings(news.changed);
    } catch {
      // The server was stopped; it may come back.
      await new Promise((done) => setTimeout(done, 1000));
    }
  }
}

follow();
