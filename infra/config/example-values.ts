import { fileURLToPath } from 'node:url';
import type { GuardianConfiguration } from '#configuration/guardian-configuration.ts';
import { type CheckedConfigurationFile, readConfigurationFile } from './configuration-file.ts';

const EXAMPLE = fileURLToPath(new URL('../../guardian.config.example.json', import.meta.url));

/** What is nobody's but the organization's own; other things may be as in the example. */
const ownValues = (configuration: GuardianConfiguration): readonly (readonly [string, string])[] => [
  ['organizationId', configuration.organizationId],
  ['securityAccount', configuration.securityAccount],
  ...configuration.alertAddresses.map((address) => ['alertAddresses', address] as const),
  ...configuration.principals.breakGlass.map(({ id }) => ['breakGlass', id] as const),
];

/**
 * What is wrong with a copy of the example that was never filled in: members would trust an account that is somebody
 * else's. Undefined for a file that was, and for the example itself, which stands for no organization.
 */
export const exampleValuesIn = ({ path, configuration }: CheckedConfigurationFile): string | undefined => {
  const example = readConfigurationFile(EXAMPLE);
  if (path === EXAMPLE || !example.ok) {
    return undefined;
  }
  const examples = ownValues(example.value.configuration).map(String);
  const left = ownValues(configuration).filter((value) => examples.includes(String(value)));
  return left.length === 0
    ? undefined
    : [
        `${path}: the configuration is not filled in yet.`,
        ...left.map(([field, value]) => `${field}: expected your own, received the example's, ${value}`),
      ].join('\n');
};
