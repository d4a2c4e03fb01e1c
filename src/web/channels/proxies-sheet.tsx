import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { keepProxyEndpoint, listProxiesEndpoint, type ProxyView } from '#contract/proxies.ts';

import { Answer } from '../parts/answer.tsx';
import { useAct, useQueryOf } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { TextField } from '../parts/field.tsx';
import { Plate } from '../parts/plate.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { Table } from '../parts/table.tsx';

/** Through which proxy of the house each network is reached. */
export function ProxiesSheet() {
	const say = useTranslations('channels.proxies');
	const sayChannel = useTranslations('common.channel');
	const query = useQueryOf(listProxiesEndpoint, {}, { topics: ['presence'] });
	const [chosen, setChosen] = useState<ProxyView>();
	return (
		<Sheet title={say('title')}>
			<p className="pad hint">{say('text')}</p>
			<Answer query={query} what={say('title')}>
				{({ items }) => (
					<Table
						label={say('title')}
						rows={items}
						rowKey={({ network }) => network}
						columns={[
							{
								key: 'network',
								head: say('network'),
								cell: ({ network }) => (
									<>
										<Plate channel={network} /> {sayChannel(network)}
									</>
								),
							},
							{
								key: 'way',
								head: say('way'),
								cell: ({ address }) => (address === null ? say('straight') : <span className="mono">{address}</span>),
							},
							{
								key: 'act',
								head: say('act'),
								cell: (proxy) => (
									<Button
										small
										label={say('change-of', { network: sayChannel(proxy.network) })}
										onPress={() => setChosen(proxy)}
									>
										{say('change')}
									</Button>
								),
							},
						]}
					/>
				)}
			</Answer>
			{chosen && <ProxyDialog proxy={chosen} onClose={() => setChosen(undefined)} />}
		</Sheet>
	);
}

type DialogProps = Readonly<{ proxy: ProxyView; onClose: () => void }>;

function ProxyDialog({ proxy: { network, address }, onClose }: DialogProps) {
	const say = useTranslations('channels.proxies');
	const name = useTranslations('common.channel')(network);
	const [typed, setTyped] = useState('');
	const keep = useAct(keepProxyEndpoint, { topics: ['presence'] });
	const send = async (wanted: string | null) => {
		if ((await keep.run({ network, address: wanted })).ok) onClose();
	};
	const blocked = typed.trim() === '' ? say('missing') : undefined;
	const acts = (
		<>
			<Button onPress={onClose}>{say('safe')}</Button>
			{address !== null && (
				<Button busy={keep.busy} onPress={() => void send(null)}>
					{say('remove')}
				</Button>
			)}
			<Button kind="main" busy={keep.busy} blocked={blocked} onPress={() => void send(typed)}>
				{say('verb')}
			</Button>
		</>
	);
	return (
		<Dialog title={say('dialog', { network: name })} acts={acts} onClose={onClose}>
			<p>{address === null ? say('dialog-straight') : say('dialog-now', { address })}</p>
			<TextField
				label={say('address')}
				hint={say('address-hint')}
				value={typed}
				onChange={setTyped}
				autoComplete="off"
				spellCheck={false}
			/>
			<FormSummary failure={keep.failure} />
		</Dialog>
	);
}
