import { useTranslations } from 'use-intl';

import { latestCheckpointEndpoint } from '#contract/records.ts';

import { useQueryOf } from '../parts/asking.ts';
import { Empty } from '../parts/empty.tsx';
import { Hash } from '../parts/hash.tsx';
import { Icon } from '../parts/icon.tsx';
import { Moment } from '../parts/moment.tsx';
import { Sheet } from '../parts/sheet.tsx';

/** The newest signed state of the log: who keeps it can prove later that nothing before it was changed. */
export function CheckpointSheet() {
	const say = useTranslations('records.checkpoint');
	const { data: checkpoint, error } = useQueryOf(latestCheckpointEndpoint, {}, { topics: ['record'] });
	if (error || !checkpoint)
		return (
			<Sheet title={say('title')}>
				<Empty kind="not-yet" title={say('none')} />
			</Sheet>
		);
	return (
		<Sheet title={say('title')}>
			<div className="pad stack">
				<dl className="kv">
					<dt>{say('size')}</dt>
					<dd>{say('leaves', { count: checkpoint.size })}</dd>
					<dt>{say('signed')}</dt>
					<dd>
						<Moment at={checkpoint.signedAt} />
					</dd>
					{checkpoint.stampedAt && (
						<>
							<dt>{say('stamped')}</dt>
							<dd>
								<Moment at={checkpoint.stampedAt} />
							</dd>
						</>
					)}
				</dl>
				<div>
					<span className="lab">{say('root')}</span>
					<Hash value={checkpoint.root} />
				</div>
				<p className="hint">{say('keep')}</p>
				<div className="acts">
					<a className="btn s" href="/api/log/checkpoint" download="pruefstempel.json">
						<Icon name="download" />
						{say('load')}
					</a>
				</div>
			</div>
		</Sheet>
	);
}
