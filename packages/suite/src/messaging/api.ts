import { z } from 'zod';
import { defineRoute } from '../platform/route.js';

/** Mounted only while the demo mailbox is on; anyone who can open the demo may read its invented mail. */
export const listDemoMailboxRoute = defineRoute({
  method: 'get',
  path: '/demo/mailbox',
  summary: 'Messages received by the demo mailbox, newest first',
  access: 'public',
  request: z.object({}),
  response: z.object({
    messages: z.array(z.object({ id: z.string(), receivedAt: z.string(), to: z.string(), subject: z.string() })),
  }),
  refusals: {},
});

export const readDemoMailboxRoute = defineRoute({
  method: 'get',
  path: '/demo/mailbox/:id',
  summary: 'One message of the demo mailbox',
  access: 'public',
  request: z.object({ id: z.string() }),
  response: z.object({
    id: z.string(),
    receivedAt: z.string(),
    from: z.string(),
    to: z.string(),
    subject: z.string(),
    text: z.string(),
    /** Show it only inside a sandboxed frame. */
    html: z.string(),
    /** Web addresses of the message, in order. */
    links: z.array(z.string()),
  }),
  refusals: { 'messaging.not_found': 404 },
});
