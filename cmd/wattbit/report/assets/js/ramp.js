// The colours of the score: viridis (van der Walt and Smith 2015), perceptually
// uniform and safe for colour-blind readers. The best score is what stands out
// most: dark on a light page, bright on a dark one.

import { candidates } from './data.js';
import { isDark } from './theme.js';

const stops = [
  [68, 1, 84], [72, 40, 120], [62, 73, 137], [49, 104, 142], [38, 130, 142],
  [31, 158, 137], [53, 183, 121], [110, 206, 88], [181, 222, 43], [253, 231, 37],
];

function viridis(t) {
  const at = Math.min(Math.max(t, 0), 1) * (stops.length - 1);
  const i = Math.min(Math.floor(at), stops.length - 2);
  const mixed = stops[i].map((from, c) => Math.round(from + (stops[i + 1][c] - from) * (at - i)));
  return `rgb(${mixed.join(' ')})`;
}

// rampColor is the colour at t from 0, the worst, to 1, the best.
export const rampColor = (t) => viridis(isDark() ? 0.16 + 0.84 * t : 0.95 - 0.9 * t);

const scores = candidates.filter((c) => c.status !== 'fail' && c.score !== null).map((c) => c.score);

// scoreRange spans the scores of those that fail no gate, in whole fives.
export const scoreRange = scores.length === 0 ? [0, 100] : [
  Math.floor(Math.min(...scores) / 5) * 5,
  Math.max(Math.ceil(Math.max(...scores) / 5) * 5, Math.floor(Math.min(...scores) / 5) * 5 + 5),
];

export function scoreColor(score) {
  return rampColor((score - scoreRange[0]) / (scoreRange[1] - scoreRange[0]));
}
