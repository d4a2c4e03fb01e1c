import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { changeMailSettingsEndpoint, mailSettingsEndpoint, testMailEndpoint } from '#contract/mail.ts';
import { whoamiEndpoint } from '#contract/people.ts';

import { Answer } from '../../parts/answer.tsx';
import { useAct, useQueryOf } from '../../parts/asking.ts';
import { Button } from '../../parts/button.tsx';
import { Callout } from '../../parts/callout.tsx';
import { FormSummary } from '../../parts/failures.tsx';
import { Select, TextField } from '../../parts/field.tsx';
import { Form } from '../door/form.tsx';

const securities = ['starttls', 'tls', 'none'] as const;
type Security = (typeof securities)[number];

interface Server {
	readonly host: string;
	readonly port: number;
	readonly security: Security;
	readonly user: string;
	readonly fromMail: string;
	readonly fromName: string;
	readonly hasPassword: boolean;
}

const fresh: Server = {
	host: '',
	port: 587,
	security: 'starttls',
	user: '',
	fromMail: '',
	fromName: '',
	hasPassword: false,
};

type MailServerFormProps = Readonly<{
	onDone: () => void;
	/** In the wizard: the words for going on without a mail server. */
	skip?: string;
}>;

/** The mail server, with a live test before saving. */
export function MailServerForm(props: MailServerFormProps) {
	const query = useQueryOf(mailSettingsEndpoint, {}, { topics: ['setting'] });
	return <Answer query={query}>{({ server }) => <ServerFields {...props} before={server ?? fresh} />}</Answer>;
}

function ServerFields({ before, onDone, skip }: MailServerFormProps & Readonly<{ before: Server }>) {
	const say = useTranslations('people.mail');
	const [server, setServer] = useState(before);
	const [password, setPassword] = useState('');
	const save = useAct(changeMailSettingsEndpoint, { topics: ['setting'], onDone });
	const change = (part: Partial<Server>) => setServer({ ...server, ...part });
	const { hasPassword, ...plain } = server;
	const given = { ...plain, ...(password === '' ? {} : { password }) };
	const missing = server.host === '' || !server.fromMail.includes('@') ? say('missing') : undefined;
	return (
		<Form
			verb={say('save')}
			busy={save.busy}
			blocked={missing}
			failure={save.failure}
			onSend={() => save.run(given)}
			beside={
				skip && (
					<Button kind="quiet" onPress={onDone}>
						{skip}
					</Button>
				)
			}
		>
			<TextField label={say('host')} value={server.host} spellCheck={false} onChange={(host) => change({ host })} />
			<div className="two">
				<Select
					label={say('security')}
					value={server.security}
					options={securities.map((value) => ({ value, label: say(`security-${value}`) }))}
					onChange={(value) => change(portFor(securities.find((one) => one === value) ?? 'starttls'))}
				/>
				<TextField
					label={say('port')}
					inputMode="numeric"
					value={String(server.port)}
					onChange={(port) => change({ port: Number(port.replaceAll(/\D/g, '')) })}
				/>
			</div>
			<TextField
				label={say('user')}
				hint={say('user-hint')}
				optional
				autoComplete="off"
				value={server.user}
				onChange={(user) => change({ user })}
			/>
			<TextField
				label={say('password')}
				hint={hasPassword ? say('password-kept') : undefined}
				optional
				type="password"
				autoComplete="off"
				value={password}
				onChange={setPassword}
			/>
			<TextField
				label={say('from-mail')}
				type="email"
				autoComplete="off"
				value={server.fromMail}
				onChange={(fromMail) => change({ fromMail })}
			/>
			<TextField
				label={say('from-name')}
				optional
				value={server.fromName}
				onChange={(fromName) => change({ fromName })}
			/>
			<LiveTest given={given} missing={missing} />
		</Form>
	);
}

/** The usual port for the way of encryption. */
const portFor = (security: Security): Partial<Server> => ({
	security,
	port: { starttls: 587, tls: 465, none: 25 }[security],
});

type Given = Omit<Server, 'hasPassword'> & { readonly password?: string };
type LiveTestProps = Readonly<{ given: Given; missing: string | undefined }>;

/** Sends one mail to oneself through these settings, saving nothing. */
function LiveTest({ given, missing }: LiveTestProps) {
	const say = useTranslations('people.mail');
	const me = useQueryOf(whoamiEndpoint, {}, { topics: ['person'] });
	const [tested, setTested] = useState('');
	const test = useAct(testMailEndpoint, { onDone: () => setTested(JSON.stringify(given)) });
	const to = me.data?.person.mail ?? '';
	return (
		<div className="form">
			<FormSummary failure={test.failure} />
			{tested === JSON.stringify(given) && <Callout kind="passed" title={say('test-passed', { to })} />}
			<Button icon="mail" busy={test.busy} blocked={missing} onPress={() => void test.run({ ...given, to })}>
				{say('test')}
			</Button>
		</div>
	);
}
