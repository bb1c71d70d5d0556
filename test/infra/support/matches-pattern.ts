type Pattern = Readonly<Record<string, unknown>>;

const matchesField = (pattern: unknown, value: unknown): boolean => {
  if (Array.isArray(pattern)) {
    const other = pattern.filter((alternative) => typeof alternative !== 'string');
    if (other.length > 0) {
      throw new Error(`expected a pattern of exact values, received ${JSON.stringify(other)}`);
    }
    return (Array.isArray(value) ? value : [value]).some((item) => pattern.includes(item));
  }
  return typeof value === 'object' && value !== null && matchesPattern(pattern as Pattern, value as Pattern);
};

/**
 * Whether EventBridge hands an event to a rule: every field of the pattern has one of its values. Refuses
 * operators, which the guardian's rules don't use.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
 */
export const matchesPattern = (pattern: Pattern, event: Pattern): boolean =>
  Object.entries(pattern).every(
    ([field, expected]) => field in event && matchesField(expected, event[field]),
  );
