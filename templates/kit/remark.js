// The form of one remark: on a passage, or general; new, or being corrected.
let editing = null, passage = null;
const EMPTY = { id: "", text: "", edit: "", proposal: "", nature: "", place: null };

function startRemark(chosen, remark) {
  const before = answer.draft;
  if (before && !remark && samePlace(before.place, chosen)) { remark = before; }
  editing = { ...(remark || EMPTY) };
  passage = chosen;
  $("_words-of").value = editing.text;
  $("_proposal").value = editing.proposal;
  $("_nature").value = editing.nature;
  document.querySelector('input[name="edit"][value="' + editing.edit + '"]').checked = true;
  $("_remark-title").textContent = chosen ? say("remark_on", { address: chosen.block.address }) : say("remark_general");
  $("_passage-box").hidden = $("_edits").hidden = !chosen;
  $("_remark-drop").hidden = !remark || !answer.remarks.some((one) => one.id === remark.id);
  $("_remark-wrong").textContent = "";
  $("_narrow-box").hidden = true;
  showPassage();
  showEdit(false);
  open($("_remark"));
  $("_words-of").focus();
}
function samePlace(place, chosen) {
  if (!place || !chosen) { return !place && !chosen; }
  const now = selectorOf(chosen);
  return place.section === now.section && place.block === now.block && place.start === now.start && place.exact === now.exact;
}
function showPassage() {
  if (!passage) { return; }
  const quote = quoteOf(passage);
  $("_passage").textContent = passage.block.table ? quote.replace(/\t+/g, " | ") : quote;
  $("_passage").hidden = !quote;
  $("_shorter").hidden = !quote || !$("_narrow-box").hidden;
}
function editChosen() { return passage ? document.querySelector('input[name="edit"]:checked').value : ""; }
function showEdit(fill) {
  const edit = editChosen(), box = $("_proposal"), quote = passage ? quoteOf(passage) : "";
  $("_proposal-box").hidden = edit !== "reword" && edit !== "insert-after";
  if (fill && edit === "reword" && !box.value.trim()) { box.value = quote; }
  if (fill && edit === "insert-after" && box.value === quote) { box.value = ""; }
  $("_change-box").hidden = edit !== "reword" && edit !== "delete";
  if (edit === "reword") {
    if (box.value === quote) { $("_change").textContent = say("change_same"); } else { showChange($("_change"), quote, box.value); }
  } else if (edit === "delete") { showChange($("_change"), quote, ""); }
}
function written() {
  const edit = editChosen();
  return {
    ...editing, text: $("_words-of").value.trim(), edit, nature: $("_nature").value,
    proposal: edit === "reword" || edit === "insert-after" ? $("_proposal").value.trim() : "",
    place: passage ? { ...selectorOf(passage), address: passage.block.address } : null,
  };
}
function says(remark) {
  if (remark.text || remark.edit === "delete") { return true; }
  if (remark.edit === "reword") { return remark.proposal !== remark.place.exact; }
  return remark.edit === "insert-after" && Boolean(remark.proposal);
}
// What is being written is kept as well, a moment after each key.
let typing;
function keepDraft() {
  clearTimeout(typing);
  typing = setTimeout(() => {
    if (!$("_remark").open) { return; }
    const remark = written();
    answer.draft = says(remark) ? { ...remark, draft: true } : null;
    answer.changes += 1;
    keep();
  }, 250);
}
function dropDraft() { clearTimeout(typing); answer.draft = null; }
function keepRemark() {
  const remark = written();
  if (remark.edit === "reword" && remark.proposal === remark.place.exact) { remark.edit = remark.proposal = ""; }
  if (remark.edit === "reword" && !remark.proposal) { remark.edit = "delete"; }
  if (!says(remark) || (remark.edit === "insert-after" && !remark.proposal)) {
    $("_remark-wrong").textContent = say("remark_empty");
    (remark.edit === "insert-after" ? $("_proposal") : $("_words-of")).focus();
    return;
  }
  delete remark.draft;
  remark.written = today();
  const at = answer.remarks.findIndex((one) => one.id === remark.id);
  if (at >= 0) { answer.remarks[at] = remark; } else { remark.id = fresh(); answer.remarks.push(remark); }
  dropDraft();
  changed();
  close($("_remark"));
  tell(say("remark_kept", { count: answer.remarks.length }));
  if (!answer.who.structure) { askWho(); }
}
function dropRemark(remark) {
  const at = answer.remarks.findIndex((one) => one.id === remark.id);
  if (at < 0) { return; }
  const gone = answer.remarks.splice(at, 1)[0];
  dropDraft();
  changed();
  close($("_remark"));
  tell(say("remark_dropped", { count: answer.remarks.length }), () => { answer.remarks.splice(at, 0, gone); changed(); }, say("undo"));
}
function narrow() {
  $("_narrow-box").hidden = false;
  $("_shorter").hidden = true;
  $("_whole").value = read(passage.block).text;
  $("_whole").focus();
  $("_whole").setSelectionRange(passage.whole ? 0 : passage.from, passage.whole ? 0 : passage.to);
}
function keepNarrowed() {
  const box = $("_whole"), chosen = narrowed(passage.block, box.selectionStart, box.selectionEnd);
  if (!chosen) { $("_remark-wrong").textContent = say("narrow_none"); box.focus(); return; }
  const before = quoteOf(passage);
  $("_remark-wrong").textContent = "";
  passage = chosen;
  if ($("_proposal").value === before) { $("_proposal").value = quoteOf(passage); }
  $("_narrow-box").hidden = true;
  showPassage();
  showEdit(false);
  $("_words-of").focus();
}
function wireRemark() {
  $("_remark-form").onsubmit = (event) => { event.preventDefault(); keepRemark(); };
  $("_remark-close").onclick = () => close($("_remark"));
  $("_remark-drop").onclick = () => dropRemark(editing);
  $("_narrow").onclick = narrow;
  $("_keep").onclick = keepNarrowed;
  // Words are selected there by keyboard too, which a read-only field does not let: so it is one that takes no word.
  $("_whole").addEventListener("beforeinput", (event) => event.preventDefault());
  $("_edits").onchange = () => {
    showEdit(true);
    keepDraft();
  };
  $("_proposal").oninput = () => { showEdit(false); keepDraft(); };
  $("_words-of").oninput = $("_nature").onchange = keepDraft;
  $("_remark").addEventListener("close", () => { if (passage) { passage.block.button.focus({ preventScroll: true }); } });
}
