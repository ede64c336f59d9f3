// A plain word diff for the mock: the longest common subsequence of words and tags, with what came and went in ins and del.
const tokens = (html) => html.match(/<[^>]+>|[^\s<]+|\s+/g) ?? [];
const isTag = (token) => token.startsWith('<');

export function wordDiff(before, after) {
  const a = tokens(before);
  const b = tokens(after);
  const length = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      length[i][j] = a[i] === b[j] ? length[i + 1][j + 1] + 1 : Math.max(length[i + 1][j], length[i][j + 1]);
    }
  }
  const out = [];
  let open = '';
  const put = (token, mark) => {
    // Marks never reach over a tag.
    const wanted = isTag(token) ? '' : mark;
    if (wanted !== open) {
      out.push(open ? `</${open}>` : '', wanted ? `<${wanted}>` : '');
      open = wanted;
    }
    if (!(isTag(token) && mark === 'del')) {
      out.push(token);
    }
  };
  for (let i = 0, j = 0; i < a.length || j < b.length;) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      put(a[i], '');
      i++;
      j++;
    } else if (i < a.length && (j >= b.length || length[i + 1][j] >= length[i][j + 1])) {
      put(a[i++], 'del');
    } else {
      put(b[j++], 'ins');
    }
  }
  put('<end>', '');
  return out.join('').replace('<end>', '').replaceAll('</del><del>', '').replaceAll('</ins><ins>', '');
}
