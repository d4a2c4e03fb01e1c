import { useTranslations } from 'use-intl';
import type { z } from 'zod';

import type { Payload } from '#contract/records.ts';
import { authorityRoles, unitRoles } from '#kernel/permission.ts';

import { DeskLink } from '../parts/desk-link.tsx';
import { useOffice } from '../shell/office.tsx';

const roles = [...unitRoles, ...authorityRoles];

type SaidProps = Readonly<{ payload: z.output<typeof Payload> }>;

/** What a record says, in words where there are words, and in full below. */
export function Said({ payload }: SaidProps) {
	const say = useTranslations('records.said');
	const sayRole = useTranslations('records.roles');
	const { units } = useOffice();
	const unit = units.find(({ id }) => id === payload.unit)?.name;
	const held = roles.filter((role) => payload.actor.roles.includes(role)).map((role) => sayRole(role));
	return (
		<>
			<dl className="kv">
				<dt>{say('who')}</dt>
				<dd>
					{payload.actor.kind === 'system' ? say('machinery', { name: payload.actor.id }) : payload.actor.name}
					{held.length > 0 && ` (${held.join(', ')})`}
				</dd>
				{unit && (
					<>
						<dt>{say('unit')}</dt>
						<dd>{unit}</dd>
					</>
				)}
				<dt>{say('subject')}</dt>
				<dd>
					<DeskLink to="/akte" search={{ subject: payload.subject }}>
						<span className="mono">{payload.subject}</span>
					</DeskLink>
				</dd>
			</dl>
			<div>
				<span className="lab">{say('data')}</span>
				<pre className="hash rec-data">{JSON.stringify(payload.data, null, 2)}</pre>
			</div>
		</>
	);
}
