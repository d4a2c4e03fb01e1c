import { type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';

import { TextField } from '../../parts/field.tsx';

/** Short enough to guess below this. SPEC: the contract asks for twelve. */
const SHORTEST = 12;

interface NewPassword {
	readonly value: string;
	/** What is still missing, in words for the button. */
	readonly missing: string | undefined;
	readonly field: ReactNode;
}

/** A new password, checked for its length alone when the field is left. */
export const useNewPassword = (autoFocus = false): NewPassword => {
	const say = useTranslations('people.password');
	const [value, setValue] = useState('');
	const [left, setLeft] = useState(false);
	const short = value.length < SHORTEST;
	return {
		value,
		missing: short ? say('missing') : undefined,
		field: (
			<TextField
				label={say('label')}
				hint={say('hint')}
				error={left && short && value !== '' ? say('short', { count: SHORTEST - value.length }) : undefined}
				type="password"
				name="new-password"
				autoComplete="new-password"
				value={value}
				onChange={setValue}
				onLeave={() => setLeft(true)}
				autoFocus={autoFocus}
			/>
		),
	};
};

/** The secret behind `#` in the address of a link from a mail. */
export const secretInAddress = (): string => location.hash.slice(1);
