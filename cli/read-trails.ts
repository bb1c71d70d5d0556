import {
  type AdvancedFieldSelector,
  type CloudTrailClient,
  DescribeTrailsCommand,
  GetEventSelectorsCommand,
  type GetEventSelectorsCommandOutput,
  GetTrailStatusCommand,
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

/** Every trail that records in this account, those of the organization and of other Regions included. */
export const readTrails = async (client: CloudTrailClient): Promise<readonly Trail[]> => {
  const { trailList = [] } = await client.send(new DescribeTrailsCommand({ includeShadowTrails: true }));
  return Promise.all(
    trailList.map(async ({ Name, TrailARN, HomeRegion, IsMultiRegionTrail }): Promise<Trail> => {
      const [status, selectors] = await Promise.all([
        client.send(new GetTrailStatusCommand({ Name: TrailARN })),
        client.send(new GetEventSelectorsCommand({ TrailName: TrailARN })),
      ]);
      return {
        name: Name ?? TrailARN ?? '',
        homeRegion: HomeRegion ?? '',
        multiRegion: IsMultiRegionTrail ?? false,
        logging: status.IsLogging ?? false,
        selectors: toSelectors(selectors),
      };
    }),
  );
};
