"use strict";
// Niceties only: every word of the report is readable without this script.
(function () {
  var root = document.documentElement;
  root.classList.add("js");
  var all = function (selector, from) { return Array.prototype.slice.call((from || document).querySelectorAll(selector)); };

  // A long list of contents stands in the way on a narrow screen.
  var contents = document.querySelector(".contents > details");
  if (contents && window.matchMedia && !window.matchMedia("(min-width: 68rem)").matches) contents.open = false;

  // Filter events by any words in their heading, statements or kind.
  var filter = document.getElementById("filter");
  var told = document.getElementById("filter-told");
  var events = all("article.event");
  var rows = all("#register tbody tr");
  function apply() {
    var wanted = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    var shown = 0;
    events.forEach(function (event, i) {
      var text = event.dataset.text || (event.dataset.text = event.textContent.toLowerCase());
      var fits = wanted.every(function (word) { return text.indexOf(word) >= 0; });
      event.hidden = !fits;
      if (rows[i]) rows[i].hidden = !fits;
      if (fits) shown += 1;
    });
    all("section.chapter").forEach(function (chapter) {
      chapter.hidden = !all("article.event", chapter).some(function (event) { return !event.hidden; });
    });
    told.textContent = wanted.length ? shown + " of " + events.length + " events" : "";
  }
  if (filter) filter.addEventListener("input", apply);

  // Open or close everything that can be opened.
  var expand = document.getElementById("expand");
  function open(state) {
    all("details").forEach(function (one) { one.open = state; });
    if (expand) { expand.setAttribute("aria-pressed", String(state)); expand.textContent = state ? "Close all" : "Open all"; }
  }
  if (expand) expand.addEventListener("click", function () { open(expand.getAttribute("aria-pressed") !== "true"); });
  window.addEventListener("beforeprint", function () { all("details").forEach(function (one) { one.open = true; }); });

  // A footnote opens beside its mark; the link still leads to the note itself.
  var panel = document.getElementById("note-panel");
  var from = null;
  function shut() { panel.hidden = true; panel.replaceChildren(); if (from) { from.focus(); from = null; } }
  document.addEventListener("click", function (event) {
    var mark = event.target.closest ? event.target.closest("a[href^='#fn-']") : null;
    if (mark && !event.metaKey && !event.ctrlKey && !mark.closest("#note-panel")) {
      var note = document.getElementById(mark.getAttribute("href").slice(1));
      if (!note) return;
      event.preventDefault();
      var copy = note.cloneNode(true);
      copy.removeAttribute("id");
      all("[id]", copy).forEach(function (one) { one.removeAttribute("id"); });
      var close = document.createElement("button");
      close.type = "button"; close.className = "close"; close.textContent = "Close"; close.addEventListener("click", shut);
      var go = document.createElement("a");
      go.href = mark.getAttribute("href"); go.className = "go"; go.textContent = "Go to note"; go.addEventListener("click", function () { from = null; shut(); });
      var bar = document.createElement("p");
      bar.className = "bar"; bar.append(go, close);
      panel.replaceChildren(bar, copy);
      panel.hidden = false; from = mark; close.focus({ preventScroll: true });
    } else if (!panel.hidden && !panel.contains(event.target)) { from = null; shut(); }
  });
  document.addEventListener("keydown", function (event) { if (event.key === "Escape" && !panel.hidden) shut(); });

  // Copy a citation: what it says, who, where, when, hash.
  document.addEventListener("click", function (event) {
    var button = event.target.closest ? event.target.closest("button.copy") : null;
    if (!button) return;
    var text = button.dataset.citation;
    var done = function () { button.textContent = "Copied"; setTimeout(function () { button.textContent = "Copy citation"; }, 1500); };
    if (navigator.clipboard && window.isSecureContext) { navigator.clipboard.writeText(text).then(done); return; }
    var area = document.createElement("textarea");
    area.value = text; document.body.append(area); area.select();
    if (document.execCommand("copy")) done();
    area.remove();
  });
})();
