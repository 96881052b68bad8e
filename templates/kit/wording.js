// What a proposed wording changes, word by word (Myers' comparison, small texts).
const MOST = 1600;
function cut(text) { return text.match(/[\p{L}\p{N}’'-]+|\s+|[^\p{L}\p{N}\s]/gu) || []; }
function compare(old, fresh) {
  let a = cut(old), b = cut(fresh), head = 0, tail = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) { head++; }
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) { tail++; }
  const parts = [], put = (sign, words) => {
    const last = parts[parts.length - 1];
    if (!words.length) { return; }
    if (last && last[0] === sign) { last[1] += words.join(""); } else { parts.push([sign, words.join("")]); }
  };
  put("=", a.slice(0, head));
  const x = a.slice(head, a.length - tail), y = b.slice(head, b.length - tail);
  if (x.length > MOST || y.length > MOST || !x.length || !y.length) { put("-", x); put("+", y); } else { middle(x, y, put); }
  put("=", a.slice(a.length - tail));
  return parts;
}
function middle(x, y, put) {
  const width = y.length + 1, best = new Uint16Array((x.length + 1) * width);
  for (let i = x.length - 1; i >= 0; i--) {
    for (let j = y.length - 1; j >= 0; j--) {
      best[i * width + j] = x[i] === y[j] ? best[(i + 1) * width + j + 1] + 1 : Math.max(best[(i + 1) * width + j], best[i * width + j + 1]);
    }
  }
  let i = 0, j = 0, gone = [], come = [];
  const flush = () => { put("-", gone); put("+", come); gone = []; come = []; };
  while (i < x.length || j < y.length) {
    if (i < x.length && j < y.length && x[i] === y[j]) {
      // A lone space that stayed between two changed words would cut the change in two.
      const alone = /^\s+$/.test(x[i]) && (gone.length || come.length) && !(i + 1 < x.length && j + 1 < y.length && x[i + 1] === y[j + 1]);
      if (alone && i + 1 < x.length && j + 1 < y.length) { gone.push(x[i]); come.push(y[j]); } else { flush(); put("=", [x[i]]); }
      i++; j++;
    } else if (j >= y.length || (i < x.length && best[(i + 1) * width + j] >= best[i * width + j + 1])) { gone.push(x[i++]); } else { come.push(y[j++]); }
  }
  flush();
}
function showChange(box, old, fresh) {
  box.textContent = "";
  compare(old, fresh).forEach(([sign, text]) => {
    if (sign === "=") { box.append(text); return; }
    const piece = make(sign === "-" ? "del" : "ins", "", text);
    piece.prepend(make("span", "aside", "[" + say(sign === "-" ? "del" : "ins") + " : "));
    piece.append(make("span", "aside", "]"));
    box.append(piece);
  });
}
