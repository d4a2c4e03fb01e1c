import { useLocale, useTranslations } from 'use-intl';

import type { Message } from '#contract/dialogue.ts';
import { dismissHintEndpoint, type Hint } from '#contract/hints.ts';

import { useAct } from '../parts/asking.ts';
import { Button } from '../parts/button.tsx';
import { FormSummary } from '../parts/failures.tsx';
import { Icon } from '../parts/icon.tsx';
import { kindKeys } from './filter.ts';

/** The checks of the house by what they find. */
const FOUND = {
	'personal-phone': 'phone',
	'foreign-phone': 'phone',
	'personal-email': 'email',
	'personal-iban': 'iban',
	'personal-tax-id': 'tax-id',
	'personal-social-security': 'social-security',
	'personal-birth-date': 'birth-date',
	'case-number': 'case-number',
	'court-number': 'case-number',
	'licence-plate': 'plate',
	'personal-address': 'address',
} as const;

/** In words that are told apart here, by the rules that found something. */
export const personalKinds = (rules: readonly string[]) => [
	...new Set(Object.entries(FOUND).flatMap(([rule, what]) => (rules.includes(rule) ? [what] : []))),
];

const languageName = (code: string, locale: string): string =>
	new Intl.DisplayNames([locale], { type: 'language' }).of(code) ?? code;

/** What a hint says, as a guess. */
const useGuess = () => {
	const say = useTranslations('dialogue.hint');
	const locale = useLocale();
	return ({ type, values: [value = ''] }: Hint): string => {
		if (type === 'language') return say('type.language', { language: languageName(value, locale) });
		if (type !== 'kind') return say(`type.${type}`);
		const kind = kindKeys.find((one) => one === value);
		return kind === undefined ? value : say(`type.${kind}`);
	};
};

/** The guess with what it rests on: words of the message, or the kinds of personal data. */
const useReason = () => {
	const say = useTranslations('dialogue.hint');
	const guess = useGuess();
	return (hint: Hint): string => {
		if (hint.words.length > 0) return say('because', { hint: guess(hint), words: hint.words.join(' … ') });
		if (hint.type !== 'personal') return guess(hint);
		return say('of', {
			hint: guess(hint),
			what: personalKinds(hint.values)
				.map((what) => say(`personal.${what}`))
				.join(', '),
		});
	};
};

/** That somebody asks is what a list of conversations is full of: it tells nothing there. */
const isTelling = ({ type, values: [value] }: Hint): boolean => type !== 'kind' || value !== 'question';

/** In the list: what the newest messages hint at. */
export function HintTags({ hints }: Readonly<{ hints: readonly Hint[] }>) {
	const [reason, guess] = [useReason(), useGuess()];
	return hints.filter(isTelling).map((hint) => (
		<span key={hint.type} className={hint.type === 'emergency' ? 'hint-tag grave' : 'hint-tag'}>
			<Icon name={hint.type === 'emergency' ? 'triangle-alert' : 'info'} />
			<span className="one-line">{hint.type === 'personal' ? guess(hint) : reason(hint)}</span>
		</span>
	));
}

type MessageHintsProps = Readonly<{ message: Message; conversationId: string }>;

/** Under a message: what the program guesses, each to be dismissed by whoever knows better. */
export function MessageHints({ message, conversationId }: MessageHintsProps) {
	const say = useTranslations('dialogue.hint');
	const { run, busy, failure } = useAct(dismissHintEndpoint, { topics: ['conversation'] });
	if (message.hints.length === 0) return null;
	return (
		<div className="hints">
			<ul aria-label={say('region')} title={say('region')}>
				{message.hints.map((hint) => (
					<Guess
						key={hint.type}
						hint={hint}
						busy={busy}
						onSay={(dismissed) => void run({ conversationId, messageId: message.id, type: hint.type, dismissed })}
					/>
				))}
			</ul>
			<FormSummary failure={failure} />
		</div>
	);
}

type GuessProps = Readonly<{ hint: Message['hints'][number]; busy: boolean; onSay: (dismissed: boolean) => void }>;

function Guess({ hint, busy, onSay }: GuessProps) {
	const say = useTranslations('dialogue.hint');
	const [reason, guess] = [useReason(), useGuess()];
	const { type, dismissed } = hint;
	const grave = type === 'emergency' && !dismissed;
	const act = say(dismissed ? 'restore' : 'dismiss');
	return (
		<li className={grave ? 'grave' : undefined}>
			<Icon name={grave ? 'triangle-alert' : 'info'} />
			<span>{dismissed ? say('dismissed', { hint: guess(hint) }) : reason(hint)}</span>
			<Button small kind="quiet" busy={busy} label={`${act}: ${guess(hint)}`} onPress={() => onSay(!dismissed)}>
				{act}
			</Button>
		</li>
	);
}
