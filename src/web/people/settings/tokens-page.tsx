import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { createTokenEndpoint, revokeTokenEndpoint, tokenScopes, tokensEndpoint } from '#contract/tokens.ts';
import type { Permission } from '#kernel/permission.ts';

import { Answer } from '../../parts/answer.tsx';
import { useAct, useListOf } from '../../parts/asking.ts';
import { Button } from '../../parts/button.tsx';
import { Checkbox } from '../../parts/choice.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Empty } from '../../parts/empty.tsx';
import { FormSummary } from '../../parts/failures.tsx';
import { TextField } from '../../parts/field.tsx';
import { Moment } from '../../parts/moment.tsx';
import { Table } from '../../parts/table.tsx';
import { Form } from '../door/form.tsx';
import { SecretOnce } from './secret-once.tsx';
import { SettingsHead } from './settings-head.tsx';

/** Keys by which programs use the same interface as the desk. */
export function TokensPage() {
	const say = useTranslations('people.tokens');
	const [making, setMaking] = useState(false);
	const list = useListOf(tokensEndpoint, {}, { topics: ['person'] });
	return (
		<>
			<SettingsHead
				place="tokens"
				end={
					<Button kind="main" icon="plus" onPress={() => setMaking(true)}>
						{say('new')}
					</Button>
				}
			/>
			<div className="sheet">
				<Answer query={list} what={say('title')}>
					{() =>
						list.items.length === 0 ? (
							<Empty kind="not-yet" title={say('none')}>
								{say('none-text')}
							</Empty>
						) : (
							<Table
								label={say('title')}
								rows={list.items}
								rowKey={({ id }) => id}
								more={list.more}
								columns={[
									{ key: 'name', head: say('name'), cell: ({ name }) => <b>{name}</b> },
									{ key: 'scopes', head: say('scopes'), cell: ({ scopes }) => scopes.join(', ') },
									{ key: 'expires', head: say('expires'), cell: ({ expiresAt }) => <Moment at={expiresAt} /> },
									{
										key: 'act',
										head: say('act'),
										cell: ({ id, revoked }) => (revoked ? say('revoked') : <Revoke id={id} />),
									},
								]}
							/>
						)
					}
				</Answer>
			</div>
			{making && <TokenDialog onClose={() => setMaking(false)} />}
		</>
	);
}

type RevokeProps = Readonly<{ id: string }>;

function Revoke({ id }: RevokeProps) {
	const say = useTranslations('people.tokens');
	const { run, busy, failure } = useAct(revokeTokenEndpoint, { topics: ['person'] });
	return (
		<>
			<FormSummary failure={failure} />
			<Button small busy={busy} onPress={() => void run({ id })}>
				{say('revoke')}
			</Button>
		</>
	);
}

const LONGEST_DAYS = 366;

type TokenDialogProps = Readonly<{ onClose: () => void }>;

function TokenDialog({ onClose }: TokenDialogProps) {
	const say = useTranslations('people.tokens');
	const [name, setName] = useState('');
	const [days, setDays] = useState('90');
	const [scopes, setScopes] = useState<readonly Permission[]>([]);
	const [token, setToken] = useState<string | null>(null);
	const { run, busy, failure } = useAct(createTokenEndpoint, {
		topics: ['person'],
		onDone: (made) => setToken(made.token),
	});
	const lasts = Number(days);
	const good = name.trim().length > 1 && scopes.length > 0 && lasts >= 1 && lasts <= LONGEST_DAYS;
	if (token !== null)
		return (
			<Dialog title={say('made')} onClose={onClose} acts={<Button onPress={onClose}>{say('close')}</Button>}>
				<SecretOnce label={say('token')} hint={say('token-hint')} value={token} />
			</Dialog>
		);
	return (
		<Dialog title={say('new')} onClose={onClose} wide>
			<Form
				verb={say('create')}
				busy={busy}
				blocked={good ? undefined : say('missing')}
				failure={failure}
				onSend={() =>
					run({ name, days: lasts, unitId: null, scopes: tokenScopes.filter((one) => scopes.includes(one)) })
				}
			>
				<TextField label={say('name')} hint={say('name-hint')} value={name} onChange={setName} autoFocus />
				<TextField label={say('days')} inputMode="numeric" value={days} onChange={setDays} />
				<fieldset className="field">
					<legend className="lab">{say('scopes')}</legend>
					<p className="hint">{say('scopes-hint')}</p>
					{tokenScopes.map((scope) => (
						<Checkbox
							key={scope}
							label={<span className="mono">{scope}</span>}
							checked={scopes.includes(scope)}
							onChange={(on) => setScopes(on ? [...scopes, scope] : scopes.filter((one) => one !== scope))}
						/>
					))}
				</fieldset>
			</Form>
		</Dialog>
	);
}
