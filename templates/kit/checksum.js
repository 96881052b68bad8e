// SHA-256 (FIPS 180-4). The browser's own is missing where a page is opened from an attachment, hence this one.
function sha256(text) {
  const bytes = new TextEncoder().encode(text), length = bytes.length;
  const padded = new Uint8Array(((length + 9 + 63) >> 6) << 6);
  padded.set(bytes);
  padded[length] = 128;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(length / 536870912));
  view.setUint32(padded.length - 4, (length << 3) >>> 0);
  const k = [], h = [], w = new Int32Array(64);
  for (let n = 2; k.length < 64; n++) {
    let prime = true;
    for (let d = 2; d * d <= n; d++) { if (n % d === 0) { prime = false; break; } }
    if (!prime) { continue; }
    if (h.length < 8) { h.push((Math.pow(n, 0.5) % 1) * 4294967296 | 0); }
    k.push((Math.pow(n, 1 / 3) % 1) * 4294967296 | 0);
  }
  const turn = (x, n) => (x >>> n) | (x << (32 - n));
  for (let at = 0; at < padded.length; at += 64) {
    for (let i = 0; i < 16; i++) { w[i] = view.getInt32(at + 4 * i); }
    for (let i = 16; i < 64; i++) {
      const a = w[i - 15], b = w[i - 2];
      w[i] = w[i - 16] + (turn(a, 7) ^ turn(a, 18) ^ (a >>> 3)) + w[i - 7] + (turn(b, 17) ^ turn(b, 19) ^ (b >>> 10));
    }
    let s = h.slice();
    for (let i = 0; i < 64; i++) {
      const e = s[4], a = s[0];
      const one = (s[7] + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & s[5]) ^ (~e & s[6])) + k[i] + w[i]) | 0;
      const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & s[1]) ^ (a & s[2]) ^ (s[1] & s[2]))) | 0;
      s = [(one + two) | 0, a, s[1], s[2], (s[3] + one) | 0, e, s[5], s[6]];
    }
    for (let i = 0; i < 8; i++) { h[i] = (h[i] + s[i]) | 0; }
  }
  return h.map((x) => (x >>> 0).toString(16).padStart(8, "0")).join("");
}
