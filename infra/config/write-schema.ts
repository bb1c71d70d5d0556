import { writeFileSync } from 'node:fs';
import { configurationSchema } from './configuration-schema.ts';

writeFileSync(new URL('../../guardian.config.schema.json', import.meta.url), configurationSchema());
