import {
  type AdvancedFieldSelector,
  type CloudTrailClient,
  DescribeTrailsCommand,
  GetEventSelectorsCommand,
  type GetEventSelectorsCommandOutput,
  GetTrailStatusCommand,
  type Trail as ListedTrail,
} from '@aws-sdk/client-cloudtrail';
import type { EventSelector, FieldSelector, Trail } from '#core/trail/trail-coverage.ts';

const toFieldSelector = ({ Field, Equals, NotEquals, ...others }: AdvancedFieldSelector): FieldSelector => ({
  // An operator that is not understood here turns into a field that matches nothing.
  field: Object.values(others).some((values) => values !== undefined)
    ? 'unsupported-operator'
    : (Field ?? ''),
  equals: Equals ?? [],
  notEquals: NotEquals ?? [],
});

const toSelectors = (answer: GetEventSelectorsCommandOutput): readonly EventSelector[] => [
  ...(answer.EventSelectors ?? []).map(
    (selector): EventSelector => ({
      kind: 'basic',
      managementEvents: selector.IncludeManagementEvents ?? true,
      readWrite: selector.ReadWriteType ?? 'All',
      excludedSources: selector.ExcludeManagementEventSources ?? [],
    }),
  ),
  ...(answer.AdvancedEventSelectors ?? []).map(
    (selector): EventSelector => ({
      kind: 'advanced',
      fields: (selector.FieldSelectors ?? []).map(toFieldSelector),
    }),
  ),
];

/** A trail, or why it could not be read: one of another account may not show its selectors. */
export type ReadTrail =
  | { readonly kind: 'read'; readonly trail: Trail }
  | { readonly kind: 'unreadable'; readonly name: string; readonly because: string };

const readTrail = async (client: CloudTrailClient, listed: ListedTrail): Promise<ReadTrail> => {
  const name = listed.Name ?? listed.TrailARN ?? '';
  try {
    const [status, selectors] = await Promise.all([
      client.send(new GetTrailStatusCommand({ Name: listed.TrailARN })),
      client.send(new GetEventSelectorsCommand({ TrailName: listed.TrailARN })),
    ]);
    const trail: Trail = {
      name,
      homeRegion: listed.HomeRegion ?? '',
      multiRegion: listed.IsMultiRegionTrail ?? false,
      logging: status.IsLogging ?? false,
      selectors: toSelectors(selectors),
    };
    return { kind: 'read', trail };
  } catch (error) {
    return { kind: 'unreadable', name, because: (error as Error).name };
  }
};

/** Every trail that records in this account, those of the organization and of other Regions included. */
export const readTrails = async (client: CloudTrailClient): Promise<readonly ReadTrail[]> => {
  const { trailList = [] } = await client.send(new DescribeTrailsCommand({ includeShadowTrails: true }));
  return Promise.all(trailList.map((listed) => readTrail(client, listed)));
};
