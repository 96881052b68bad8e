// The page put together: buttons of paragraphs, the passage selected, languages, what was kept.
let current = null;
function setCurrent(block) {
  if (current) { current.button.tabIndex = -1; }
  current = block;
  block.button.tabIndex = 0;
}
function makeButtons() {
  document.body.classList.add("live");
  document.documentElement.style.setProperty("--bar", document.querySelector(".bar").offsetHeight + "px");
  blocks.forEach((block) => {
    const button = make("button", "add", block.address);
    button.type = "button";
    button.tabIndex = -1;
    block.button = button;
    block.label.id = block.section + ":" + block.number;
    block.label.textContent = "";
    block.label.append(button);
    // A heading is called by its words, without the button in it.
    if (/^H\d$/.test(block.element.tagName)) {
      const number = block.element.querySelector(":scope > .number");
      block.element.setAttribute("aria-label", ((number ? number.textContent + " " : "") + read(block).text).trim());
    }
  });
  if (blocks.length) { setCurrent(blocks[0]); }
}
function onText(event) {
  const button = event.target.closest("button.add");
  if (!button) { return; }
  const block = button.parentElement.block, chosen = selected();
  setCurrent(block);
  startRemark(chosen && chosen.block === block ? chosen : whole(block));
}
function onKey(event) {
  const button = event.target.closest("button.add");
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!button || !step || event.ctrlKey || event.altKey || event.metaKey) { return; }
  const next = blocks[button.parentElement.block.rank + step];
  event.preventDefault();
  if (next) { setCurrent(next); next.button.focus({ preventScroll: true }); next.element.scrollIntoView({ block: "center" }); }
}
function onSelection() {
  const pick = $("_pick"), chosen = document.querySelector("dialog[open]") ? null : selected();
  pick.hidden = !chosen;
  if (!chosen) { return; }
  const box = getSelection().getRangeAt(0).getBoundingClientRect();
  pick.style.top = window.scrollY + box.bottom + 8 + "px";
  pick.style.left = Math.max(8, Math.min(window.scrollX + box.left, document.documentElement.clientWidth - pick.offsetWidth - 8)) + "px";
}
// Tab enters the text where a link of the contents led.
function onPlace() {
  const target = location.hash.length > 1 && $(decodeURIComponent(location.hash.slice(1)));
  const block = target && (target.block || blocks.find((one) => one.element === target || target.contains(one.element)));
  if (block) { setCurrent(block); }
}
function wire() {
  wireRemark();
  wireFind();
  wireSend();
  main.addEventListener("click", onText);
  main.addEventListener("keydown", onKey);
  window.addEventListener("hashchange", onPlace);
  let soon;
  document.addEventListener("selectionchange", () => { clearTimeout(soon); soon = setTimeout(onSelection, 150); });
  $("_pick").onmousedown = (event) => event.preventDefault();
  $("_pick").onclick = () => {
    const chosen = selected();
    $("_pick").hidden = true;
    if (chosen) { getSelection().removeAllRanges(); setCurrent(chosen.block); startRemark(chosen); }
  };
  $("_to-mine").onclick = () => open($("_mine"));
  $("_mine-close").onclick = () => close($("_mine"));
  $("_general").onclick = () => { close($("_mine")); startRemark(null); };
  $("_lang").onclick = () => { language = language === "en" ? "fr" : "en"; speak(); show(); showSend(); };
  window.addEventListener("beforeunload", (event) => { if (refused && answer.sequence > answer.saved) { event.preventDefault(); event.returnValue = ""; } });
  // Another window of the same kit changed the answer: this one follows, so that neither overwrites the other.
  window.addEventListener("storage", (event) => {
    const theirs = event.key === KEPT && parsed(event.newValue);
    if (theirs && theirs.changes > answer.changes) { answer = theirs; show(); }
  });
}
async function start() {
  findBlocks();
  makeButtons();
  findParts();
  wire();
  ["_to-find", "_to-mine", "_to-send", "_lang", "_guide"].forEach((id) => { $(id).hidden = false; });
  speak();
  show();
  onPlace();
  performance.mark("shown");
  const kept = await recall();
  if (kept) { answer = { ...empty(), ...kept }; show(); }
  await keep();
  if (answer.draft) {
    tell(say("draft_found"), () => startRemark(passageOf(answer.draft.place), answer.draft), say("draft_open"));
  }
  document.documentElement.dataset.ready = "yes";
}
start();
