import { describe, expect, it } from 'vitest';
import { deleteStack, deployStack } from './support/cloudformation.ts';
import { localAws, securityAccount } from './support/local-aws.ts';

const aws = localAws();

describe('a template with resources that do nothing here', () => {
  it('is deployed, updated and deleted', async () => {
    const resources = (Description: string) => ({
      Chat: { Type: 'AWS::Chatbot::SlackChannelConfiguration', Properties: { ConfigurationName: 'alerts' } },
      Teams: { Type: 'AWS::Chatbot::MicrosoftTeamsChannelConfiguration', Properties: {} },
      StackSet: {
        Type: 'AWS::CloudFormation::StackSet',
        Properties: { StackSetName: 'members', Description },
      },
      Trail: { Type: 'AWS::CloudTrail::Trail', Properties: { IsLogging: true, S3BucketName: 'bucket' } },
      Alarm: { Type: 'AWS::CloudWatch::CompositeAlarm', Properties: { AlarmRule: 'TRUE' } },
      ConfigRule: { Type: 'AWS::Config::ConfigRule', Properties: { Source: {} } },
      Policy: {
        Type: 'AWS::Organizations::Policy',
        Properties: { Name: 'scp', Content: {}, Type: 'SERVICE_CONTROL_POLICY' },
      },
    });
    const outputs = { Trail: { 'Fn::GetAtt': ['Trail', 'Arn'] } };
    const first = await deployStack(aws.endpoint(), securityAccount, 'inert', resources('one'), outputs);
    expect(first).toEqual({ Trail: `arn:aws:cloudtrail:us-east-1:${securityAccount}:trail/inert-Trail` });
    expect(await deployStack(aws.endpoint(), securityAccount, 'inert', resources('two'), outputs)).toEqual(
      first,
    );
    await deleteStack(aws.endpoint(), securityAccount, 'inert');
  });
});
