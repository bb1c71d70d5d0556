import { writeFileSync } from 'node:fs';
import { composeActionCatalogue } from './compose-action-catalogue.ts';
import { readIamData } from './read-iam-data.ts';

const file = new URL('../shared/core/catalogue/action-catalogue.json', import.meta.url);

writeFileSync(file, composeActionCatalogue(await readIamData()));
