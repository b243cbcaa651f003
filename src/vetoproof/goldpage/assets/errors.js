"use strict";
// Filters and steps; every text and every card is readable without this script.
(function () {
  var root = document.documentElement;
  root.classList.add("js");
  var all = function (selector, from) { return Array.prototype.slice.call((from || document).querySelectorAll(selector)); };
  var box = document.getElementById("filters");
  if (!box) return;
  var form = box.querySelector("form");
  var cards = all(".card");
  var docs = all(".doc");
  var told = document.getElementById("told");
  var where = document.getElementById("where");
  var wide = window.matchMedia("(min-width: 64rem)");
  var visible = cards.slice();
  var current = null;

  if (wide.matches) box.open = true;
  function measure() { root.style.setProperty("--top", (wide.matches || !box.open ? box.offsetHeight : 48) + "px"); }
  box.addEventListener("toggle", measure);
  window.addEventListener("resize", measure);

  function doc(card) { return card.closest(".doc"); }
  function marks(card) {
    return all(".text mark", doc(card)).filter(function (mark) { return mark.dataset.i.split(" ").indexOf(card.dataset.i) >= 0; });
  }

  // Filters: a card shows if it has every chosen value; a document shows if any of its cards does.
  function apply() {
    var states = all("[name=state]:checked", form).map(function (one) { return one.value; });
    var chosen = all("select", form).filter(function (one) { return one.value; });
    var words = form.elements.words.value.toLowerCase().split(/\s+/).filter(Boolean);
    var any = chosen.length > 0 || words.length > 0 || states.length < all("[name=state]", form).length;
    visible = cards.filter(function (card) {
      var fits = states.indexOf(card.dataset.state) >= 0 && chosen.every(function (one) {
        var from = one.name === "kind" || one.name === "set" ? doc(card).dataset[one.name] : card.dataset[one.name];
        if (one.name === "kind" || one.name === "set" || one.name === "depth") return from === one.value;
        return from.split(one.name === "slot" ? "|" : " ").indexOf(one.value) >= 0;
      });
      if (fits && words.length) {
        var text = card.dataset.words || (card.dataset.words = (doc(card).id + " " + card.textContent).toLowerCase());
        fits = words.every(function (word) { return text.indexOf(word) >= 0; });
      }
      card.hidden = !fits;
      return fits;
    });
    docs.forEach(function (one) {
      var shown = all(".card", one).filter(function (card) { return !card.hidden; }).map(function (card) { return card.dataset.i; });
      one.hidden = any && shown.length === 0;
      all(".text mark", one).forEach(function (mark) {
        mark.classList.toggle("off", !mark.dataset.i.split(" ").some(function (i) { return shown.indexOf(i) >= 0; }));
      });
    });
    if (current && current.hidden) close();
    told.textContent = any ? visible.length + " of " + cards.length : cards.length + " labels and claims";
    document.getElementById("none").hidden = !any || visible.length > 0;
    place();
  }

  function place() {
    var at = visible.indexOf(current);
    where.textContent = (at < 0 ? "" : at + 1 + " of ") + visible.length;
  }

  function close() {
    if (!current) return;
    current.classList.remove("current");
    marks(current).forEach(function (mark) { mark.classList.remove("on"); });
    current = null;
    place();
  }

  function select(card, keepText) {
    close();
    current = card;
    card.classList.add("current");
    var found = marks(card);
    found.forEach(function (mark) { mark.classList.add("on"); });
    var target = found[0] || doc(card).querySelector("header");
    if (!keepText) {
      bring(target);
      // Documents that were never on the screen get their height only now.
      requestAnimationFrame(function () { if (current === card) bring(target); });
    }
    var list = card.parentElement;
    if (wide.matches) list.scrollTop = card.offsetTop - list.offsetTop - 8;
    else card.scrollTop = 0;
    history.replaceState(null, "", "#" + card.id);
    place();
  }

  function bring(target) {
    // On a narrow screen the lower half is the card's.
    var at = box.offsetHeight + (window.innerHeight - box.offsetHeight) * (wide.matches ? 0.3 : 0.12);
    window.scrollBy(0, target.getBoundingClientRect().top - (wide.matches || !box.open ? at : 90));
  }

  // The next card after the current one, or after what is on the screen.
  function step(by, perDoc) {
    if (!visible.length) return;
    var at = visible.indexOf(current);
    if (at < 0) {
      at = visible.findIndex(function (card) { return doc(card).getBoundingClientRect().bottom > 80; });
      at = by > 0 ? Math.max(0, at) - 1 : Math.max(0, at);
    }
    var to = at + by;
    if (perDoc && current) {
      while (visible[to] && doc(visible[to]) === doc(current)) to += by;
      if (by < 0 && visible[to]) while (visible[to - 1] && doc(visible[to - 1]) === doc(visible[to])) to -= 1;
    }
    select(visible[(to + visible.length) % visible.length]);
  }

  form.addEventListener("input", apply);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  function clear() { form.reset(); apply(); }
  document.getElementById("clear").addEventListener("click", clear);
  document.getElementById("clear-none").addEventListener("click", clear);
  document.getElementById("next").addEventListener("click", function () { step(1); });
  document.getElementById("previous").addEventListener("click", function () { step(-1); });

  document.addEventListener("click", function (event) {
    var mark = event.target.closest(".text mark");
    if (mark) {
      // Where several overlap, each click takes the next.
      var own = mark.dataset.i.split(" ").map(function (i) { return all(".card", mark.closest(".doc"))[Number(i)]; })
        .filter(function (card) { return !card.hidden; });
      if (own.length) select(own[(own.indexOf(current) + 1) % own.length], true);
      return;
    }
    if (event.target.closest(".close")) { close(); return; }
    var card = event.target.closest(".card");
    if (card && (!event.target.closest("a") || !(event.metaKey || event.ctrlKey))) {
      if (event.target.closest("a")) event.preventDefault();
      if (card !== current) select(card);
    }
  });

  document.addEventListener("keydown", function (event) {
    if (event.metaKey || event.ctrlKey || event.altKey) return;
    if (event.key === "Escape") { document.activeElement.blur(); close(); return; }
    if (event.target.closest("input:not([type=checkbox]), select, textarea")) return;
    var keys = { j: [1], k: [-1], J: [1, true], K: [-1, true] };
    if (keys[event.key]) { event.preventDefault(); step.apply(null, keys[event.key]); }
    if (event.key === "/") { event.preventDefault(); box.open = true; form.elements.words.focus(); }
  });

  function follow() {
    var card = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (card && card.classList.contains("card")) select(card);
  }
  window.addEventListener("hashchange", follow);
  apply();
  measure();
  follow();
})();
