/** @jsxImportSource hono/jsx */
import { Icon, type View } from './parts.tsx';
import { type Task, taskAt, tasksOf } from './tasks.ts';

const BAR = 100;

/** One task at a time: what to do, a tip, whether the network shows that it is done, and the way on. */
export const TaskPanel = ({ view }: { view: View }) => {
	const { say, network } = view;
	const tasks: readonly Task[] = tasksOf[network.kind];
	const { step, task } = taskAt(tasks, network.task());
	const isDone = task.isDone?.(network.everything());
	return (
		<section class="sheet" aria-labelledby="task">
			<div class="sheet-h">
				<h2 id="task">{say('task', { step: step + 1, of: tasks.length })}</h2>
			</div>
			<div class="pad stack">
				<p>{say(`tasks.${task.name}`)}</p>
				<svg class="task-bar" viewBox={`0 0 ${BAR} 8`} preserveAspectRatio="none" aria-hidden="true">
					<rect class="t" width={BAR} height="8" />
					<rect class="f" width={(BAR * (step + 1)) / tasks.length} height="8" />
				</svg>
				{isDone !== undefined && (
					<p class={isDone ? 'task-done' : 'nothing'}>
						{isDone && <Icon name="check" />}
						{say(isDone ? 'task-done' : 'task-open')}
					</p>
				)}
				<details class="tip">
					<summary class="btn s">{say('tip')}</summary>
					<p>{say(`tips.${task.name}`)}</p>
				</details>
				<form class="acts" method="post" action={`/uebung/${network.kind}/task`}>
					{step > 0 && (
						<button type="submit" class="btn s" name="step" value={step - 1}>
							{say('task-before')}
						</button>
					)}
					{step < tasks.length - 1 && (
						<button type="submit" class="btn s" name="step" value={step + 1}>
							{say('task-next')}
						</button>
					)}
				</form>
			</div>
		</section>
	);
};
