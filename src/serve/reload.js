// Asks the server for news. A new version without findings reloads the page, which keeps its place;
// findings are shown over the last good page.
"use strict";

let version = "";

function show(findings) {
  document.getElementById("curricle-findings")?.remove();
  if (!findings) return;
  const panel = document.createElement("pre");
  panel.id = "curricle-findings";
  panel.setAttribute("role", "alert");
  panel.tabIndex = 0;
  panel.textContent = findings;
  Object.assign(panel.style, {
    position: "fixed", insetInline: "0", bottom: "0", zIndex: "2147483647", maxBlockSize: "50vh", overflow: "auto",
    margin: "0", padding: "1rem", background: "#1D2B2F", color: "#FBFAF6", borderTop: "4px solid #D98C5F",
    font: "0.875rem/1.5 ui-monospace, monospace", whiteSpace: "pre-wrap",
  });
  document.body.append(panel);
}

async function follow() {
  for (;;) {
    try {
      const news = await (await fetch(`/__curricle/news?${version}`)).json();
      if (version !== "" && news.version !== version && !/^error\[/m.test(news.findings)) {
        location.reload();
        return;
      }
      version = news.version;
      show(news.findings);
    } catch {
      // The server was stopped; it may come back.
      await new Promise((done) => setTimeout(done, 1000));
    }
  }
}

follow();
