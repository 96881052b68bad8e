(function () {
  "use strict";
  var page = document, layout = page.querySelector(".layout"), main = page.getElementById("_text");
  var where = page.getElementById("_where"), side = page.getElementById("_v-side"), both = null, here = 0;
  var count = main.querySelectorAll(".badge").length;
  if (!count) { return; }

  function show(id) { page.getElementById(id).hidden = false; }
  ["_previous", "_next", "_keys", "_where"].forEach(show);
  page.getElementById("_first").hidden = true;
  page.querySelector('label[for="_v-side"]').hidden = false;
  side.disabled = false;

  function listed(number) {
    var row = page.getElementById("_l" + number), box = row && page.getElementById("_" + row.className);
    return !box || box.checked;
  }
  function step(by) {
    var number = here + by;
    while (number >= 1 && number <= count && !listed(number)) { number += by; }
    go(number);
  }
  function find(name) {
    return side.checked && both ? both.querySelector('.fresh [data-id="' + name + '"]') || both.querySelector('[data-id="' + name + '"]') : page.getElementById(name);
  }
  function go(number) {
    var badge;
    if (number < 1 || number > count) { return; }
    here = number;
    where.textContent = here + " / " + count;
    if (page.getElementById("_v-new").checked || page.getElementById("_v-old").checked) { page.getElementById("_v-all").checked = true; }
    badge = find("_c" + here);
    page.querySelectorAll(".badge.here").forEach(function (other) { other.classList.remove("here"); });
    badge.classList.add("here");
    badge.scrollIntoView({ block: "center" });
  }
  page.getElementById("_next").onclick = function () { step(1); };
  page.getElementById("_previous").onclick = function () { step(-1); };
  page.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || /^(TEXTAREA|SELECT)$/.test(event.target.tagName)) { return; }
    if (event.key === "n") { step(1); }
    if (event.key === "p") { step(-1); }
  });
  page.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest('a[href^="#"]'), name, target, list;
    if (!link) { return; }
    name = decodeURIComponent(link.getAttribute("href").slice(1));
    if (/^_c\d+$/.test(name)) { event.preventDefault(); go(+name.slice(2)); return; }
    list = page.querySelector(".changes");
    if (/^_l\d+$/.test(name)) { list.open = true; }
    target = side.checked && both && both.contains(link) && find(name);
    if (target) { event.preventDefault(); target.scrollIntoView({ block: "center" }); }
  });

  function column(block, name) {
    var cell = page.createElement("div"), copy = block.cloneNode(true);
    cell.className = name;
    [copy].concat([].slice.call(copy.querySelectorAll("[id]"))).forEach(function (node) {
      if (node.id) { node.setAttribute("data-id", node.id); node.removeAttribute("id"); }
    });
    cell.appendChild(copy);
    return cell;
  }
  function row(left, right, name) {
    var pair = page.createElement("div");
    pair.className = "pair " + name;
    pair.appendChild(left);
    pair.appendChild(right);
    both.appendChild(pair);
  }
  function heading(words) { var cell = page.createElement("div"); cell.textContent = words; return cell; }
  function build() {
    both = page.createElement("div");
    both.className = "side";
    row(heading(page.querySelector('label[for="_v-old"]').textContent), heading(page.querySelector('label[for="_v-new"]').textContent), "names");
    [].slice.call(main.children).forEach(function (block) {
      var changed = block.classList.contains("c") || block.querySelector(".c");
      row(column(block, "old"), column(block, "fresh"), changed ? "c" : "");
    });
    layout.appendChild(both);
  }
  page.querySelectorAll(".view").forEach(function (view) {
    view.addEventListener("change", function () {
      if (side.checked && !both) { build(); }
      if (both) { both.hidden = !side.checked; }
    });
  });
  where.textContent = "– / " + count;
})();
