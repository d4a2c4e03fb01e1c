import { useTranslations } from 'use-intl';
import { Icon } from '../parts/icon.tsx';
import { Avatar } from '../parts/person.tsx';
import { Sheet } from '../parts/sheet.tsx';
import type { PostView } from './shapes.ts';

type RouteProps = Readonly<{ post: PostView }>;

/** Whose eyes the post passes: who wrote, who may say yes. */
export function ApprovalRoute({ post: { author, editors, approvers } }: RouteProps) {
	const say = useTranslations('editorial.approval');
	const others = editors.filter(({ id }) => id !== author.id);
	return (
		<Sheet title={say('title')} end={<span className="hint">{say('two-pairs')}</span>}>
			<ol className="route pad">
				<li>
					<Avatar name={author.name} tone="citizen" />
					<span>
						<b>{author.name}</b>
						<small>{say('wrote')}</small>
					</span>
					<Icon name="check" />
				</li>
				{others.map(({ id, name }) => (
					<li key={id}>
						<Avatar name={name} tone="citizen" />
						<span>
							<b>{name}</b>
							<small>{say('wrote-too')}</small>
						</span>
						<Icon name="check" />
					</li>
				))}
				{approvers.slice(0, 4).map(({ id, name, standsIn }) => (
					<li key={id}>
						<Avatar name={name} tone="warm" />
						<span>
							<b>{name}</b>
							<small>{say(standsIn ? 'stands-in' : 'may-approve')}</small>
						</span>
						<Icon name="hourglass" />
					</li>
				))}
			</ol>
			{approvers.length === 0 && <p className="hint pad">{say('nobody')}</p>}
		</Sheet>
	);
}
