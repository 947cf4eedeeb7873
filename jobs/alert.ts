import type { Queue, Transaction } from '../src/queue'

/** Mails the operator, where an address is configured. Ids and reasons, never what people wrote. */
export async function sendAlert(
  deps: { queue: Queue; alertEmail?: string },
  tx: Transaction | null,
  alert: { subject: string; text: string },
): Promise<void> {
  if (deps.alertEmail) await deps.queue.send(tx, 'send-mail', { kind: 'alert', ...alert })
}
