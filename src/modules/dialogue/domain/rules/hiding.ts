/** Who acts where no person does. */
export const RULES = 'rules';

/** Hidden in an hour before a rule stops by itself: more than that is a flood or a mistake, and both need a person. */
export const USUAL_PER_HOUR = 10;
const OLDEST_MS = 3 * 86_400_000;

interface About {
	/** The network can hide it below a post of ours. */
	readonly able: boolean;
	/** A life may be in danger: nothing is put out of sight. */
	readonly emergency: boolean;
	/** Somebody of us has answered in the conversation. */
	readonly answered: boolean;
	readonly sentAt: number;
	readonly now: number;
}

export type Kept = 'unable' | 'emergency' | 'answered' | 'old';

/** Why a machine leaves a message where it is, whatever a rule says; null: it may hide it. */
export const keptVisible = ({ able, emergency, answered, sentAt, now }: About): Kept | null => {
	if (!able) return 'unable';
	if (emergency) return 'emergency';
	if (answered) return 'answered';
	return now - sentAt > OLDEST_MS ? 'old' : null;
};

type Speech = 'de' | 'en';

/** The statement of reasons of a hiding by rule. LAW: Art. 17(3)(c) DSA: it says that it was made by automated means. */
export const statement = (speech: Speech, name: string) =>
	speech === 'de'
		? {
				facts: `Ein Programm unseres Hauses hat diese Nachricht verborgen, nach der Regel „${name}“. Sie sieht nur auf Form: Links, bekannte Adressen, gleiche Texte mehrerer Konten. Was jemand meint, prüft sie nicht.`,
				proportion:
					'Verborgen ist die mildeste Stufe, die Spam aus dem Gespräch nimmt. Ein Mensch sieht jede so verborgene Nachricht durch und macht einen Irrtum rückgängig.',
			}
		: {
				facts: `A program of our office hid this message by the rule “${name}”. It looks at form only: links, known addresses, the same text from several accounts. What anybody thinks is not looked at.`,
				proportion:
					'Hiding is the mildest step that takes spam out of a conversation. A person goes through every message hidden this way and takes a mistake back.',
			};

/** What can be said to somebody whose message was hidden by mistake. */
export const apology = (speech: Speech): string =>
	speech === 'de'
		? 'Guten Tag, ein Programm hat Ihre Nachricht irrtümlich für Spam gehalten und verborgen. Das haben wir rückgängig gemacht, sie steht wieder da. Wir bitten um Entschuldigung.'
		: 'Hello, a program took your message for spam by mistake and hid it. We have taken that back, and your message is visible again. We are sorry.';
