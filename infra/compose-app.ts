import { App, type AppProps, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { HUB_STACK, MEMBER_STACK } from '#core/guardian-names.ts';
import type { CheckedConfigurationFile } from './config/configuration-file.ts';
import { HubStack } from './stacks/hub-stack.ts';
import { MemberStack } from './stacks/member-stack.ts';

/** The whole deployment: the hub for the security account, the member for every account. */
export interface GuardianApp {
  readonly app: App;
  readonly hub: HubStack;
  readonly member: MemberStack;
}

/** Both stacks of one configuration. Synthesis fails when a security rule is broken and nobody said why it may be. */
export const composeApp = (file: CheckedConfigurationFile, props: AppProps = {}): GuardianApp => {
  // Usage data would be a resource that a template made without the CLI does not have.
  const app = new App({ analyticsReporting: false, ...props });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return {
    app,
    hub: new HubStack(app, HUB_STACK, file),
    member: new MemberStack(app, MEMBER_STACK, file.configuration),
  };
};
