import type { Effort } from '#core/policy/effort.ts';
import { samePattern } from '#core/policy/pattern.ts';
import { isVariable, type Template } from '#core/policy/template.ts';

type Part = Template[number];

const sameVariable = (part: Part, other: Part | undefined): boolean =>
  other !== undefined &&
  isVariable(part) &&
  isVariable(other) &&
  part.key === other.key &&
  part.fallback === other.fallback;

const samePart = (part: Part, other: Part | undefined, effort: Effort): boolean => {
  if (other === undefined || isVariable(part) || isVariable(other)) {
    return sameVariable(part, other);
  }
  effort.spend(part.length);
  return samePattern(part, other);
};

const sameTemplate = (left: Template, right: Template, effort: Effort): boolean => {
  effort.spend(1 + left.length);
  return left.length === right.length && left.every((part, index) => samePart(part, right[index], effort));
};

/** Whether the values of one condition are all among those of another one, each written the same way. */
export const includesAll = (more: readonly Template[], fewer: readonly Template[], effort: Effort): boolean =>
  fewer.every((template) => more.some((other) => sameTemplate(template, other, effort)));
