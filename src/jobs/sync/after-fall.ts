import type { Database } from '../../store/database.ts';
import { failDeliveriesOf } from '../../store/deliveries.ts';
import { forgetObservationsOf } from '../../store/observations.ts';
import { isSync, type Task } from '../queue/task.ts';

/**
 * What a task that came to nothing leaves: its deliveries have failed, so that redelivering one works it again; and as nobody
 * has looked at what was touched, the next sync looks at everything.
 */
export async function afterFall(task: Task, why: string, transaction: Database): Promise<void> {
  await failDeliveriesOf(transaction, task.deliveries ?? [], why);
  if (isSync(task) && task.touched !== undefined) await forgetObservationsOf(transaction, task.repositoryId);
}
