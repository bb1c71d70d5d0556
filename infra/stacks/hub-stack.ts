import { CfnOutput, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { ACTION_TAKEN } from '#contracts/action-taken.ts';
import { TAMPERING_DETECTED } from '#contracts/tampering-detected.ts';
import { THREAT_DETECTED } from '#contracts/threat-detected.ts';
import { VERDICT_REACHED } from '#contracts/verdict-reached.ts';
import { IAM_EVENTS_REGION } from '#core/guardian-names.ts';
import type { CheckedConfigurationFile } from '../config/configuration-file.ts';
import { AlertsTopic } from '../constructs/alerts-topic.ts';
import { AssessPrincipal } from '../constructs/assess-principal.ts';
import { EnforceVerdict } from '../constructs/enforce-verdict.ts';
import { GuardianAlarms } from '../constructs/guardian-alarms.ts';
import { IngressBus } from '../constructs/ingress-bus.ts';
import { InternalBus } from '../constructs/internal-bus.ts';
import { LedgerTable } from '../constructs/ledger-table.ts';
import { MessageQueue } from '../constructs/message-queue.ts';
import { NotifyPeople } from '../constructs/notify-people.ts';
import { RouteChange } from '../constructs/route-change.ts';
import { UndeliveredEvents } from '../constructs/undelivered-events.ts';

/** The guardian itself, once, in the security account: change → verdict → action → notice. */
export class HubStack extends Stack {
  constructor(scope: Construct, id: string, { path, configuration }: CheckedConfigurationFile) {
    const { organizationId, securityAccount, alertAddresses } = configuration;
    super(scope, id, {
      description: 'MFA Guardian: judges what IAM users can do without MFA, enforces it, and tells people',
      env: { account: securityAccount, region: IAM_EVENTS_REGION },
      terminationProtection: true,
    });
    const changes = new MessageQueue(this, 'Changes');
    const assessments = new MessageQueue(this, 'Assessments');
    const verdicts = new MessageQueue(this, 'Verdicts');
    const notices = new MessageQueue(this, 'Notices');
    const undelivered = new UndeliveredEvents(this, 'UndeliveredEvents');
    const ledger = new LedgerTable(this, 'Ledger');
    const alerts = new AlertsTopic(this, 'Alerts', { organizationId, addresses: alertAddresses });

    const ingress = new IngressBus(this, 'Ingress', { organizationId, changes: changes.queue, undelivered });
    const internal = new InternalBus(this, 'Internal', { hubAccount: securityAccount, undelivered });
    internal.subscribe('ExposedVerdicts', {
      detailTypes: [VERDICT_REACHED],
      detail: { finding: { kind: ['exposed'] } },
      description: 'Verdicts that may call for an action',
      queue: verdicts.queue,
    });
    internal.subscribe('Announcements', {
      detailTypes: [VERDICT_REACHED, ACTION_TAKEN, TAMPERING_DETECTED, THREAT_DETECTED],
      description: 'Everything that people may have to be told',
      queue: notices.queue,
    });

    const every = { configurationFile: path, hubAccount: securityAccount, ledger };
    const judging = { ...every, organizationId, internalBus: internal.bus };
    const functions = {
      RouteChange: new RouteChange(this, 'RouteChange', { ...judging, inbox: changes, assessments }),
      AssessPrincipal: new AssessPrincipal(this, 'AssessPrincipal', { ...judging, inbox: assessments }),
      EnforceVerdict: new EnforceVerdict(this, 'EnforceVerdict', { ...judging, inbox: verdicts }),
      NotifyPeople: new NotifyPeople(this, 'NotifyPeople', { ...every, inbox: notices, alerts }),
    };
    // Enforcing learns of a new mode first: a verdict that is news because of it must not meet the old one.
    functions.AssessPrincipal.node.addDependency(functions.EnforceVerdict);
    new GuardianAlarms(this, 'Alarms', {
      topic: alerts.topic,
      functions,
      queues: {
        RouteChange: changes,
        AssessPrincipal: assessments,
        EnforceVerdict: verdicts,
        NotifyPeople: notices,
      },
      undelivered,
    });
    this.#announce({
      IngressBusArn: ingress.bus.eventBusArn,
      InternalBusArn: internal.bus.eventBusArn,
      AlertsTopicArn: alerts.topic.topicArn,
      LedgerTableName: ledger.tableName,
      ChangesQueueUrl: changes.queue.queueUrl,
      ChangesDeadLettersUrl: changes.deadLetters.queueUrl,
      AssessmentsQueueUrl: assessments.queue.queueUrl,
      AssessmentsDeadLettersUrl: assessments.deadLetters.queueUrl,
      VerdictsQueueUrl: verdicts.queue.queueUrl,
      VerdictsDeadLettersUrl: verdicts.deadLetters.queueUrl,
      NoticesQueueUrl: notices.queue.queueUrl,
      NoticesDeadLettersUrl: notices.deadLetters.queueUrl,
      UndeliveredEventsUrl: undelivered.queueUrl,
    });
  }

  #announce(outputs: Readonly<Record<string, string>>): void {
    for (const [name, value] of Object.entries(outputs)) {
      new CfnOutput(this, name, { value });
    }
  }
}
