// The blocks of the text: where each stands, what it says, and which words of it are meant.
const CONTEXT = 64, LETTER = /[\p{L}\p{N}]/u;
const blocks = [], byAddress = new Map();

function findBlocks() {
  main.querySelectorAll("u").forEach((label) => {
    const section = label.closest("[data-s]").dataset.s, number = Number(label.textContent.slice(1));
    let element = label.parentElement;
    const next = label.nextElementSibling;
    if (next && /^(PRE|HR)$/.test(next.tagName) && !/^(P|H\d|FIGURE)$/.test(element.tagName)) { element = next; }
    const block = {
      label, element, section, number, rank: blocks.length, address: section + (number ? " ¶" + number : ""),
    };
    label.block = block;
    blocks.push(block);
    byAddress.set(block.section + " " + block.number, block);
  });
}
// The words of a block exactly as the register has them: cells apart by tabs, rows by new lines; no numbers of headings or notes.
function read(block) {
  if (block.text !== undefined) { return block; }
  block.text = "";
  block.nodes = [];
  const take = (root) => {
    const walk = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) => {
      if (node.nodeType === 3) { return NodeFilter.FILTER_ACCEPT; }
      return node.matches("u, .noteref, .absent, .own, :is(h1,h2,h3,h4,h5,h6) > .number") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP;
    });
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const before = node.previousSibling, apart = before && (before === block.label || before.className === "number");
      const lead = apart && node.data[0] === " " ? 1 : 0;
      block.nodes.push({ node, from: block.text.length - lead, lead });
      block.text += node.data.slice(lead);
    }
  };
  const element = block.element, table = element.querySelector(":scope > .scroll > table");
  if (table) {
    Array.from(table.rows).forEach((row, i) => {
      block.text += i ? "\n" : "";
      Array.from(row.cells).forEach((cell, j) => {
        const inner = cell.querySelectorAll("p, pre, h1, h2, h3, h4, h5, h6");
        block.text += j ? "\t" : "";
        if (!inner.length) { take(cell); }
        inner.forEach((part, k) => { block.text += k ? "\n" : ""; take(part); });
      });
    });
  } else if (element.tagName === "FIGURE") {
    const caption = element.querySelector("figcaption");
    if (caption) { take(caption); }
  } else { take(element); }
  block.table = Boolean(table) || element.tagName === "PRE";
  return block;
}
function blockOf(node) {
  for (let at = node.nodeType === 1 ? node : node.parentElement; at && at !== main; at = at.parentElement) {
    const label = at.querySelector(":scope > u") || (at.tagName === "PRE" && at.previousElementSibling);
    const found = label && label.block;
    if (found && found.element.contains(node)) { return found; }
  }
  return null;
}
// A passage: a block and the offsets of its first character and past its last; the whole block where it is not narrowed.
function whole(block) { return { block, from: 0, to: read(block).text.length, whole: true }; }
function narrowed(block, from, to) {
  const text = read(block).text;
  while (from < to && /\s/.test(text[from])) { from++; }
  if (block.table) {
    // Of a table one cell at a time: that is what a remark can stand on.
    const stop = text.slice(from, to).search(/[\t\n]/);
    if (stop >= 0) { to = from + stop; }
  }
  while (to > from && /\s/.test(text[to - 1])) { to--; }
  // A finger seldom meets the edge of a word: half a word taken is the whole word.
  while (from > 0 && LETTER.test(text[from - 1]) && LETTER.test(text[from])) { from--; }
  while (to > from && to < text.length && LETTER.test(text[to - 1]) && LETTER.test(text[to])) { to++; }
  if (from >= to) { return null; }
  return from === 0 && to === text.length ? whole(block) : { block, from, to, whole: false };
}
function selected() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) { return null; }
  const range = selection.getRangeAt(0);
  if (!main.contains(range.commonAncestorContainer)) { return null; }
  let block = blockOf(range.startContainer);
  if (!block) { block = blocks.find((one) => range.intersectsNode(one.element)); }
  if (!block) { return null; }
  const inside = read(block).nodes.filter((one) => range.intersectsNode(one.node));
  if (!inside.length) { return null; }
  const first = inside[0], last = inside[inside.length - 1];
  const from = first.from + (first.node === range.startContainer ? Math.max(range.startOffset, first.lead) : first.lead);
  const to = last.from + (last.node === range.endContainer ? range.endOffset : last.node.data.length);
  return narrowed(block, from, to);
}
function quoteOf(passage) { return read(passage.block).text.slice(passage.from, passage.to); }
const points = (text) => Array.from(text).length;
// Where a remark stands, as a W3C selector: the words, what stands around them, and their offset in Unicode characters.
function selectorOf(passage) {
  const { block, from, to } = passage, text = read(block).text;
  const around = (piece, end) => { const all = Array.from(piece); return (end ? all.slice(-CONTEXT) : all.slice(0, CONTEXT)).join(""); };
  return {
    section: block.section, block: block.number, whole: passage.whole, exact: text.slice(from, to),
    prefix: around(text.slice(0, from), true), suffix: around(text.slice(to), false), start: points(text.slice(0, from)),
  };
}
function passageOf(place) {
  const block = place && byAddress.get(place.section + " " + place.block);
  if (!block) { return null; }
  if (place.whole) { return whole(block); }
  const from = Array.from(read(block).text).slice(0, place.start).join("").length;
  return block.text.startsWith(place.exact, from) ? { block, from, to: from + place.exact.length, whole: false } : whole(block);
}
function rangeOf(passage) {
  const range = document.createRange();
  const at = (offset, end) => read(passage.block).nodes.find((one) => {
    const last = one.from + one.node.data.length;
    return end ? offset <= last : offset < last;
  });
  const first = at(passage.from, false), last = at(passage.to, true);
  if (!first || !last) { return null; }
  range.setStart(first.node, Math.max(0, passage.from - first.from));
  range.setEnd(last.node, Math.max(0, passage.to - last.from));
  return range;
}
