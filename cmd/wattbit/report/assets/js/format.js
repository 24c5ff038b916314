// Numbers as text. A missing one is a dash, never zero.

export const dash = '—';
const isMissing = (value) => value === null || value === undefined;

const formatters = new Map();
export function fixed(value, decimals) {
  if (isMissing(value)) return dash;
  if (!formatters.has(decimals)) {
    formatters.set(decimals, new Intl.NumberFormat('en-US', {
      minimumFractionDigits: decimals, maximumFractionDigits: decimals, signDisplay: 'negative',
    }));
  }
  return formatters.get(decimals).format(value);
}

export function withUnit(value, figure) {
  const text = fixed(value, figure.decimals);
  return isMissing(value) || !figure.unit ? text : `${text} ${figure.unit}`;
}

export function percent(share) {
  if (isMissing(share)) return dash;
  return share > 0 && share < 0.005 ? '< 1 %' : `${fixed(share * 100, 0)} %`;
}

// rankText puts a rank in brackets that holds only if the open gates passed.
export function rankText(c) {
  if (c.rank === null) return dash;
  return c.status === 'open' ? `(${fixed(c.rank, 0)})` : fixed(c.rank, 0);
}

// sideText is a score of one side, marked where part of its weight has no figure.
export const sideText = (value, gap) => (gap > 0 && !isMissing(value) ? `≈ ${fixed(value, 1)}` : fixed(value, 1));

export const gapText = (gap) => (gap > 0 ? `${percent(gap)} of the weight has no figure, counted half` : '');

// interval is where a score lies when figures are missing, empty when it is exact.
export function interval(c) {
  if (isMissing(c.low) || isMissing(c.high) || c.low === c.high) return '';
  return `${fixed(c.low, 1)}–${fixed(c.high, 1)}`;
}
