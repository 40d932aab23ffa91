/** The shapes that AWS sends. Unknown fields pass: AWS adds some now and then. */
import * as z from 'zod';

/** What serverless.yml has EventBridge Scheduler send. */
export const scheduled = z.object({ scheduledTime: z.iso.datetime({ offset: true }) });

/** An event of a bus, https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html */
export const busEvent = z.object({
  id: z.string(),
  source: z.string(),
  'detail-type': z.string(),
  time: z.iso.datetime({ offset: true }),
  detail: z.unknown(),
});

/** An internal event, which is about one organization. */
export const aboutOrganization = busEvent.extend({ detail: z.object({ organization: z.string().min(1) }) });
