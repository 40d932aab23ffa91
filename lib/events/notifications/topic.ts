import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { AWS_CLIENT } from '../../config/aws-client.ts';
import type { Message } from './texts.ts';

/** A subject of SNS has at most 100 characters of ASCII. */
const LONGEST_SUBJECT = 100;

/** Whoever has subscribed to the topic is told; region and credentials come from AWS's own environment. */
export async function publishToTopic(TopicArn: string, { id, subject, lines }: Message): Promise<void> {
  const Subject = subject.replaceAll(/[^\x20-\x7e]/g, '?').slice(0, LONGEST_SUBJECT);
  const Message = [subject, '', ...lines, `ref ${id.slice(0, 8)}`].join('\n');
  await new SNSClient(AWS_CLIENT).send(new PublishCommand({ TopicArn, Subject, Message }));
}
