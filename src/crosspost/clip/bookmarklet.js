// Runs in the page that is read. BASE and TOKEN are filled in by bookmarklet.py.
(() => {
  const base = BASE, token = TOKEN;
  const withoutBox = new Set(("head title meta link base script source track param area map datalist " +
    "option optgroup col colgroup wbr br iframe").split(" "));
  const leftOut = new Set(["style", "noscript", "template", "plaintext"]);
  const opened = new Set(["details", "select", "svg", "math", "video", "audio", "object", "canvas"]);

  // The children as they are shown: a shadow root is in the place of its host's content.
  const childrenOf = (node) => {
    const given = node.localName === "slot" && node.assignedNodes ? node.assignedNodes() : [];
    const own = (node.shadowRoot || node).childNodes;
    return Array.from(given.length ? given : own)
      .flatMap((child) => child.localName === "slot" ? childrenOf(child) : [child]);
  };

  // A copy of the tree in a document that runs nothing. What style sheets hide gets "hidden".
  const copy = (root) => {
    const inert = document.implementation.createHTMLDocument("");
    const made = inert.importNode(root, false);
    const todo = [[root, made, false]];
    while (todo.length) {
      const [node, into, isInside] = todo.pop();
      for (const child of childrenOf(node)) {
        const name = child.localName;
        if (child.nodeType === 3) into.append(child.data);
        if (child.nodeType !== 1 || leftOut.has(name)) continue;
        const element = inert.importNode(child, false);
        into.append(element);
        const isOpened = isInside || opened.has(name);
        let isHidden = false;
        if (!isOpened && !withoutBox.has(name)) {
          isHidden = getComputedStyle(child).display === "none";
          if (isHidden) element.setAttribute("hidden", "");
        }
        todo.push([child, element, isOpened || isHidden]);
      }
    }
    return made.outerHTML;
  };

  const serialized = () => {
    try {
      return copy(document.documentElement);
    } catch (error) {
      return document.documentElement.outerHTML;
    }
  };

  const page = { token, url: location.href, html: "<!doctype html>" + serialized() };

  // Last way: the page as a file, with the comment that browsers write.
  const file = () => {
    const url = page.url.replace(/--/g, "%2D%2D").replace(/\s|>/g, encodeURIComponent);
    const note = "<!-- saved from url=(" + String(url.length).padStart(4, "0") + ")" + url + " -->\n";
    const text = page.html.replace("<!doctype html>", "<!doctype html>\n" + note);
    return URL.createObjectURL(new Blob([text], { type: "text/html;charset=utf-8" }));
  };
  const notice = (reason) => {
    const box = document.createElement("div");
    Object.assign(box.style, { all: "initial", position: "fixed", top: "1em", right: "1em",
      maxWidth: "24em", padding: "1em", zIndex: 2147483647, color: "#111", background: "#fff",
      border: "2px solid #0a58b8", borderRadius: "6px", font: "15px/1.5 sans-serif" });
    const add = (name, text, style) => {
      const element = document.createElement(name);
      element.textContent = text;
      Object.assign(element.style, { display: "block", font: "inherit", ...style });
      box.append(element);
      return element;
    };
    box.setAttribute("role", "alert");
    add("span", "crosspost: " + reason);
    const link = add("a", "Download the page", { color: "#0a58b8", margin: ".5em 0" });
    link.href = file();
    link.download = "crosspost-page.html";
    add("span", "Or save it by the menu of the browser. Then run: crosspost FILE");
    add("button", "Close", { marginTop: ".5em" }).addEventListener("click", () => box.remove());
    document.documentElement.append(box);
  };

  // The tab is opened first: a browser allows one for each click.
  const name = "crosspost-" + Date.now();
  const tab = window.open("about:blank", name);
  if (!tab) return notice("This page, or your browser, allows no new tab, so it cannot be sent.");

  // Second way, where the page forbids forms: our page asks for the page, and sends the form itself.
  const hand = () => {
    const late = setTimeout(() => {
      removeEventListener("message", answer);
      tab.close();
      notice("This page forbids what would send it.");
    }, 4000);
    const answer = (event) => {
      if (event.origin !== base || event.source !== tab || event.data !== "crosspost: ready") return;
      clearTimeout(late);
      removeEventListener("message", answer);
      tab.postMessage(page, base);
    };
    addEventListener("message", answer);
    tab.location = base + "/receive";
  };

  const form = document.createElement("form");
  Object.assign(form, { method: "post", enctype: "multipart/form-data", target: name });
  form.action = base + "/clip";
  form.acceptCharset = "utf-8";
  form.hidden = true;
  for (const key of ["token", "url", "html"]) {
    const field = document.createElement("textarea");
    field.name = key;
    field.value = page[key];
    form.append(field);
  }
  const refused = (event) => {
    if (event.effectiveDirective !== "form-action") return;
    document.removeEventListener("securitypolicyviolation", refused);
    hand();
  };
  document.addEventListener("securitypolicyviolation", refused);
  setTimeout(() => document.removeEventListener("securitypolicyviolation", refused), 2000);
  document.documentElement.append(form);
  HTMLFormElement.prototype.submit.call(form);
  form.remove();
})();
