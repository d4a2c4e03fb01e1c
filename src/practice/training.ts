import type { Clock } from '#kernel/time.ts';

import type { Memory } from './memory.ts';
import type { PracticeNetwork, Training } from './practice.ts';

interface Place {
	readonly memory: Memory<Training>;
	readonly clock: Pick<Clock, 'now'>;
}

/** What is the same on every network of ours: reports to its moderation, and the task that is on. */
export const createTraining = ({ memory, clock }: Place): Pick<PracticeNetwork, 'report' | 'task' | 'setTask'> => ({
	report({ id, reason, as = 'waldkauz' }) {
		memory.state.reports.push({ post: id, reason, by: as, at: clock.now() });
		memory.save();
	},
	task: () => memory.state.task,
	setTask(task) {
		memory.state.task = task;
		memory.save();
	},
});
