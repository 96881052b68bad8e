// Own remarks: beside their paragraphs, in the list, and counted in the contents.
function summaryOf(remark) {
  const box = make("div", "said-here");
  if (remark.place && !remark.place.whole) { box.append(make("q", "quote", remark.place.exact)); }
  if (remark.text) { box.append(make("p", "text", remark.text)); }
  if (remark.edit === "reword") {
    const change = make("p", "change");
    showChange(change, remark.place.exact, remark.proposal);
    box.append(make("p", "label", say("own_proposal")), change);
  } else if (remark.edit === "delete") { box.append(make("p", "label", say("own_delete"))); }
  else if (remark.edit === "insert-after") { box.append(make("p", "label", say("own_insert")), make("p", "text", remark.proposal)); }
  if (remark.nature) { box.append(make("p", "nature", say("nature_" + remark.nature))); }
  return box;
}
function acting(key, address, act, kind) {
  const button = make("button", kind || "link", say(key));
  button.type = "button";
  button.setAttribute("aria-label", say(key) + " : " + address);
  button.onclick = act;
  return button;
}
function editRemark(remark) { close($("_mine")); startRemark(passageOf(remark.place), remark); }
function card(remark) {
  const note = make("div", "own");
  note.setAttribute("role", "note");
  note.setAttribute("aria-label", say("own") + " : " + addressOf(remark));
  note.lang = language;
  note.append(make("p", "label", say("own")), summaryOf(remark), acting("edit", addressOf(remark), () => editRemark(remark)));
  return note;
}
let cards = [];
const HERE = window.CSS && CSS.highlights && typeof Highlight === "function";
function show() {
  cards.forEach((one) => one.remove());
  cards = [];
  const ranges = [], counts = new Map(), remarks = inOrder();
  remarks.slice().reverse().forEach((remark) => {
    const chosen = passageOf(remark.place);
    if (!chosen) { return; }
    const note = card(remark);
    chosen.block.element.after(note);
    cards.push(note);
    counts.set(chosen.block, (counts.get(chosen.block) || 0) + 1);
    if (!chosen.whole && HERE) { ranges.push(rangeOf(chosen)); }
  });
  if (HERE) { CSS.highlights.set("own", new Highlight(...ranges.filter(Boolean))); }
  blocks.forEach((block) => {
    const count = counts.get(block) || 0;
    if (block.count === count && block.said === language) { return; }
    block.count = count;
    block.said = language;
    block.button.setAttribute("aria-label", say(count ? "add_count" : "add", { address: block.address, count }));
    block.button.classList.toggle("has", count > 0);
  });
  $("_count").textContent = remarks.length;
  $("_count").classList.toggle("some", remarks.length > 0);
  showList(remarks);
  showProgress(remarks);
}
function showList(remarks) {
  const list = $("_list");
  list.textContent = "";
  $("_none").hidden = remarks.length > 0;
  remarks.forEach((remark) => {
    const item = make("li"), head = make("p", "where", addressOf(remark)), acts = make("p", "acts");
    const title = remark.place && titleOf(byAddress.get(remark.place.section + " " + remark.place.block));
    if (title) { head.append(" ", make("span", "hint", title)); }
    acts.append(acting("edit", addressOf(remark), () => editRemark(remark)));
    if (remark.place) { acts.append(acting("go", addressOf(remark), () => { close($("_mine")); goTo(byAddress.get(remark.place.section + " " + remark.place.block)); })); }
    acts.append(acting("remark_drop", addressOf(remark), () => { dropRemark(remark); $("_mine-close").focus(); }));
    item.append(head, summaryOf(remark), acts);
    list.append(item);
  });
}
// The heading under which a block stands.
function titleOf(block) {
  for (let at = block ? block.rank : -1; at >= 0 && blocks[at].section === block.section; at--) {
    if (/^H\d$/.test(blocks[at].element.tagName)) { return read(blocks[at]).text; }
  }
  return "";
}
function goTo(block) {
  if (!block) { return; }
  setCurrent(block);
  block.element.scrollIntoView({ block: "center" });
  block.button.focus({ preventScroll: true });
  document.querySelectorAll(".here").forEach((one) => one.classList.remove("here"));
  block.element.classList.add("here");
}

// ------------------------------------------------------------------ parts reviewed
const parts = [];
function findParts() {
  main.querySelectorAll("section:not(.notes)").forEach((element) => {
    const label = element.querySelector("u"), block = label && label.block;
    if (!block || element.querySelectorAll("u").length < 2) { return; }
    const line = make("label", "reviewed"), box = make("input"), text = make("span");
    box.type = "checkbox";
    text.dataset.w = "done_part";
    text.textContent = say("done_part");
    line.append(box, " ", text);
    line.lang = language;
    box.onchange = () => {
      answer.reviewed = box.checked ? [...answer.reviewed, block.section] : answer.reviewed.filter((id) => id !== block.section);
      changed();
    };
    const entry = block.element.id && document.querySelector('.contents a[href="#' + CSS.escape(block.element.id) + '"]');
    element.append(line);
    parts.push({ section: block.section, box, entry, line, title: read(block).text });
  });
}
function showProgress(remarks) {
  const counts = new Map();
  remarks.forEach((remark) => { if (remark.place) { counts.set(remark.place.section, (counts.get(remark.place.section) || 0) + 1); } });
  let done = 0;
  parts.forEach((part) => {
    const checked = answer.reviewed.includes(part.section), count = counts.get(part.section) || 0;
    part.box.checked = checked;
    part.box.setAttribute("aria-label", say("done_part") + " : " + part.title);
    part.line.lang = language;
    done += checked ? 1 : 0;
    if (part.entry) {
      let mark = part.entry.querySelector(".tally");
      if (!mark) { mark = make("span", "tally"); part.entry.append(" ", mark); }
      mark.textContent = (count ? count + " " : "") + (checked ? "✓" : "");
    }
  });
  const bar = $("_read"), line = $("_progress");
  bar.max = parts.length || 1;
  bar.value = done;
  bar.hidden = !parts.length;
  if (line) {
    line.hidden = !parts.length;
    line.lang = language;
    line.textContent = say("progress_said", { done, all: parts.length });
  }
}
