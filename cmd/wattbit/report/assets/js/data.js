// What the run found, as the page carries it: columns become candidates here.

export const data = JSON.parse(document.getElementById('data').textContent);

// latency is what the optical network gives, null without one.
export const latency = data.latency ?? null;

const evidenceNames = { p: 'published', d: 'derived', e: 'estimated', a: 'assumed' };
const verdictNames = { p: 'pass', f: 'fail', u: 'unknown' };

export const evidenceKinds = ['published', 'derived', 'estimated', 'assumed', 'missing'];

function statusOf(gates) {
  if (gates.includes('f')) return 'fail';
  return gates.includes('u') ? 'open' : 'pass';
}

function readCandidate(columns, i) {
  return {
    at: i,
    id: columns.id[i],
    name: columns.name[i],
    local: columns.local[i],
    kind: data.texts[columns.kind[i]],
    region: data.regions[columns.region[i]] ?? null,
    area: data.areas[columns.area[i]] ?? null,
    lon: columns.lon[i],
    lat: columns.lat[i],
    rank: columns.rank[i] || null,
    score: columns.score[i],
    low: columns.low[i],
    high: columns.high[i],
    watt: columns.watt[i],
    bit: columns.bit[i],
    wattGap: gapOf(i, 'watts'),
    bitGap: gapOf(i, 'bits'),
    verdicts: [...columns.gates[i]].map((letter) => verdictNames[letter]),
    status: statusOf(columns.gates[i]),
    changes: [],
  };
}

// gapOf is the share of a side's weight whose figure is missing.
function gapOf(i, side) {
  let [gap, sum] = [0, 0];
  data.criteria.forEach((criterion, k) => {
    if (data.figures.find((figure) => figure.id === criterion.figure)?.side !== side) return;
    sum += criterion.max_points;
    if (data.candidates.points[k][i] === null) gap += criterion.max_points;
  });
  return sum > 0 ? gap / sum : 0;
}

export const candidates = data.candidates.id.map((_, i) => readCandidate(data.candidates, i));
for (const entry of data.candidates.changes) candidates[entry.at].changes = entry.texts;

const byId = new Map(candidates.map((c) => [c.id, c]));
export const candidateById = (id) => byId.get(id) ?? null;

const figureAt = new Map(data.figures.map((figure, i) => [figure.id, i]));
export const figureIndex = (id) => figureAt.get(id) ?? -1;

// points of a criterion, null when its figure is missing.
export const pointsOf = (c, criterion) => data.candidates.points[criterion][c.at];

// datum is a figure of a candidate with what it stands on.
export function datum(c, figure) {
  const column = data.candidates.figures[figure];
  const source = column.source.length === 1 ? column.source[0] : column.source[c.at];
  return {
    value: column.value[c.at],
    evidence: evidenceNames[column.evidence[c.at]] ?? null,
    source: data.texts[source],
  };
}

export const standingOf = (c) => data.candidates.standing.map((column) => column[c.at]);

// groupPoints sums a candidate's points by group of criteria.
export function groupPoints(c) {
  return data.groups.map((group) => {
    let sum = 0;
    data.criteria.forEach((criterion, i) => {
      if (criterion.group === group.id) sum += pointsOf(c, i) ?? 0;
    });
    return sum;
  });
}
