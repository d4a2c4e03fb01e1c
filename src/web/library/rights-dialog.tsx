import { useState } from 'react';
import { useTranslations } from 'use-intl';

import { changeLibraryItemEndpoint, readLibraryItemEndpoint } from '#contract/library.ts';

import { Answer } from '../parts/answer.tsx';
import { useAct, useQueryOf } from '../parts/asking.ts';
import { Button, ButtonLink } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { RightsFields } from './rights-fields.tsx';
import type { LibraryItem } from './shapes.ts';

type DialogProps = Readonly<{ id: string; onClose: () => void }>;

/** Source, licence and consent of a picture, without leaving the post one writes. */
export function RightsDialog({ id, onClose }: DialogProps) {
	const say = useTranslations('library.pick');
	const query = useQueryOf(readLibraryItemEndpoint, { id });
	return (
		<Dialog title={say('rights-title')} onClose={onClose}>
			<Answer query={query}>{(item) => <Fields item={item} onClose={onClose} />}</Answer>
		</Dialog>
	);
}

type FieldsProps = Readonly<{ item: LibraryItem; onClose: () => void }>;

function Fields({ item, onClose }: FieldsProps) {
	const say = useTranslations('library');
	const { author, sourceUrl, licence, licenceText, consent, consentReference, consentOn, expiresOn } = item.facts;
	const [facts, setFacts] = useState({
		...{ author, sourceUrl, licence, licenceText },
		...{ consent, consentReference, consentOn, expiresOn },
	});
	const { run, busy, failure } = useAct(changeLibraryItemEndpoint, { topics: ['media', 'post'], onDone: onClose });
	return (
		<>
			<FormSummary failure={failure} />
			<RightsFields facts={facts} onChange={(part) => setFacts({ ...facts, ...part })} />
			<div className="go">
				<ButtonLink to={`/medien/${item.id}`} kind="quiet">
					{say('pick.open')}
				</ButtonLink>
				<Button onPress={onClose}>{say('item.leave')}</Button>
				<Button
					kind="main"
					icon="check"
					busy={busy}
					onPress={() => void run({ id: item.id, base: item.version, facts })}
				>
					{say('item.save')}
				</Button>
			</div>
		</>
	);
}
