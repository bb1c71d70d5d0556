const UNITS: readonly (readonly [string, number])[] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

const count = (amount: number, unit: string): string => `${amount} ${unit}${amount === 1 ? '' : 's'}`;

/** A length of time in words: 5,400 seconds are “1 hour 30 minutes”. Takes no negative ones. */
export const describeAge = (seconds: number): string => {
  const words: string[] = [];
  let left = seconds;
  for (const [unit, length] of UNITS) {
    const whole = Math.floor(left / length);
    left -= whole * length;
    if (whole > 0) {
      words.push(count(whole, unit));
    }
  }
  const rest = Math.round(left * 1_000) / 1_000;
  return rest > 0 || words.length === 0 ? [...words, count(rest, 'second')].join(' ') : words.join(' ');
};
