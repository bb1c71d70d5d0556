import { enforcementDocument } from '#core/enforcement/enforcement-document.ts';
import {
  ENFORCEMENT_POLICY_NAMES,
  ENFORCEMENT_POLICY_PATH,
  ENFORCEMENT_VARIANTS,
} from '#core/enforcement/enforcement-variant.ts';
import { ENFORCEMENT_REASONS, VARIANT_REASONS } from './reasons-of-enforcement.ts';

const DOCUMENTS = ENFORCEMENT_VARIANTS.map((variant) => ({
  variant,
  name: ENFORCEMENT_POLICY_NAMES[variant],
  document: enforcementDocument(variant, 'aws'),
}));

/** The Sids of all four documents, each once. */
export const enforcementSids = (): readonly string[] => [
  ...new Set(DOCUMENTS.flatMap(({ document }) => document.Statement.map(({ Sid }) => Sid))),
];

const whereFound = (sid: string): string => {
  const names = DOCUMENTS.filter(({ document }) => document.Statement.some(({ Sid }) => Sid === sid)).map(
    ({ name }) => name,
  );
  return names.length === DOCUMENTS.length ? 'all four' : names.map((name) => `\`${name}\``).join(', ');
};

/** The four policies that are attached to people: in words, then to the letter. */
export const describeEnforcement = (): readonly string[] => [
  '## What is attached to people',
  '',
  `Four managed policies under \`${ENFORCEMENT_POLICY_PATH}\` in every watched account. The guardian attaches one only while it says exactly`,
  'this ([the documents](/shared/core/enforcement/enforcement-document.ts), [what they leave open](/SECURITY.md#what-the-enforcement-policies-leave-open)).',
  '',
  '| policy | what it does |',
  '|---|---|',
  ...DOCUMENTS.map(({ variant, name }) => `| \`${name}\` | ${VARIANT_REASONS[variant]} |`),
  '',
  '| statement | why | in |',
  '|---|---|---|',
  ...Object.entries(ENFORCEMENT_REASONS).map(([sid, why]) => `| \`${sid}\` | ${why} | ${whereFound(sid)} |`),
  '',
  ...DOCUMENTS.flatMap(({ name, document }) => [
    `<details><summary><code>${name}</code></summary>`,
    '',
    '```json',
    JSON.stringify(document, undefined, 2),
    '```',
    '',
    '</details>',
    '',
  ]),
];
